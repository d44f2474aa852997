import Support
import Synchronization
import Testing

@testable import Engine

@Suite("A server that is not the profile's", .limit(minutes: 1))
struct StartServerTests {
  private final class Started: Sendable {
    private let commands = Mutex<[String]>([])
    var all: [String] { commands.withLock(\.self) }
    func add(_ command: String) { commands.withLock { $0.append(command) } }
  }

  /// Ollama answers once its command was run; LM Studio never does.
  private func engine(_ started: Started) throws -> Engine {
    let transport = StubTransport { request throws(EngineError) in
      guard request.url.contains(":11434"), !started.all.isEmpty else {
        throw EngineError(.unreachable, "No server answers.")
      }
      if request.url.hasSuffix("/api/version") { return .text(#"{"version":"0.12.0"}"#) }
      if request.url.hasSuffix("/api/tags") || request.url.hasSuffix("/api/ps") {
        return .text(#"{"models":[]}"#)
      }
      return .text("{}", status: 404)
    }
    return try EngineFixture.engine(transport: transport) { services in
      services.isInstalled = { $0 == "ollama" }
      services.start = { command throws(EngineError) in started.add(command) }
    }
  }

  @Test("What is installed can be started, and is gone on with under a profile of its name")
  func start() async throws {
    let started = Started()
    let engine = try engine(started)
    await engine.beginWarmUp(force: false)
    await engine.warmUpEnded()
    let offline = await engine.session
    #expect(offline.warmUp.isOffline)
    #expect(offline.startable.map(\.command) == ["ollama serve"])
    await engine.perform(.start(providerID: "lmstudio"))
    #expect(await engine.session.profile.name == "local", "it is not installed")
    await engine.perform(.start(providerID: "ollama"))
    let session = await engine.until { $0.server.kind?.name == "Ollama" }
    #expect(started.all == ["ollama serve"])
    #expect(session.profile.name == "ollama" && session.profile.providerID == "ollama")
    #expect(session.profiles.map(\.name).contains("ollama"))
    await engine.shutdown()
  }

  @Test("A model of a server without a profile is asked under a new one, made once")
  func choose() async throws {
    let engine = try engine(Started())
    for model in ["a", "b"] {
      await engine.perform(.choose(model: model, providerID: "ollama"))
      #expect(await engine.session.profile.name == "ollama")
      #expect(await engine.session.profile.model == model)
    }
    #expect(await engine.session.profiles.count { $0.name == "ollama" } == 1)
    await engine.perform(.choose(model: "a", providerID: "no-such"))
    #expect(await engine.session.profile.name == "ollama")
    await engine.shutdown()
  }
}
