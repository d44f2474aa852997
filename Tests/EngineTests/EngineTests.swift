import Support
import Testing

@testable import Engine

/// The engine over a transport and a clock that the test moves.
@Suite("The engine", .limit(minutes: 1))
struct EngineTests {
  static let config = """
    profile = "llama"
    [model_providers.box]
    name = "llama.cpp"
    base_url = "http://localhost:8080/v1"
    wire_api = "chat"
    request_max_retries = 2
    [model_providers.lms]
    name = "LM Studio"
    base_url = "http://localhost:1234/v1"
    [profiles.llama]
    model_provider = "box"
    model = "smol"
    [profiles.native]
    model_provider = "lms"
    model = "m"
    """

  private func engine(
    profile: String? = nil, clock: ManualClock = ManualClock(), _ transport: StubTransport
  ) throws -> Engine {
    try EngineFixture.engine(
      Self.config, profile: profile, transport: transport, time: Timekeeper(clock))
  }

  /// A llama.cpp server that lists one model and answers chats with `chat`.
  private static func llama(
    _ chat: @escaping StubTransport.Reply
  ) -> StubTransport {
    StubTransport { request throws(EngineError) in
      if request.method == .post { return try await chat(request) }
      if request.url.hasSuffix("/v1/models") {
        return .text(#"{"data":[{"id":"smol","owned_by":"llamacpp"}]}"#)
      }
      return .text(#"{"error":{"message":"File Not Found","code":404}}"#, status: 404)
    }
  }

  private static func event(_ delta: String) -> String {
    "data: {\"choices\":[{\"index\":0,\"delta\":{\(delta)}}]}\n\n"
  }

  private static let answer =
    event(#""reasoning_content":"hm""#) + event(#""content":"yes""#) + "data: [DONE]\n\n"

  @Test(
    "A reply is thinking, answer, an ending, and goes into the next request without its thinking")
  func conversation() async throws {
    let transport = Self.llama { _ in .text(Self.answer) }
    let engine = try engine(transport)
    await engine.perform(.send(Prompt("one")))
    _ = await engine.until { $0.transcript.settled.count == 1 }
    await engine.perform(.send(Prompt("two")))
    let session = await engine.until { $0.transcript.settled.count == 2 }
    #expect(session.transcript.settled.map(\.reply.reasoning.string) == ["hm", "hm"])
    #expect(session.transcript.settled.map(\.reply.status) == [.complete, .complete])
    let body = try #require(transport.requests.last.flatMap { JSON(parsing: $0.body) })
    let messages = try #require(body["messages"]?.array)
    #expect(messages.compactMap { $0["content"]?.string } == ["one", "yes", "two"])
    #expect(body["return_progress"]?.bool == true)
    await engine.shutdown()
  }

  @Test("A stop keeps what was said, ends the request, and holds what waits")
  func stop() async throws {
    let (stream, bytes) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
    let ended = AsyncStream<Void>.makeStream()
    bytes.onTermination = { _ in ended.continuation.yield() }
    let transport = Self.llama { _ in StubTransport.Answer(body: stream) }
    let engine = try engine(transport)
    await engine.perform(.send(Prompt("one")))
    bytes.yield(Array(Self.event(#""reasoning_content":"half a th""#).utf8))
    _ = await engine.until { $0.transcript.live?.reply.isThinking == true }
    await engine.perform(.send(Prompt("two")))
    await engine.perform(.stop)
    let session = await engine.session
    #expect(session.transcript.settled.first?.reply.status == .interrupted)
    #expect(session.transcript.settled.first?.reply.reasoning.string == "half a th")
    #expect(session.queue == [Prompt("two")])
    for await _ in ended.stream { break }
    await engine.shutdown()
  }

  @Test("llama.cpp's 503 while it loads is a load, not an error")
  func loading() async throws {
    let clock = ManualClock()
    let loading = #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#
    let attempts = Counter()
    let transport = Self.llama { _ in
      attempts.next() <= 3 ? .text(loading, status: 503) : .text(Self.answer)
    }
    let engine = try engine(clock: clock, transport)
    await engine.perform(.send(Prompt("one")))
    for _ in 0..<3 {
      _ = await engine.until { $0.transcript.live?.reply.clock.current == .load }
      try await clock.someoneSleeps(atMost: .milliseconds(250))
      clock.advance(by: .milliseconds(250))
    }
    let session = await engine.until { $0.transcript.settled.count == 1 }
    #expect(session.transcript.settled.first?.reply.status == .complete)
    #expect(attempts.count == 4)
    await engine.shutdown()
  }

  @Test("Silence beyond the limit ends the reply as stalled, with what arrived kept")
  func stall() async throws {
    let clock = ManualClock()
    let (stream, bytes) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
    let transport = Self.llama { _ in StubTransport.Answer(body: stream) }
    let engine = try engine(clock: clock, transport)
    await engine.perform(.send(Prompt("one")))
    bytes.yield(Array(Self.event(#""content":"almost""#).utf8))
    _ = await engine.until { $0.transcript.live?.reply.text.string == "almost" }
    try await clock.someoneSleeps()
    clock.advance(by: .seconds(1799))
    clock.advance(by: .seconds(2))
    let session = await engine.until { $0.transcript.settled.count == 1 }
    let reply = try #require(session.transcript.settled.first?.reply)
    #expect(reply.text.string == "almost")
    guard case .failed(let error) = reply.status else {
      Issue.record("\(reply.status)")
      return
    }
    #expect(error.kind == .stalled)
    bytes.finish()
    await engine.shutdown()
  }

  @Test("A 500 is tried again as often as configured, a refused port at once is not")
  func retries() async throws {
    let clock = ManualClock()
    let attempts = Counter()
    let transport = Self.llama { _ in
      _ = attempts.next()
      return .text(#"{"error":{"message":"oops"}}"#, status: 500)
    }
    let engine = try engine(clock: clock, transport)
    await engine.perform(.send(Prompt("one")))
    clock.runAhead(true)
    let session = await engine.until { $0.transcript.settled.count == 1 }
    #expect(attempts.count == 3)
    guard case .failed(let error) = session.transcript.settled.first?.reply.status else {
      Issue.record("the reply did not fail")
      return
    }
    #expect(error.kind == .serverFault)
    #expect(error.serverWords?.contains("oops") == true)
    await engine.shutdown()
  }

  @Test("When LM Studio forgot the conversation, all of it is sent again")
  func forgotten() async throws {
    let models =
      #"{"models":[{"type":"llm","key":"m","loaded_instances":[{"id":"m","config":{}}]}]}"#
    let stream = """
      event: message.delta
      data: {"type":"message.delta","content":"yes"}

      event: chat.end
      data: {"type":"chat.end","result":{"response_id":"resp_1","stats":{}}}


      """
    let forgotten =
      #"{"error":{"message":"Could not find stored response for previous_response_id","param":"previous_response_id"}}"#
    let transport = StubTransport { request throws(EngineError) in
      if request.url.hasSuffix("/lmstudio-greeting") { return .text(#"{"lmstudio":true}"#) }
      if request.url.hasSuffix("/api/v1/models") { return .text(models) }
      if request.url.hasSuffix("/v1/chat/completions") { return .text(Self.answer) }
      let isFollowUp = JSON(parsing: request.body)?["previous_response_id"] != nil
      return isFollowUp ? .text(forgotten, status: 400) : .text(stream)
    }
    let engine = try engine(profile: "native", transport)
    await engine.perform(.send(Prompt("one")))
    _ = await engine.until { $0.transcript.settled.count == 1 }
    await engine.perform(.send(Prompt("two")))
    let session = await engine.until { $0.transcript.settled.count == 2 }
    #expect(session.transcript.settled.map(\.reply.status) == [.complete, .complete])
    let paths = transport.requests.filter { $0.method == .post }.map(\.url)
    #expect(
      paths.map { $0.split(separator: "1234").last.map(String.init) } == [
        "/api/v1/chat", "/api/v1/chat", "/v1/chat/completions",
      ])
    let last = try #require(transport.requests.last.flatMap { JSON(parsing: $0.body) })
    #expect(last["messages"]?.array?.count == 3)
    await engine.shutdown()
  }

  @Test("A refused connection names the server, the place and what to do")
  func refused() async throws {
    let transport = StubTransport { _ throws(EngineError) in
      throw EngineError(.unreachable, "No server answers at http://localhost:1234.")
    }
    let engine = try engine(profile: "native", transport)
    await engine.beginWarmUp(force: false)
    let session = await engine.until { $0.warmUp.isOffline }
    guard case .offline(let error) = session.warmUp.state else { return }
    #expect(
      error.remedy
        == "Start LM Studio's server, or get LM Studio from https://lmstudio.ai/download.")
    await engine.shutdown()
  }
}
