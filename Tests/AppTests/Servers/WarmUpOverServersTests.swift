import Engine
import Simulator
import Support
import Synchronization
import Testing

@testable import App

/// Getting ready on every kind of server, as far as each can tell.
@Suite("Warming up on every kind of server", .limit(minutes: 1))
struct WarmUpOverServersTests {
  @Test(
    "A cold model is loading, then ready, and is loaded exactly once",
    arguments: [
      (ServerProfile.lms0425, "qwen/qwen3-4b", true),
      (.lms0330, "qwen/qwen3-4b", false), (.lms0309, "qwen/qwen3-4b", false),
      (.ollama, "qwen3:4b", false), (.llamacppRouter, "qwen3-4b", true),
    ])
  func coldLoad(_ profile: ServerProfile, _ model: String, _ tellsPercent: Bool) async throws {
    let bench = try await ServerBench(profile, model: model)
    let states = await bench.states(until: \.isEnd)
    #expect(states.contains { $0.isLoading }, "\(states)")
    #expect(states.last == .ready)
    let percents = Set(states.compactMap(\.percent))
    #expect(tellsPercent ? percents.count >= 10 : percents.isEmpty, "\(percents.sorted())")
    #expect(await bench.simulator.loads(of: model) == 1)
    let session = await bench.until { $0.models.contains { $0.residency == .loaded } }
    #expect(session.models.first { $0.id == model }?.loadedContext ?? 1 > 0)
    await bench.shutdown()
  }

  @Test("llama.cpp's 503 while its one model loads is loading, then ready")
  func llamaCpp() async throws {
    let bench = try await ServerBench(.llamacpp, model: "qwen3-4b") { $0.speed = 60 }
    let states = await bench.states(until: \.isEnd)
    #expect(states.contains { $0.isLoading })
    #expect(states.last == .ready)
    await bench.shutdown()
  }

  @Test(
    "Two prompts at once make one load, and both are answered",
    arguments: [
      (ServerProfile.lms0425, "qwen/qwen3-4b"), (.lms0330, "qwen/qwen3-4b"), (.ollama, "qwen3:4b"),
      (.llamacppRouter, "qwen3-4b"),
    ])
  func oneLoad(_ profile: ServerProfile, _ model: String) async throws {
    let bench = try await ServerBench(profile, model: model)
    await bench.engine.beginWarmUp(force: false)
    await bench.engine.perform(.send(Prompt("one")))
    await bench.engine.perform(.send(Prompt("two")))
    let session = await bench.until { $0.transcript.settled.count == 2 && !$0.isReplying }
    #expect(session.transcript.settled.map(\.prompt.text) == ["one", "two"])
    #expect(session.transcript.settled.map(\.reply.status) == [.complete, .complete])
    #expect(await bench.simulator.loads(of: model) == 1)
    await bench.shutdown()
  }

  @Test("A load that falls silent after its prompt was read can be stopped, and the prompt goes")
  func silentPrompt() async throws {
    let bench = try await ServerBench(.lms0425, model: "qwen/qwen3-4b")
    await bench.simulator.post(Fault(.stallMid), times: 1, forReplies: true)
    await bench.engine.beginWarmUp(force: false)
    await bench.engine.perform(.send(Prompt("one")))
    let silent = await bench.until {
      if case .readingPrompt = $0.warmUp.state { true } else { false }
    }
    #expect(silent.isBusy && silent.queue.count == 1)
    await bench.engine.perform(.stop)
    await bench.engine.perform(.sendQueued)
    let session = await bench.until { $0.transcript.settled.count == 1 && !$0.isReplying }
    #expect(session.transcript.settled.map(\.reply.status) == [.complete])
    #expect(session.activity == .idle && !session.isBusy, "the end says that all is quiet")
    await bench.shutdown()
  }

  @Test("A reply that is stopped while its prompt is read leaves the model ready")
  func stoppedReading() async throws {
    let bench = try await ServerBench(.lms0425, model: "qwen/qwen3-4b") {
      $0.loaded = ["qwen/qwen3-4b"]
      // Hours for a prompt of any length.
      ($0.speed, $0.promptRate) = (1, 0.001)
    }
    await bench.engine.beginWarmUp(force: false)
    _ = await bench.until { $0.warmUp.state == .ready }
    await bench.engine.perform(.send(Prompt("one")))
    _ = await bench.until {
      if case .readingPrompt = $0.warmUp.state { $0.isReplying } else { false }
    }
    await bench.engine.perform(.stop)
    let session = await bench.until { !$0.isReplying }
    #expect(session.transcript.settled.map(\.reply.status) == [.interrupted])
    #expect(session.warmUp.state == .ready)
    await bench.shutdown()
  }

  @Test(
    "No session says how the warm-up ended while Ctrl+C would still stop it",
    arguments: [
      (ServerProfile.lms0425, "qwen/qwen3-4b"), (.lms0425, "no/such-model"),
      (.llamacpp, "qwen3-4b"),
    ])
  func endsInOneStep(_ profile: ServerProfile, _ model: String) async throws {
    let bench = try await ServerBench(profile, model: model)
    let seen = Mutex<[Session]>([])
    _ = bench.engine.changes.listen { [engine = bench.engine] in
      seen.withLock { $0.append(engine.changes.latest) }
    }
    await bench.engine.beginWarmUp(force: false)
    _ = await bench.until { $0.warmUp.state.isEnd && $0.activity != .warmingUp }
    let ended = seen.withLock(\.self).filter(\.warmUp.state.isEnd)
    #expect(!ended.isEmpty && !ended.contains(where: \.isBusy), "\(ended.map(\.isBusy))")
    // Nor while F3 would still say "try again". (llama.cpp's own load ends a moment before.)
    if profile == .lms0425 { #expect(ended.allSatisfy { $0.activity != .warmingUp }) }
    await bench.shutdown()
  }

  @Test("Another client's load is waited for, not begun again")
  func joins() async throws {
    let bench = try await ServerBench(.llamacppRouter, model: "qwen3-4b") { $0.speed = 20 }
    let other = try await ServerBenchClient.load("qwen3-4b", port: bench.port)
    #expect(other == 200)
    let states = await bench.states(until: \.isEnd)
    #expect(states.contains { $0.isLoading })
    #expect(states.last == .ready)
    #expect(await bench.simulator.loads(of: "qwen3-4b") == 1)
    #expect(await bench.paths.filter { $0 == "POST /models/load" }.count == 1)
    await bench.shutdown()
  }

  @Test("LM Studio's own API is sent no key that it refuses")
  func closedKeys() async throws {
    let bench = try await ServerBench(
      .lms0425, model: "qwen/qwen3-4b",
      settings: "ttl = 60\nload_context = 2048\nmodel_reasoning_effort = \"off\"")
    await bench.engine.beginWarmUp(force: false)
    await bench.engine.perform(.send(Prompt("hi")))
    let session = await bench.until { $0.transcript.settled.count == 1 }
    #expect(session.transcript.settled.first?.reply.status == .complete)
    let native = await bench.simulator.log.filter { $0.path.hasPrefix("/api/v1/") }
    #expect(native.contains { $0.path == "/api/v1/chat" && $0.body.contains("context_length") })
    for request in native {
      #expect((request.status ?? 200) == 200, "\(request.path) \(request.body)")
    }
    #expect(native.allSatisfy { !$0.body.contains("ttl") })
    await bench.shutdown()
  }

  @Test(
    "ttl goes where a server takes it",
    arguments: [
      (ServerProfile.ollama, "qwen3:4b", "\"keep_alive\":60"),
      (.lms0330, "qwen/qwen3-4b", "\"ttl\":60"),
    ])
  func timeToLive(_ profile: ServerProfile, _ model: String, _ key: String) async throws {
    let bench = try await ServerBench(profile, model: model, settings: "ttl = 60")
    await bench.engine.perform(.send(Prompt("hi")))
    _ = await bench.until { $0.transcript.settled.count == 1 }
    #expect(await bench.simulator.log.contains { $0.body.contains(key) })
    await bench.shutdown()
  }

  // MARK: Bad days

  @Test("A load that dies at 60 % ends in the server's words, and the queued prompt is still there")
  func loadFails() async throws {
    let bench = try await ServerBench(.lms0425, model: "qwen/qwen3-4b") {
      $0.faults = [Fault(.loadFail, at: 60)]
    }
    await bench.engine.beginWarmUp(force: false)
    await bench.engine.perform(.send(Prompt("keep me")))
    let session = await bench.until { if case .failed = $0.warmUp.state { true } else { false } }
    guard case .failed(let error) = session.warmUp.state else { return }
    #expect(error.serverWords?.contains("Operation canceled") == true)
    #expect(error.remedy != nil)
    #expect(session.queue == [Prompt("keep me")])
    await bench.shutdown()
  }

  @Test("A router that cannot load says so, and names the log")
  func routerFails() async throws {
    let bench = try await ServerBench(.llamacppRouter, model: "qwen3-4b") {
      $0.faults = [Fault(.loadFail, at: 60)]
    }
    let states = await bench.states(until: \.isEnd)
    guard case .failed(let error) = states.last else {
      Issue.record("\(states)")
      return
    }
    #expect(error.message == "llama.cpp could not load qwen3-4b.")
    await bench.shutdown()
  }

  @Test(
    "A mistyped model downloads nothing and names what there is",
    arguments: [
      (ServerProfile.lms0425, "qwen/qwen3-4bb"), (.ollama, "qwen3:4bb"),
      (.lms0330, "qwen/qwen3-4bb"),
    ])
  func mistyped(_ profile: ServerProfile, _ model: String) async throws {
    let bench = try await ServerBench(profile, model: model)
    let states = await bench.states(until: \.isEnd)
    guard case .modelMissing(let error) = states.last else {
      Issue.record("\(states)")
      return
    }
    #expect(error.message.contains(model))
    #expect(error.remedy?.contains("F5 offers to download it") == true)
    #expect(await bench.paths.allSatisfy { !$0.contains("download") && !$0.contains("pull") })
    await bench.shutdown()
  }

  @Test("A 401 names the variable to set")
  func token() async throws {
    let bench = try await ServerBench(.lms0425, model: "qwen/qwen3-4b") {
      $0.token = "sk-lm-abcdefgh:abcdefghijklmnopqrst"
    }
    let states = await bench.states(until: \.isEnd)
    guard case .needsToken(let error) = states.last else {
      Issue.record("\(states)")
      return
    }
    #expect(error.remedy?.contains("env_key") == true)
    await bench.shutdown()
  }
}
