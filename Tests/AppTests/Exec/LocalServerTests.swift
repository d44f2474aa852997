import Engine
import Foundation
import Simulator
import Support
import Testing

@testable import App

/// `--oss` where nothing says which local server is meant.
@Suite("exec --oss", .limit(minutes: 2))
struct LocalServerTests {
  /// The ports of the three usual servers; 9 is one where nothing listens.
  private static func places(lmStudio: Int = 9, ollama: Int = 9) -> [String] {
    [("lmstudio", lmStudio), ("ollama", ollama), ("llamacpp", 9)].flatMap { id, port in
      ["-c", "model_providers.\(id).base_url=http://127.0.0.1:\(port)/v1"]
    }
  }

  /// Runs the program while an LM Studio, an Ollama, both or neither are simulated.
  private static func exec(
    _ servers: [ServerProfile], _ arguments: [String]
  ) async throws -> ProgramRun.Outcome {
    var ports: [ServerProfile: Int] = [:]
    var simulators: [Simulator] = []
    for server in servers {
      var options = SimulatorOptions(profile: server)
      options.speed = .infinity
      let simulator = Simulator(options)
      ports[server] = try await simulator.start()
      simulators.append(simulator)
    }
    let places = places(lmStudio: ports[.lms0425] ?? 9, ollama: ports[.ollama] ?? 9)
    let outcome = try await ProgramRun(arguments: ["exec"] + arguments + places).outcome()
    for simulator in simulators { await simulator.stop() }
    return outcome
  }

  @Test("The one that runs is asked, and it is said which")
  func one() async throws {
    let outcome = try await Self.exec([.ollama], ["--oss", "hello"])
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(outcome.error.hasPrefix("· Ollama at 127.0.0.1"))
    #expect(!outcome.out.isEmpty)
  }

  @Test("Quiet says nothing of it, and another model is asked for by name")
  func quiet() async throws {
    let outcome = try await Self.exec([.ollama], ["--oss", "-q", "-m", "gpt-oss:20b", "hello"])
    #expect(outcome.code == 0 && outcome.error.isEmpty, "\(outcome.error)")
  }

  @Test("Of several none is chosen; both ways to choose are named")
  func several() async throws {
    let outcome = try await Self.exec([.ollama, .lms0425], ["--oss", "hello"])
    #expect(outcome.code == 2 && outcome.out.isEmpty)
    #expect(outcome.error.contains("Several local servers answer: LM Studio"), "\(outcome.error)")
    #expect(outcome.error.contains("--local-provider") && outcome.error.contains("oss_provider"))
  }

  @Test("Where none runs the remedy is to start one, or the demo")
  func none() async throws {
    let outcome = try await Self.exec([], ["--oss", "hello"])
    #expect(outcome.code == 4 && outcome.out.isEmpty)
    #expect(outcome.error.contains("No local server answers"), "\(outcome.error)")
    #expect(outcome.error.contains("--demo") && outcome.error.contains("oss_provider"))
  }

  @Test("A word on which server is meant is obeyed without a survey")
  func named() async throws {
    let outcome = try await Self.exec(
      [.ollama], ["--oss", "hello", "-c", "oss_provider=\"lmstudio\""])
    #expect(outcome.code == 4)
    #expect(outcome.error.contains("Ollama answers at"), "\(outcome.error)")
  }
}
