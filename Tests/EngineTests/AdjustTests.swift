import Support
import Testing

@testable import Engine

/// Options that change in the middle of a conversation, over a transport that the test answers.
@Suite("Cutting the thinking, the lock, efforts", .limit(minutes: 1))
struct AdjustTests {
  private func engine(_ transport: StubTransport, profile: String = "llama") throws -> Engine {
    try EngineFixture.engine(
      EngineTests.config + """

        [model_providers.far]
        name = "Far"
        base_url = "https://far.example/v1"
        wire_api = "chat"
        [profiles.far]
        model_provider = "far"
        model = "big"
        """, profile: profile, transport: transport, time: Timekeeper(ManualClock()))
  }

  private static func event(_ delta: String) -> String {
    "data: {\"choices\":[{\"index\":0,\"delta\":{\(delta)}}]}\n\n"
  }

  /// A llama.cpp server; each chat is answered by the next of `streams`.
  private static func server(
    _ owner: String = "llamacpp", _ answer: @escaping @Sendable (Int) -> StubTransport.Answer
  ) -> StubTransport {
    let asked = Counter()
    return StubTransport { request throws(EngineError) in
      if request.method == .post { return answer(asked.next()) }
      if request.url.hasSuffix("/v1/models") {
        return .text("{\"data\":[{\"id\":\"smol\",\"owned_by\":\"\(owner)\"}]}")
      }
      return .text(#"{"error":{"message":"File Not Found","code":404}}"#, status: 404)
    }
  }

  private func chats(_ transport: StubTransport) -> [JSON] {
    transport.requests.filter { $0.method == .post }.compactMap { JSON(parsing: $0.body) }
  }

  @Test(
    "Answer now ends the request that thinks, and has the thinking so far gone on with",
    arguments: ["llamacpp", "another"])
  func followUp(_ owner: String) async throws {
    let (stream, bytes) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
    let ended = AsyncStream<Void>.makeStream()
    bytes.onTermination = { _ in ended.continuation.yield() }
    let transport = Self.server(owner) { number in
      number == 1
        ? StubTransport.Answer(body: stream)
        : .text(Self.event(#""content":"42""#) + "data: [DONE]\n\n")
    }
    let engine = try engine(transport)
    await engine.perform(.send(Prompt("why")))
    bytes.yield(Array(Self.event(#""reasoning_content":"first I""#).utf8))
    _ = await engine.until { $0.transcript.live?.reply.isThinking == true }
    await engine.perform(.answerNow)
    let session = await engine.until { $0.transcript.settled.count == 1 }
    for await _ in ended.stream { break }
    let reply = try #require(session.transcript.settled.first?.reply)
    #expect(reply.status == .complete)
    #expect(reply.reasoning.string == "first I")
    #expect(reply.text.string == "42")
    #expect(reply.notices.contains { $0.contains("cut by you") })
    let body = try #require(chats(transport).last)
    let said = body["messages"]?.array?.compactMap { $0["content"]?.string }
    if owner == "llamacpp" {
      #expect(said == ["why", ""])
      #expect(body["messages"]?.array?.last?["reasoning_content"] == "first I")
      #expect(body["continue_final_message"] == "content")
    } else {
      #expect(said == ["why", "My thoughts so far:\n\nfirst I", ModelInstructions.answerNow])
    }
    await engine.shutdown()
  }

  @Test("Reasoning is switched off where the model allows it")
  func reasoningOff() {
    var exchange = ChatRequest(model: "m", messages: [.init(.user, "why")], effort: "high")
    exchange.apply(.reasoningOff("off"), thinking: "first I")
    #expect(exchange.effort == "off")
    #expect(exchange.messages.count == 1)
  }

  @Test("Answer now does nothing while no model thinks")
  func nothingToCut() async throws {
    let transport = Self.server { _ in .text("") }
    let engine = try engine(transport)
    await engine.perform(.answerNow)
    #expect(await engine.session.transcript.isEmpty)
    #expect(chats(transport).isEmpty)
    await engine.shutdown()
  }

  @Test("The lock refuses a cloud profile and keeps a prompt that would leave")
  func lock() async throws {
    let transport = Self.server { _ in .text("") }
    let engine = try engine(transport)
    await engine.perform(.adjust(.lock(.thisMachine)))
    await engine.perform(.switchProfile(.named("far")))
    var session = await engine.session
    #expect(session.profile.name == "llama")
    #expect(session.notices.last?.text.contains("far.example") == true)
    await engine.perform(.adjust(.lock(.cloud)))
    await engine.perform(.switchProfile(.named("far")))
    await engine.perform(.adjust(.lock(.thisMachine)))
    await engine.perform(.send(Prompt("secret")))
    session = await engine.session
    #expect(session.queue == [Prompt("secret")])
    #expect(session.transcript.isEmpty)
    #expect(!transport.requests.contains { $0.url.contains("far.example") })
    await engine.shutdown()
  }

  @Test("An effort holds from the next turn on, and for the profile")
  func adjusted() async throws {
    let transport = Self.server { _ in
      .text(Self.event(#""content":"yes""#) + "data: [DONE]\n\n")
    }
    let engine = try engine(transport)
    await engine.perform(.adjust(.effort("low")))
    await engine.perform(.send(Prompt("one")))
    let session = await engine.until { $0.transcript.settled.count == 1 }
    #expect(session.profiles.first { $0.name == "llama" }?.effort == "low")
    let body = try #require(chats(transport).last)
    #expect(body["chat_template_kwargs"]?["reasoning_effort"]?.string == "low")
    await engine.shutdown()
  }
}
