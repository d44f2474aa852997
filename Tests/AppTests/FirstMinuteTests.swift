import Engine
import Foundation
import Simulator
import Support
import TUI
import Testing

@testable import App

/// From the start in an empty home to a first answer or a clear choice, in two keys at most.
///
/// As the flows: a script whose first line is its command, and the picture it ends in. What runs on the machine is
/// simulated by the script's name; nothing is installed.
@Suite("The first minute", .serialized, .limit(minutes: 2))
struct FirstMinuteTests {
  static let flows = FlowFolder("FirstMinute")

  /// What listens where the usual servers are expected; nothing does at port 9.
  private struct World {
    var lmStudio: SimulatorOptions?
    var ollama: SimulatorOptions?
    var cloud: SimulatorOptions?
    var environment: [String: String] = [:]

    init(of name: String) {
      switch name {
      case "only-ollama", "which-server": ollama = Self.quick(.ollama)
      case "no-model":
        var options = Self.quick(.lms0425)
        options.catalogue = Catalogue([])
        lmStudio = options
      case "broken-key":
        var options = Self.quick(.cloud)
        options.token = "the-right-one"
        cloud = options
        environment["OPENAI_API_KEY"] = "sk-an-old-one"
      default: break
      }
    }

    private static func quick(_ profile: ServerProfile) -> SimulatorOptions {
      var options = SimulatorOptions(profile: profile)
      options.speed = 40
      // Its five minutes would be over in 7.5 s, which a busy machine may need for a turn.
      options.idleLifetime = -1
      return options
    }
  }

  @Test("A start ends in an answer or a choice", arguments: flows.names)
  @ScreenActor
  func start(_ name: String) async throws {
    let flow = try Self.flows.flow(name)
    #expect(flow.keys(but: "enter") <= 2, "\(name): too many keys")
    let world = World(of: name)
    var running: [Simulator] = []
    var chat = try ChatCommand.parse(flow.arguments)
    for (id, options) in [
      ("lmstudio", world.lmStudio), ("ollama", world.ollama), ("llamacpp", nil),
    ] {
      var port = 9
      if let options {
        let simulator = Simulator(options)
        port = try await simulator.start()
        running.append(simulator)
      }
      chat.common.overrides.append("model_providers.\(id).base_url=\"http://127.0.0.1:\(port)/v1\"")
    }
    if let options = world.cloud {
      let simulator = Simulator(options)
      let port = try await simulator.start()
      running.append(simulator)
      chat.common.overrides += [
        "model_providers.openai.base_url=\"http://127.0.0.1:\(port)/v1\"",
        // A key is not sent to another place unasked.
        "model_providers.openai.env_key=\"OPENAI_API_KEY\"",
      ]
    }
    let picture = try await flow.picture(chat, environment: world.environment)
    for simulator in running { await simulator.stop() }
    try Self.flows.compare(picture, name)
  }
}
