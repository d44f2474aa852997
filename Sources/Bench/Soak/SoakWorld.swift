import Engine
import Foundation
import Simulator
import TUI

/// Five servers, the engine and its archive, in simulated time.
@ScreenActor
final class SoakWorld {
  let engine: Engine
  let servers: [Simulator]
  /// Which server a profile talks to.
  let places: [String: Int]
  private let transport: HTTPTransport
  private let folder: String

  /// Profile, kind of server, model, and more settings of its provider.
  private static let plan: [(name: String, kind: ServerProfile, model: String, more: String)] = [
    ("native", .lms0425, "openai/gpt-oss-20b", ""),
    ("chat", .lms0425, "openai/gpt-oss-20b", "wire_api = \"chat\""),
    ("responses", .lms0425, "openai/gpt-oss-20b", "wire_api = \"responses\""),
    ("ollama", .ollama, "qwen3:4b", ""),
    ("llama", .llamacpp, "qwen3-4b", ""),
    ("vllm", .vllm, "Qwen/Qwen3-4B", "wire_api = \"chat\""),
  ]

  init(seed: UInt64) async throws {
    var servers: [Simulator] = []
    var places: [String: Int] = [:]
    var config = "profile = \"native\"\n"
    for (index, part) in Self.plan.enumerated() {
      var options = SimulatorOptions(profile: part.kind, speed: 5000, seed: seed &+ UInt64(index))
      options.idleTimeout = 2
      let server = Simulator(options)
      let port = try await server.start()
      servers.append(server)
      places[part.name] = index
      config += """
        [model_providers.box-\(part.name)]
        name = "\(part.name)"
        base_url = "http://127.0.0.1:\(port)/v1"
        request_max_retries = 1
        stream_idle_timeout_ms = 120000
        \(part.more)
        [profiles.\(part.name)]
        model_provider = "box-\(part.name)"
        model = "\(part.model)"

        """
    }
    let text = config
    let source = ConfigurationSource(environment: ["HOME": "/h"]) { path in
      path == "/h/.codex/config.toml" ? text : nil
    }
    folder = NSTemporaryDirectory() + "codex-tui-soak-\(UUID().uuidString)"
    transport = HTTPTransport(environment: [:])
    engine = Engine(
      configuration: try Configuration.load(source),
      services: EngineServices(
        transport: transport, environment: [:], time: Timekeeper(HurriedClock()),
        archive: Archive(folder: folder)))
    self.servers = servers
    self.places = places
  }

  func server(of profile: String) -> Simulator? { places[profile].map { servers[$0] } }

  /// Servers forget what they were asked, or their logs would be what grows.
  func forget() async {
    for server in servers { await server.reset() }
  }

  func shutdown() async {
    await engine.shutdown()
    await transport.shutdown()
    for server in servers { await server.stop() }
    try? FileManager.default.removeItem(atPath: folder)
  }
}
