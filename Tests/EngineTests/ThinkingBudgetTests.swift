import Support
import Testing

@testable import Engine

@Suite("A budget for thinking", .limit(minutes: 1))
struct ThinkingBudgetTests {
  /// A server whose first reply is what the test writes, and whose second one answers.
  private struct Stage {
    let engine: Engine
    let transport: StubTransport
    let bytes: AsyncThrowingStream<[UInt8], any Error>.Continuation
    let clock = ManualClock()

    init(_ budget: String, owner: String) throws {
      let (stream, bytes) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
      self.bytes = bytes
      let asked = Counter()
      transport = StubTransport { request throws(EngineError) in
        guard request.method == .post else {
          return request.url.hasSuffix("/v1/models")
            ? .text("{\"data\":[{\"id\":\"m\",\"owned_by\":\"\(owner)\"}]}")
            : .text("{}", status: 404)
        }
        return asked.next() == 1
          ? StubTransport.Answer(body: stream) : .text(ToolStage.words("42"))
      }
      let configuration = try EngineFixture.configuration(
        EngineFixture.box(
          """
          thinking_budget = \(budget)
          """))
      engine = Engine(
        configuration: configuration,
        services: EngineServices(
          transport: transport, environment: [:], time: Timekeeper(clock)))
    }

    func think(_ word: String) {
      bytes.yield(Array(ToolStage.event(["reasoning_content": .string(word)]).utf8))
    }

    func body(_ number: Int) -> JSON? {
      let posts = transport.requests.filter { $0.method == .post }
      return posts.indices.contains(number) ? JSON(parsing: posts[number].body) : nil
    }

    func ended() async throws -> Reply {
      let session = await engine.until { $0.transcript.settled.count == 1 }
      return try #require(session.transcript.settled.first?.reply)
    }
  }

  @Test(
    "Tokens or a time, and nothing else",
    arguments: [
      ("2000", .tokens(2000)), ("30s", .time(.seconds(30))), ("2m", .time(.seconds(120))),
      ("2M", .time(.seconds(120))), ("0", nil), ("-1", nil), ("", nil), ("s", nil),
      ("2 m", nil), ("3h", nil), ("99999999999", nil),
    ] as [(String, ThinkingBudget?)])
  func words(_ text: String, _ budget: ThinkingBudget?) {
    #expect(ThinkingBudget(text) == budget)
  }

  @Test("A server that takes no limit is cut here, at the very token")
  func client() async throws {
    let stage = try Stage("5", owner: "another")
    await stage.engine.perform(.send(Prompt("why")))
    for _ in 0..<4 { stage.think("a ") }
    _ = await stage.engine.until { $0.transcript.live?.reply.reasoningDeltas == 4 }
    #expect(stage.body(0)?["thinking_budget_tokens"] == nil)
    stage.think("a ")
    let reply = try await stage.ended()
    #expect(reply.status == .complete)
    #expect(reply.reasoning.string == "a a a a a ")
    #expect(reply.text.string == "42")
    #expect(
      reply.notices == [
        "Thinking was cut at its budget of 5 tokens, counted here; the answer was asked for with the thinking so far."
      ])
    await stage.engine.shutdown()
  }

  @Test("A server that takes one is told, and cut here only when it does not keep to it")
  func server() async throws {
    let stage = try Stage("100", owner: "llamacpp")
    await stage.engine.perform(.send(Prompt("why")))
    for _ in 0..<115 { stage.think("a ") }
    _ = await stage.engine.until { $0.transcript.live?.reply.reasoningDeltas == 115 }
    #expect(stage.body(0)?["thinking_budget_tokens"] == 100)
    stage.think("a ")
    let reply = try await stage.ended()
    #expect(reply.text.string == "42")
    // Where it is asked again, the server closes the thinking at once.
    #expect(stage.body(1)?["thinking_budget_tokens"] == 0)
    await stage.engine.shutdown()
  }

  @Test("A time is kept even where no token comes")
  func time() async throws {
    let stage = try Stage("\"30s\"", owner: "llamacpp")
    await stage.engine.perform(.send(Prompt("why")))
    stage.think("hm")
    _ = await stage.engine.until { $0.transcript.live?.reply.isThinking == true }
    #expect(stage.body(0)?["thinking_budget_tokens"] == nil)
    stage.clock.advance(by: .seconds(30))
    let reply = try await stage.ended()
    #expect(reply.text.string == "42")
    #expect(reply.notices.first?.contains("at its budget of 30 s") == true)
    await stage.engine.shutdown()
  }

  @Test("Thinking that goes round in circles is told to answer, where that is wanted")
  func circles() async throws {
    let stage = try Stage("1000000\nend_repetition = true", owner: "another")
    await stage.engine.perform(.send(Prompt("why")))
    for _ in 0..<200 { stage.think("Wait, let me look at the numbers again. ") }
    let reply = try await stage.ended()
    #expect(reply.text.string == "42")
    #expect(reply.notices.first?.contains("since it repeated itself") == true)
    await stage.engine.shutdown()
  }

  @Test("So is thinking that says the same in other words each time")
  func reworded() async throws {
    let stage = try Stage("1000000\nend_repetition = true", owner: "another")
    await stage.engine.perform(.send(Prompt("why")))
    for number in 0..<40 {
      stage.think("Wait, number \(number * 7919): let me check the order of the calls again. ")
    }
    let reply = try await stage.ended()
    #expect(reply.text.string == "42")
    #expect(reply.notices.first?.contains("since it repeated itself") == true)
    await stage.engine.shutdown()
  }

  @Test("Where it is not wanted, such thinking goes on")
  func left() async throws {
    let stage = try Stage("1000000", owner: "another")
    await stage.engine.perform(.send(Prompt("why")))
    for number in 0..<40 {
      stage.think("Wait, number \(number * 7919): let me check the order of the calls again. ")
    }
    stage.bytes.yield(Array(ToolStage.words("43").utf8))
    stage.bytes.finish()
    let reply = try await stage.ended()
    #expect(reply.text.string == "43")
    #expect(reply.notices.isEmpty)
    await stage.engine.shutdown()
  }

  @Test("An answer that goes round in circles is ended, where that is wanted")
  func circlingAnswer() async throws {
    let stage = try Stage("1000000\nend_repetition = true", owner: "another")
    await stage.engine.perform(.send(Prompt("why")))
    for _ in 0..<200 {
      stage.bytes.yield(Array(ToolStage.event(["content": "and one and two and three "]).utf8))
    }
    let reply = try await stage.ended()
    #expect(reply.status == .interrupted)
    #expect(reply.notices == ["The answer repeated itself, and was ended (end_repetition)."])
    await stage.engine.shutdown()
  }

  @Test("What the model thinks after it was told to answer is not cut again")
  func once() async throws {
    let stage = try Stage("2", owner: "another")
    await stage.engine.perform(.send(Prompt("why")))
    for _ in 0..<9 { stage.think("a ") }
    let reply = try await stage.ended()
    #expect(reply.notices.count == 1)
    #expect(stage.transport.requests.filter { $0.method == .post }.count == 2)
    await stage.engine.shutdown()
  }

  @Test(
    "Clouds have fields of their own",
    arguments: [
      ("openrouter.ai", #"{"reasoning":{"max_tokens":2000}}"#),
      ("api.anthropic.com", #"{"thinking":{"type":"enabled","budget_tokens":2000}}"#),
      ("api.siliconflow.cn", #"{"thinking_budget":2000}"#),
      (
        "generativelanguage.googleapis.com",
        #"{"extra_body":{"google":{"thinking_config":{"thinking_budget":2000,"include_thoughts":true}}}}"#
      ),
    ])
  func clouds(_ host: String, _ written: String) throws {
    var body: JSON = [:]
    let field = try #require(ThinkingBudgetField(host: host))
    #expect(!field.isIn(body))
    field.write(2000, to: &body)
    #expect(body.text == written)
    #expect(field.isIn(body))
  }

  @Test("A closing tag that a cut leaves behind is no part of the answer")
  func leak() {
    var decoder = ChatWire().decoder(for: ChatRequest(model: "m", messages: []))
    var deltas: [Delta] = []
    let text =
      ToolStage.event(["reasoning_content": "I think"])
      + ToolStage.event(["content": "\n\n</think>"]) + ToolStage.event(["content": "\n\nYes."])
      + ToolStage.ended("stop")
    decoder.decode(Array(text.utf8), into: &deltas)
    var reply = Reply(source: .init(profile: "p", provider: "box", requestedModel: "m"))
    for delta in deltas { reply.apply(delta, at: .zero) }
    #expect(reply.text.string == "Yes.")
    #expect(reply.reasoning.string.trimmed == "I think")
  }
}
