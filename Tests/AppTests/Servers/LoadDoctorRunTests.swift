import Foundation
import Simulator
import Support
import Testing

@testable import App
@testable import Engine

@Suite("What is known around a load", .limit(minutes: 1))
struct LoadDoctorRunTests {
  private static let model = "openai/gpt-oss-20b"

  private final class Stage: Sendable {
    let simulator: Simulator
    let transport = HTTPTransport(environment: [:])
    let engine: Engine

    init(
      faults: [Fault], tool: ToolRunner = .none,
      words: @escaping @Sendable (ServerLog) async -> ServerWords? = { _ in nil }
    ) async throws {
      var options = SimulatorOptions(faults: faults, loaded: ["qwen/qwen3-4b"])
      options.speed = .infinity
      simulator = Simulator(options)
      let port = try await simulator.start()
      let configuration = try EngineFixture.configuration(
        """
        profile = "p"
        [model_providers.lmstudio]
        name = "LM Studio"
        base_url = "http://127.0.0.1:\(port)/v1"
        [profiles.p]
        model_provider = "lmstudio"
        model = "\(LoadDoctorRunTests.model)"
        load_context = 16384
        """)
      var services = EngineServices(
        transport: transport, environment: [:], tool: tool,
        freeMemory: { FreeMemory(system: 9_300_000_000) })
      services.serverWords = words
      var history = LoadHistory()
      for window in [8192, 8192, nil] {
        history.add(
          .seconds(6),
          for: .init(
            origin: "http://127.0.0.1:\(port)", model: LoadDoctorRunTests.model,
            quantization: "MXFP4", context: window))
      }
      engine = Engine(configuration: configuration, services: services, loadHistory: history)
    }

    func end() async {
      await engine.shutdown()
      await transport.shutdown()
      await simulator.stop()
    }
  }

  @Test("After a failure: the model, memory, what else is loaded, what worked, the server's words")
  func failed() async throws {
    let stage = try await Stage(faults: [Fault(.resources)]) { log in
      log == .newest(inLMStudio: "server-logs")
        ? ServerWords(source: "a.log", lines: ["failed to allocate"]) : nil
    }
    await stage.engine.beginWarmUp(force: false)
    await stage.engine.warmUpEnded()
    await stage.engine.perform(.examineLoad)
    let session = await stage.engine.until {
      $0.loadFindings?.words != nil && $0.loadFindings?.model != nil
    }
    let findings = try #require(session.loadFindings)
    #expect(findings.model?.id == Self.model && findings.window == 16384)
    #expect(findings.free.system == 9_300_000_000)
    #expect(findings.others.map(\.id) == ["qwen/qwen3-4b"])
    #expect(findings.earlier.map(\.window) == [8192, nil])
    #expect(findings.earlier.map(\.count) == [2, 1])
    #expect(findings.words?.lines == ["failed to allocate"])
    await stage.end()
  }

  @Test("The steps mend it: what is beside it goes, and it loads with the window that worked")
  func steps() async throws {
    let stage = try await Stage(faults: [])
    await stage.simulator.post(Fault(.resources))
    await stage.engine.beginWarmUp(force: false)
    await stage.engine.warmUpEnded()
    #expect(await stage.engine.session.warmUp.state != .ready)
    await stage.simulator.clearFaults()
    await stage.engine.perform(.unload(model: "qwen/qwen3-4b", providerID: "lmstudio"))
    await stage.engine.perform(.loadAgain(window: 8192))
    let session = await stage.engine.until { $0.warmUp.state == .ready && $0.activity == .idle }
    #expect(session.activeModel?.loadedContext == 8192)
    #expect(!session.models.contains { $0.id == "qwen/qwen3-4b" && $0.residency == .loaded })
    await stage.end()
  }

  private static let line =
    #"{"timestamp":1,"data":{"type":"runtime.log","content":"loading part 1\nallocating"}}"#

  @Test("While it loads, the server's words come as it writes them, and end with the load")
  func followed() async throws {
    let asked = Counter()
    let (ended, end) = AsyncStream<Void>.makeStream()
    let tool = ToolRunner(
      find: { () throws(EngineError) in "/bin/lms" },
      run: { _, arguments, output throws(EngineError) in
        guard arguments.starts(with: ["log", "stream"]) else { return 1 }
        _ = asked.next()
        await output(.standard(Array((Self.line + "\n").utf8)))
        // As a tool does that is interrupted.
        let forever = AsyncStream<Void> { _ in }
        for await _ in forever {}
        end.finish()
        return nil
      })
    let stage = try await Stage(faults: [Fault(.loadStuck)], tool: tool)
    await stage.engine.beginWarmUp(force: false)
    _ = await stage.engine.until(\.warmUp.isLoading)
    await stage.engine.perform(.examineLoad)
    let session = await stage.engine.until { $0.loadFindings?.heard?.lines.count == 2 }
    #expect(session.loadFindings?.heard?.lines == ["loading part 1", "allocating"])
    await stage.engine.perform(.stop)
    for await _ in ended {}
    #expect(asked.count == 1)
    await stage.end()
  }

  @Test("A started server's first words are kept, and read back")
  func kept() async throws {
    let folder = NSTemporaryDirectory() + "codex-tui-words-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let servers = ServerProcess(
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder], tool: .none, keys: [],
      folder: folder + "/state")
    let command = "sh -c 'echo one; echo two >&2'"
    try await servers.start(command)
    // Another process writes them.
    while servers.words(.started(command))?.lines.count != 2 { await Task.yield() }
    #expect(servers.words(.started(command))?.lines == ["one", "two"])
    let log = try #require(servers.words(.started(command))?.source)
    let permissions = try FileManager.default.attributesOfItem(atPath: log)[.posixPermissions]
    #expect(permissions as? Int == 0o600)
  }

  @Test("LM Studio's newest file of words: by its date, then by its number")
  func newest() throws {
    let home = NSTemporaryDirectory() + "codex-tui-words-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: home) }
    let logs = home + "/.lmstudio/server-logs/"
    for (name, words) in [
      ("2026-10/2026-10-30.3.log", "old"), ("2026-11/2026-11-27.2.log", "second"),
      ("2026-11/2026-11-27.10.log", "tenth\nof the day\n"),
    ] {
      let path = logs + name
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try words.write(toFile: path, atomically: true, encoding: .utf8)
    }
    let servers = ServerProcess(environment: ["HOME": home], tool: .none, keys: [])
    let words = servers.words(.newest(inLMStudio: "server-logs"))
    #expect(words?.lines == ["tenth", "of the day"])
    #expect(words?.source == logs + "2026-11/2026-11-27.10.log")
    #expect(servers.words(.home(".ollama/logs/server.log")) == nil)
  }
}
