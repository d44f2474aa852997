import Support
import Testing

@testable import Engine

/// Servers that begin an answer to a short question and never end it.
@Suite("A question to a server has an end", .limit(minutes: 1))
struct ProbeLimitTests {
  /// Whatever is asked: a head, the beginning of a body, and nothing more.
  private let stalled = StubTransport { _ in
    let (body, bytes) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
    bytes.yield(Array("{\"data\":[".utf8))
    return StubTransport.Answer(body: body)
  }

  private func engine(
    _ clock: ManualClock, _ transport: StubTransport? = nil
  ) throws -> Engine {
    try EngineFixture.engine(
      EngineTests.config, transport: transport ?? stalled, time: Timekeeper(clock))
  }

  private func expectUnfinished(_ error: EngineError?, _ address: String) {
    #expect(error?.kind == .unresponsive)
    #expect(error?.message == "\(address) began an answer and did not finish it (20 s).")
    #expect(error?.remedy?.contains("Restart that server") == true)
  }

  @Test("The look at the start")
  func warmUp() async throws {
    let clock = ManualClock()
    let engine = try engine(clock)
    await engine.beginWarmUp(force: false)
    // The two short questions have a short patience, and are facts about their addresses alone.
    for _ in 0..<2 {
      try await clock.someoneSleeps(atMost: ServerConnection.patience)
      clock.advance(by: ServerConnection.patience)
    }
    try await clock.someoneSleeps(atMost: ServerConnection.bodyPatience)
    clock.advance(by: ServerConnection.bodyPatience - .seconds(1))
    #expect(await engine.isWarmingUp)
    clock.advance(by: .seconds(1))
    await engine.warmUpEnded()
    guard case .offline(let error) = await engine.session.warmUp.state else {
      Issue.record("\(await engine.session.warmUp.state)")
      return
    }
    expectUnfinished(error, "localhost:8080")
    await engine.shutdown()
  }

  @Test("A cloud's list of models")
  func cloud() async throws {
    let clock = ManualClock()
    let engine = try engine(clock)
    var provider = await engine.configuration.provider(of: engine.session.profile)
    provider.baseURL = "https://cloud.example/v1"
    let inspection = Task { [provider] in await engine.inspect(provider, asksRemote: true) }
    try await clock.someoneSleeps(atMost: ServerConnection.bodyPatience)
    clock.advance(by: ServerConnection.bodyPatience)
    expectUnfinished(await inspection.value.error, "cloud.example")
    await engine.shutdown()
  }

  @Test("Codex's check of LM Studio")
  func check() async throws {
    let clock = ManualClock()
    let client = LMStudioClient(
      baseURL: "http://localhost:1234/v1", transport: stalled, time: Timekeeper(clock))
    let check = Task { await LMStudioClientTests.error(client.checkServer) }
    try await clock.someoneSleeps(atMost: ServerConnection.bodyPatience)
    clock.advance(by: ServerConnection.bodyPatience)
    let error = await check.value
    #expect(error?.message == LMStudioMessages.notResponding)
    #expect(error?.serverWords?.contains("did not finish it") == true)
  }

  @Test("The words of a refusal: it is told without them")
  func refusal() async throws {
    let refusing = StubTransport { request in
      guard request.method == .post else { return .text("", status: 404) }
      let (body, bytes) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
      bytes.yield(Array("{\"error\":".utf8))
      return StubTransport.Answer(status: 400, body: body)
    }
    let clock = ManualClock()
    let engine = try engine(clock, refusing)
    clock.runAhead(true)
    await engine.perform(.send(Prompt("hello")))
    await engine.replyEnded()
    guard case .failed(let error) = await engine.session.transcript.last?.reply.status else {
      Issue.record("\(String(describing: await engine.session.transcript.last?.reply.status))")
      return
    }
    #expect(error.kind == .refused && error.message.contains("400"))
    await engine.shutdown()
  }
}
