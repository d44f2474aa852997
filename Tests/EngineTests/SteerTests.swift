import Support
import Testing

@testable import Engine

@Suite("Going on from words that are there", .limit(minutes: 1))
struct SteerTests {
  /// A server that answers with what the test wrote, one reply after the other.
  private struct Stage {
    let engine: Engine
    let transport: StubTransport

    init(_ owner: String, _ replies: [StubTransport.Answer]) throws {
      let asked = Counter()
      transport = StubTransport { request throws(EngineError) in
        guard request.method == .post else {
          return request.url.hasSuffix("/v1/models")
            ? .text("{\"data\":[{\"id\":\"m\",\"owned_by\":\"\(owner)\"}]}")
            : .text("{}", status: 404)
        }
        return replies[min(asked.next(), replies.count) - 1]
      }
      let configuration = try EngineFixture.configuration(
        EngineFixture.box())
      engine = Engine(
        configuration: configuration,
        services: EngineServices(transport: transport, environment: [:]))
    }

    func ask() async throws -> Turn {
      await engine.perform(.send(Prompt("why")))
      await engine.replyEnded()
      return try #require(await engine.session.transcript.settled.last)
    }

    func perform(_ command: ConversationCommand) async throws -> Turn {
      await engine.perform(.conversation(command))
      let first = await engine.session.transcript.settled.last?.id
      let session = await engine.until { !$0.isReplying && $0.transcript.settled.last?.id != first }
      return try #require(session.transcript.settled.last)
    }

    func body(_ number: Int) throws -> JSON {
      let posts = transport.requests.filter { $0.method == .post }
      return try #require(JSON(parsing: posts[number].body))
    }
  }

  private static func said(
    thinking: String = "", answer: String = "", ending: String = "length"
  ) -> StubTransport.Answer {
    let first = thinking.isEmpty ? "" : ToolStage.event(["reasoning_content": .string(thinking)])
    let second = answer.isEmpty ? "" : ToolStage.event(["content": .string(answer)])
    return .text(first + second + ToolStage.ended(ending))
  }

  @Test("An answer that was cut goes on where it stopped, with nothing said twice")
  func prefill() async throws {
    let stage = try Stage(
      "llamacpp",
      [Self.said(thinking: "hm", answer: "One, tw"), Self.said(answer: "o, three", ending: "stop")])
    let cut = try await stage.ask()
    let turn = try await stage.perform(.continueReply(cut.id))
    #expect(turn.reply.text.string == "One, two, three")
    #expect(turn.reply.reasoning.string == "hm")
    let body = try stage.body(1)
    #expect(
      body["messages"]?.array?.last?.text
        == #"{"role":"assistant","content":"One, tw","reasoning_content":"hm"}"#)
    #expect(body["continue_final_message"] == true)
    #expect(body["add_generation_prompt"] == false)
    await stage.engine.shutdown()
  }

  @Test("Thinking that was cut is thought on where the server can")
  func thinkOn() async throws {
    let stage = try Stage(
      "llamacpp",
      [Self.said(thinking: "First I"), Self.said(thinking: " look", answer: "Yes", ending: "stop")])
    let cut = try await stage.ask()
    let turn = try await stage.perform(.continueReply(cut.id))
    #expect(turn.reply.reasoning.string == "First I look")
    #expect(turn.reply.text.string == "Yes")
    await stage.engine.shutdown()
  }

  @Test(
    "A server that begins a new message, or refuses to go on, is asked to go on in words",
    arguments: ["another", "llamacpp"])
  func words(_ owner: String) async throws {
    let refusal = StubTransport.Answer.text(
      #"{"error":{"code":400,"message":"Assistant response prefill is incompatible with enable_thinking."}}"#,
      status: 400)
    let isRefused = owner == "llamacpp"
    let stage = try Stage(
      owner,
      [Self.said(answer: "One, tw")] + (isRefused ? [refusal] : [])
        + [Self.said(answer: "o, three", ending: "stop")])
    let cut = try await stage.ask()
    let turn = try await stage.perform(.continueReply(cut.id))
    #expect(turn.reply.text.string == "One, two, three")
    let body = try stage.body(isRefused ? 2 : 1)
    #expect(body["continue_final_message"] == nil)
    #expect(
      body["messages"]?.array?.suffix(2).map { $0["content"]?.string }
        == ["One, tw", ModelInstructions.goOn])
    await stage.engine.shutdown()
  }

  @Test("Edited thinking is thought on, beside the reply that was")
  func steered() async throws {
    let stage = try Stage(
      "llamacpp",
      [
        Self.said(thinking: "It is red", answer: "Red.", ending: "stop"),
        Self.said(thinking: ", so", answer: "Blue.", ending: "stop"),
      ])
    let first = try await stage.ask()
    let turn = try await stage.perform(
      .steer(first.id, thinking: "It is blue", answer: ""))
    #expect(turn.reply.reasoning.string == "It is blue, so")
    #expect(turn.reply.text.string == "Blue.")
    #expect(
      turn.reply.notices == [
        "The thinking was edited by you; the model was asked to go on from there."
      ])
    #expect(await stage.engine.session.transcript.tree.alternatives(of: turn.id).count == 2)
    #expect(
      try stage.body(1)["messages"]?.array?.last?.text
        == #"{"role":"assistant","content":"","reasoning_content":"It is blue"}"#)
    await stage.engine.shutdown()
  }

  @Test("Where no message can be gone on with, the edited thinking is quoted")
  func quoted() async throws {
    let stage = try Stage(
      "another",
      [
        Self.said(thinking: "It is red", answer: "Red.", ending: "stop"),
        Self.said(answer: "Blue.", ending: "stop"),
      ])
    let first = try await stage.ask()
    let turn = try await stage.perform(.steer(first.id, thinking: "It is blue", answer: ""))
    #expect(turn.reply.text.string == "Blue.")
    #expect(
      try stage.body(1)["messages"]?.array?.suffix(2).map { $0["content"]?.string }
        == [ModelInstructions.thoughts("It is blue"), ModelInstructions.thinkOn])
    await stage.engine.shutdown()
  }
}
