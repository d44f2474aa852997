import Support
import Testing

@testable import Engine

@Suite("Earlier thinking in a conversation", .limit(minutes: 1))
struct ThinkingMemoryTests {
  private static func exchange(
    _ memory: Profile.ThinkingInHistory, model: String = "m", field: String? = "reasoning_content"
  ) throws -> ChatRequest {
    var profile = Profile(name: "p", providerID: "box", model: model)
    profile.thinkingInHistory = memory
    let source = Reply.Source(profile: "p", provider: "box", requestedModel: model)
    var reply = Reply(source: source, status: .complete, reasoning: "I think", text: "Yes.")
    reply.thinkingField = field
    let past = Turn(id: Turn.ID(1), prompt: Prompt("is it?"), reply: reply)
    let live = Turn(id: Turn.ID(2), prompt: Prompt("sure?"), reply: Reply(source: source))
    let session = try EngineFixture.session()
    return ChatRequest(
      model: model, messages: session.messages(profile, history: [past], live: live))
  }

  private static func answer(
    _ wire: any Wire, _ exchange: ChatRequest, _ key: String
  ) throws
    -> [JSON]
  {
    try wire.request(for: exchange).body[key]?.array.map { Array($0[1..<($0.count - 1)]) } ?? []
  }

  @Test("Kept, it goes in the field that each API has for it")
  func fields() throws {
    let exchange = try Self.exchange(.keep)
    #expect(
      try Self.answer(ChatWire(), exchange, "messages").map(\.text)
        == [#"{"role":"assistant","content":"Yes.","reasoning_content":"I think"}"#])
    #expect(
      try Self.answer(OllamaWire(), exchange, "messages").map(\.text)
        == [#"{"role":"assistant","content":"Yes.","thinking":"I think"}"#])
    #expect(
      try Self.answer(ResponsesWire(storesReplies: nil), exchange, "input").map(\.text) == [
        #"{"type":"reasoning","summary":[],"content":[{"type":"reasoning_text","text":"I think"}]}"#,
        #"{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Yes."}]}"#,
      ])
    // A cloud takes none that it did not encrypt itself.
    #expect(
      try Self.answer(ResponsesWire(storesReplies: false), exchange, "input").map(\.text) == [
        #"{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Yes."}]}"#
      ])
    let named = try Self.exchange(.keep, field: "reasoning")
    #expect(
      try Self.answer(ChatWire(), named, "messages").map(\.text)
        == [#"{"role":"assistant","content":"Yes.","reasoning":"I think"}"#])
  }

  @Test("A model whose makers want it in the text gets it there")
  func inText() throws {
    let exchange = try Self.exchange(.auto, model: "MiniMax-M2.7")
    #expect(
      try Self.answer(ChatWire(), exchange, "messages").map(\.text)
        == [#"{"role":"assistant","content":"<think>\nI think\n</think>\n\nYes."}"#])
  }

  @Test("By itself, and stripped, none goes", arguments: [Profile.ThinkingInHistory.auto, .strip])
  func none(_ memory: Profile.ThinkingInHistory) throws {
    let exchange = try Self.exchange(memory)
    #expect(exchange.keptThinking(before: "sure?") == 0)
    #expect(
      try Self.answer(ChatWire(), exchange, "messages").map(\.text)
        == [#"{"role":"assistant","content":"Yes."}"#])
  }

  @Test(
    "What families want",
    arguments: [
      ("deepseek-v3.2", .auto, .besideCalls), ("deepseek-v3.2", .strip, .besideCalls),
      ("moonshotai/Kimi-K2-Thinking", .auto, .besideCalls), ("kimi-k2", .keep, .all),
      ("qwen3-4b", .auto, .none), ("gpt-oss:20b", .auto, .none), ("minimax-m2", .strip, .none),
      ("minimax-m2", .auto, .all),
    ] as [(String, Profile.ThinkingInHistory, ThinkingMemory.Extent)])
  func families(
    _ model: String, _ memory: Profile.ThinkingInHistory, _ extent: ThinkingMemory.Extent
  ) {
    var profile = Profile(name: "p", providerID: "box", model: model)
    profile.thinkingInHistory = memory
    #expect(ThinkingMemory(profile).extent == extent)
  }

  @Test("The field that thinking came in is the one it goes back in, without any tools")
  func toldField() async throws {
    let stage = try await ToolStage(
      [ToolStage.event(["reasoning": "I think"]) + ToolStage.words("Yes.")], servers: [:])
    await stage.engine.perform(.adjust(.thinkingInHistory(.keep)))
    _ = await stage.ask("is it?")
    _ = await stage.ask("sure?")
    #expect(stage.messages(1)[1]["reasoning"] == "I think")
    #expect(stage.messages(1)[1]["reasoning_content"] == nil)
    await stage.engine.shutdown()
  }

  /// A cloud over Responses, whose thinking comes encrypted.
  private static let cloud = """
    profile = "p"
    [model_providers.cloud]
    name = "cloud"
    base_url = "https://models.example/v1"
    wire_api = "responses"
    [profiles.p]
    model_provider = "cloud"
    model = "m"
    thinking_in_history = "keep"
    [profiles.q]
    model_provider = "cloud"
    model = "another"
    thinking_in_history = "keep"
    """

  private static let reasoning: JSON = [
    "id": "rs_1", "type": "reasoning", "summary": [], "encrypted_content": "gAAA=",
  ]

  private static func events(_ events: [JSON]) -> String {
    events.map { "data: \($0.text)\n\n" }.joined()
  }

  private static let encrypted = events([
    ["type": "response.output_item.done", "output_index": 0, "item": reasoning],
    ["type": "response.output_text.delta", "item_id": "m_1", "delta": "Yes."],
    [
      "type": "response.completed", "response": ["id": "r_1", "status": "completed", "output": []],
    ],
  ])

  @Test("A cloud's encrypted thinking goes back to the same model only, also out of the archive")
  func encryptedThinking() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let transport = StubTransport { _ throws(EngineError) in .text(Self.encrypted) }
    func bodies() -> [JSON] {
      transport.requests.filter { $0.method == .post }.compactMap { JSON(parsing: $0.body) }
    }
    var engine = try EngineFixture.engine(
      Self.cloud, transport: transport, archive: kept.archive)
    await engine.beginKeeping()
    await engine.perform(.send(Prompt("is it?")))
    let first = await engine.until { $0.transcript.settled.count == 1 }
    await engine.shutdown()
    #expect(bodies()[0]["include"]?[0]?.string == "reasoning.encrypted_content")

    engine = try EngineFixture.engine(
      Self.cloud, transport: transport, archive: Archive(folder: kept.folder))
    await engine.beginKeeping()
    try await engine.resume(matching: first.conversation.id.rawValue)
    _ = await engine.until { $0.transcript.settled.count == 1 }
    await engine.perform(.send(Prompt("sure?")))
    _ = await engine.until { $0.transcript.settled.count == 2 }
    #expect(bodies()[1]["input"]?[1] == Self.reasoning)
    await engine.perform(.switchProfile(.named("q")))
    await engine.perform(.send(Prompt("and you?")))
    _ = await engine.until { $0.transcript.settled.count == 3 }
    #expect(bodies()[2]["input"]?.array?.contains(Self.reasoning) == false)
    await engine.shutdown()
  }

  @Test("What it costs stands in the turn that carries it")
  func price() async throws {
    let stage = try await ToolStage(
      [ToolStage.event(["reasoning_content": "I think"]) + ToolStage.words("Yes.")], servers: [:])
    await stage.engine.perform(.adjust(.thinkingInHistory(.keep)))
    _ = await stage.ask("is it?")
    let turn = await stage.ask("sure?")
    #expect(turn?.reply.notices == ["Earlier thinking went along: about 1 token more."])
    #expect(stage.messages(1)[1]["reasoning_content"] == "I think")
    await stage.engine.shutdown()
  }
}
