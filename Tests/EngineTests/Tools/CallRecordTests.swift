import Foundation
import Support
import Testing

@testable import Engine

/// A call and its result stay together wherever a conversation goes.
@Suite("Calls in archives, exports and imports", .limit(minutes: 1))
struct CallRecordTests {
  private static let source = Reply.Source(
    profile: "p", provider: "box", requestedModel: "m")

  /// Thinking, text, a call with its result, a call that was cancelled, text.
  private static func reply() -> Reply {
    var reply = Reply(source: source)
    for delta: Delta in [
      .reasoning("hm"), .text("I look."), .thinkingField("reasoning"), .companion(["type": "x"]),
      .call(slot: 0, .named(ToolCall("x__now", wireID: "c1"))), .call(slot: 0, .arguments("{}")),
      .call(slot: 1, .named(ToolCall("x__put", wireID: "c2", companion: ["google": "sig"]))),
      .call(slot: 1, .arguments("{\"broken")), .finish(.toolCall),
    ] { reply.apply(delta, at: .seconds(1)) }
    reply.changeUse(0) {
      $0.tool = ToolUse.Name(server: "x", tool: "now")
      $0.result = ToolResult(.done, "14:05", took: .milliseconds(120))
    }
    reply.changeUse(1) { $0.result = .cancelled }
    reply.apply(.text("\n\nDone."), at: .seconds(2))
    reply.apply(.finish(.stop), at: .seconds(2))
    return reply
  }

  private static func conversation() -> Conversation {
    var transcript = Transcript()
    transcript.begin(Turn(id: Turn.ID(7), prompt: Prompt("go"), reply: reply()))
    transcript.settle()
    var summary = ConversationSummary(id: ConversationID("k3f9x2qp"), created: 0)
    summary.tools = ["x:now"]
    return Conversation(summary: summary, transcript: transcript)
  }

  @Test("A file of a conversation holds its calls, word for word")
  func file() throws {
    let written = ConversationFile.json(Self.conversation(), Redaction())
    let read = try ConversationFile.conversation(written.bytes, named: "f")
    var rounds = Self.reply().rounds
    // What only its server can use is not for a file.
    rounds[0].companions = []
    #expect(read.transcript.settled[0].reply.rounds == rounds)
    #expect(read.summary.tools == ["x:now"])
    #expect(read.transcript.settled[0].reply.words(before: 1).text == "Done.")
  }

  @Test(
    "A key in what was called or answered is taken out of a file, and the words keep their places")
  func redacted() throws {
    var conversation = Self.conversation()
    var reply = Reply(source: Self.source)
    let key = "sk-0123456789abcdef0123456789abcdef"
    for delta: Delta in [
      .text("Your key \(key) is here."), .call(slot: 0, .named(ToolCall("x__now"))),
      .call(slot: 0, .arguments("{\"key\":\"\(key)\"}")), .finish(.toolCall),
    ] { reply.apply(delta, at: .zero) }
    reply.changeUse(0) { $0.result = ToolResult(.done, "again: \(key)") }
    reply.apply(.text("\n\nDone."), at: .zero)
    reply.apply(.finish(.stop), at: .zero)
    conversation.transcript.settled[0] = Turn(id: Turn.ID(7), prompt: Prompt("go"), reply: reply)
    let written = ConversationFile.json(conversation, Redaction())
    #expect(!written.text.contains("0123456789abcdef"))
    let read = try ConversationFile.conversation(written.bytes, named: "f")
    #expect(read.transcript.settled[0].reply.words(before: 1).text == "Done.")
    for text in [
      ConversationText.markdown(conversation, Redaction()),
      ConversationText.plain(conversation, Redaction()),
    ] {
      #expect(!text.contains("0123456789abcdef"))
      #expect(text.contains("x__now") && text.contains("again: "))
    }
  }

  @Test("A result cannot leave its fence in Markdown")
  func fence() {
    var conversation = Self.conversation()
    var turn = conversation.transcript.settled[0]
    turn.change(0) { $0.result = ToolResult(.done, "```\n# heading\n````\nend") }
    conversation.transcript.settled[0] = turn
    let text = ConversationText.markdown(conversation, Redaction())
    #expect(text.contains("`````\n```\n# heading\n````\nend\n`````"))
  }

  @Test("The archive keeps calls and what a conversation may call")
  func archive() async throws {
    let kept = Kept()
    defer { kept.remove() }
    let archive = kept.archive
    _ = try await archive.open()
    let conversation = Self.conversation()
    try await archive.save(conversation.turns, of: conversation.summary)
    let read = try await archive.conversation(conversation.summary.id)
    #expect(read.transcript.settled[0].reply.rounds == Self.reply().rounds)
    #expect(read.summary.tools == ["x:now"])
    try await archive.apply(.tools(["y"]), to: conversation.summary.id)
    #expect(try await archive.conversation(conversation.summary.id).summary.tools == ["y"])
    await archive.close()
  }

  @Test("A program that ends within a call leaves a lost one, and the conversation is answered")
  func killed() async throws {
    let kept = Kept()
    let copy = kept.folder + "-after"
    defer {
      kept.remove()
      try? FileManager.default.removeItem(atPath: copy)
    }
    let script = [ToolStage.call("x__now"), ToolStage.words("Hello.")]
    let id: ConversationID
    do {
      let stage = try await ToolStage(script, archive: kept.archive)
      await stage.engine.beginKeeping()
      await stage.engine.perform(.send(Prompt("go")))
      let session = await stage.engine.until { $0.tools.question != nil }
      id = session.conversation.id
      await stage.engine.kept()
      // What a killed program leaves: its rows, and no writer that is alive.
      try FileManager.default.copyItem(atPath: kept.folder, toPath: copy)
      await stage.engine.shutdown()
    }
    let stage = try await ToolStage(
      [ToolStage.words("Hello.")], archive: Archive(folder: copy))
    await stage.engine.beginKeeping()
    try await stage.engine.resume(matching: id.rawValue)
    let last = try #require(await stage.engine.session.transcript.settled.last)
    #expect(last.reply.rounds.map { $0.uses.map(\.result?.status) } == [[.lost]])
    let turn = try #require(await stage.ask("and now?"))
    #expect(turn.reply.text.string == "Hello.")
    #expect(stage.messages(0).map { $0["role"]?.string } == ["user", "assistant", "tool", "user"])
    await stage.engine.shutdown()
  }

  @Test("A rollout of Codex brings its calls with their results, in pairs")
  func rollout() throws {
    let lines = [
      #"{"type":"session_meta","timestamp":"2026-01-01T00:00:00Z","payload":{"id":"a"}}"#,
      #"{"type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"list"}]}}"#,
      #"{"type":"response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":"I look."}]}}"#,
      #"{"type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{\"command\":[\"ls\"]}","call_id":"c1"}}"#,
      #"{"type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{}","call_id":"c2"}}"#,
      #"{"type":"response_item","payload":{"type":"function_call_output","call_id":"c1","output":"a.txt"}}"#,
      #"{"type":"response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":"One file."}]}}"#,
    ]
    let conversation = try CodexRollout.conversation(
      Array(lines.joined(separator: "\n").utf8), named: "r")
    let reply = conversation.transcript.settled[0].reply
    #expect(reply.rounds.count == 1)
    #expect(reply.rounds[0].uses.map(\.result) == [ToolResult(.done, "a.txt"), .lost])
    #expect(reply.words(before: 0).text == "I look.")
    #expect(reply.words(before: 1).text == "One file.")
    #expect(reply.notices == [])
  }
}
