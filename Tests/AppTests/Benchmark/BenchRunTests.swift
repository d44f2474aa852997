import Foundation
import Simulator
import Support
import Synchronization
import Testing

@testable import App
@testable import Engine

/// A benchmark over a simulated llama.cpp, which keeps what it read of a prompt.
@Suite("A benchmark", .limit(minutes: 2))
struct BenchRunTests {
  private final class Stage: Sendable {
    let simulator: Simulator
    let transport = HTTPTransport(environment: [:])
    let engine: Engine
    let configuration: Configuration
    let written: Written
    let kept = Mutex<[BenchResult]>([])

    init(
      faults: [Fault] = [], profile: String = "", archive: Archive? = nil, refusing: Int32? = nil
    ) async throws {
      written = Written(refusing: refusing)
      let options = SimulatorOptions(profile: .llamacpp, speed: 1000, faults: faults)
      simulator = Simulator(options)
      let port = try await simulator.start()
      configuration = try EngineFixture.configuration(
        """
        profile = "p"
        [model_providers.box]
        name = "llama.cpp"
        base_url = "http://127.0.0.1:\(port)/v1"
        wire_api = "chat"
        [model_providers.far]
        name = "far"
        base_url = "https://models.example/v1"
        wire_api = "chat"
        [profiles.p]
        model_provider = "box"
        model = "qwen3-4b"
        \(profile)
        [profiles.far]
        model_provider = "far"
        model = "m"
        """)
      engine = Engine(
        configuration: configuration,
        services: EngineServices(transport: transport, environment: [:], archive: archive))
    }

    var results: [BenchResult] { kept.withLock(\.self) }

    func run(
      _ prompts: [String], runs: Int = 1, isJSON: Bool = false, names: [String] = [],
      change: (inout BenchRun) -> Void = { _ in }
    ) async throws -> BenchRun.End {
      var run = BenchRun(
        engine: engine, profiles: try BenchCommand.profiles(names, configuration),
        prompts: prompts.map { BenchPrompt(Prompt($0)) },
        options: .init(runs: runs, tokens: 40, isJSON: isJSON), streams: written.streams)
      run.keep = { [self] result in kept.withLock { $0.append(result) } }
      run.earlier = kept.withLock(\.self)
      change(&run)
      return await run.run()
    }

    func end() async {
      await engine.shutdown()
      await transport.shutdown()
      await simulator.stop()
    }
  }

  private static let long = String(repeating: "Tell me about terminals. ", count: 40)

  @Test("A prompt is read whole when it is new, and reused when it comes again")
  func coldAndWarm() async throws {
    let stage = try await Stage()
    let end = try await stage.run([Self.long, "why"], runs: 2, isJSON: true)
    #expect(end.status == .ok)
    let lines = stage.written.lines
    let replies = lines.filter { $0["type"] == "reply" }
    #expect(replies.count == 8)
    #expect(replies.map { $0["kind"]?.string } == (0..<4).flatMap { _ in ["cold", "warm"] })
    for reply in replies {
      let prompt = try #require(reply["prompt_tokens"]?.number)
      let reused = reply["reused_tokens"]?.number ?? 0
      #expect(reply["kind"] == "cold" ? reused == 0 : reused > prompt / 2, "\(reply.text)")
      #expect(reply["tokens"]?.number ?? 99 <= 40)
      #expect(reply["error"] == nil)
    }
    let profile = try #require(lines.last)
    #expect(profile["type"] == "profile" && profile["replies"] == 8 && profile["failures"] == 0)
    #expect(profile["reading"] != nil && profile["writing"] != nil)
    await stage.end()
  }

  @Test("The table has a row for each prompt, the shortest first, and the middle of all")
  func table() async throws {
    let stage = try await Stage(profile: "input_price = 1\noutput_price = 10")
    _ = try await stage.run([Self.long, "why"])
    let lines = stage.written.text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("p · qwen3-4b"))
    #expect(lines[1].hasPrefix("PROMPT  TOKENS  COLD"))
    #expect(lines[1].contains("COST") && !lines[1].contains("ENERGY"))
    #expect(lines.dropFirst(2).map { $0.prefix { $0 != " " } } == ["2", "1", "middle"])
    #expect(stage.written.error.contains("· p, prompt 2 of 2, run 1 of 1: warm, first word ~"))
    await stage.end()
  }

  @Test("The next run says what changed since, and nothing of it reaches a conversation")
  func again() async throws {
    let folder = NSTemporaryDirectory() + "codex-tui-bench-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let archive = Archive(folder: folder)
    let stage = try await Stage(archive: archive)
    await stage.engine.beginKeeping()
    _ = try await stage.run([Self.long])
    stage.kept.withLock { kept in
      #expect(kept.count == 1)
      kept[0].quantization = "Q1"
      kept[0].writing = kept[0].writing.map { $0 * 2 }
      kept[0].model = "old"
    }
    _ = try await stage.run([Self.long])
    let last = try #require(stage.written.text.split(separator: "\n").last { $0.contains("Since") })
    #expect(last.contains("writes 50 % slower"), "\(last)")
    #expect(last.contains("Different: the model (then old)"), "\(last)")
    #expect(await stage.engine.session.transcript.isEmpty)
    #expect(try await archive.summaries().isEmpty)
    await stage.end()
    await archive.close()
  }

  @Test("What may not leave this machine is not asked of a cloud")
  func locked() async throws {
    let stage = try await Stage()
    let end = try await stage.run(["secret"], isJSON: true, names: ["p", "far"]) { run in
      run = run.with(
        prompts: run.prompts.map { prompt in
          var prompt = prompt
          prompt.lock = .thisMachine
          return prompt
        })
    }
    #expect(end.status == .other)
    let far = stage.written.lines.filter { $0["profile"] == "far" }
    #expect(far.first?["error"]?.string?.contains("may not leave this machine") == true)
    #expect(far.count == 2, "one reply that was not asked for, and the profile's line")
    #expect(stage.written.lines.contains { $0["profile"] == "p" && $0["replies"] == 2 })
    await stage.end()
  }

  @Test("A server that breaks off is said, and ends with its own status")
  func failure() async throws {
    let stage = try await Stage(faults: [Fault(.errorObject, at: 3)])
    let end = try await stage.run([Self.long])
    #expect(end.status != .ok)
    #expect(stage.written.text.contains("! "))
    #expect(stage.results.isEmpty, "nothing was measured")
    await stage.end()
  }

  @Test("A reader that went away ends it: no prompt is asked for nothing")
  func closedPipe() async throws {
    let stage = try await Stage(refusing: EPIPE)
    let end = try await stage.run([Self.long, "why"], runs: 20, isJSON: true)
    // As in `exec`: a reader that has enough is no failure.
    #expect(end.status == .ok)
    let asked = await stage.simulator.log.filter { $0.path.hasSuffix("/chat/completions") }
    #expect(asked.count == 1)
    await stage.end()
  }

  @Test("A signal ends it: what was measured is shown, and not kept for comparing")
  func signal() async throws {
    let stage = try await Stage()
    let (signals, feed) = AsyncStream<Int32>.makeStream()
    let prompts = [Self.long, "why"]
    let end = try await stage.run(prompts, runs: 50) { run in
      run.interrupts = signals
      run.meter = { _ in
        {
          feed.yield(SIGINT)
          return { nil }
        }
      }
    }
    #expect(end.status == .signal(SIGINT))
    #expect(stage.results.isEmpty)
    await stage.end()
  }
}

extension BenchRun {
  fileprivate func with(prompts: [BenchPrompt]) -> BenchRun {
    BenchRun(
      engine: engine, profiles: profiles, prompts: prompts, options: options, streams: streams,
      earlier: earlier, interrupts: interrupts, meter: meter, keep: keep)
  }
}
