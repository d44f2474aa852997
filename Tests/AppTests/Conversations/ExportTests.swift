import Engine
import Foundation
import TUI
import Testing

@testable import App

@Suite("Export and import")
struct ExportTests {
  private static func turn(_ id: Int64, _ prompt: String, _ answer: String) -> Turn {
    Turn(
      id: Turn.ID(id), prompt: Prompt(prompt),
      reply: Reply(
        source: .init(profile: "local", provider: "lms", requestedModel: "m"), status: .complete,
        reasoning: "thinking of \(prompt)", text: answer,
        usage: Usage(completionTokens: 7, reasoningTokens: 3),
        clock: StageClock(spans: [
          .init(stage: .think, start: .zero, end: .milliseconds(8200)),
          .init(stage: .answer, start: .milliseconds(8200), end: .seconds(9)),
        ])), created: 1_790_000_000_000 + id * 1000)
  }

  private static var conversation: Conversation {
    var transcript = Transcript()
    transcript.begin(
      turn(1, "What is 1 < 2?", "# True\n\n- **one** & two\n\n```c\nif (1 < 2);\n```"))
    transcript.begin(turn(2, "and then", "<script>alert(1)</script> [x](javascript:alert(1)) end"))
    transcript.begin(turn(3, "and then, edited", "fine"), after: Turn.ID(1))
    transcript.settle()
    transcript.update(Turn.ID(3)) {
      $0.cut = ContextCut(summary: "short")
      $0.reply.source.parameters = ReplyParameters([
        "temperature": 0.2, "stop": ["END", "two words"], "effort": "high",
        "thinking_budget": "30s", "thinking_in_history": "keep",
      ])
    }
    var summary = ConversationSummary(
      id: ConversationID("abcd1234"), created: 1_790_000_000_000)
    summary.givenTitle = "Comparing <numbers>"
    summary.tags = ["maths"]
    summary.systemPrompt = "Be brief."
    return Conversation(summary: summary, transcript: transcript)
  }

  @Test("A file's ending says the format, and one that says none is refused")
  func ending() throws {
    typealias Format = ExportCommand.Format
    #expect(try Format.asked(by: nil) == nil)
    #expect(try Format.asked(by: "a.b/talk") == nil)
    #expect(try Format.asked(by: "a/talk.HTM") == .html)
    #expect(try Format.asked(by: "talk.txt") == .text)
    let pdf = #expect(throws: Failure.self) { try Format.asked(by: "talk.pdf") }
    #expect(
      pdf?.message == ".pdf says no format; there are .htm, .html, .json, .md, .txt, "
        + "or name one with --format.")
    #expect(throws: Failure.self) { try Format.asked(by: "x.json", among: [.markdown, .html]) }
  }

  @Test("JSON holds every branch and comes back the same")
  func json() throws {
    let text = ExportCommand.text(Self.conversation, .json, Redaction())
    let read = try ImportCommand.conversation(Array(text.utf8), "a.json")
    let (turns, before) = (read.turns, Self.conversation.turns)
    #expect(turns.map(\.place) == before.map(\.place))
    #expect(turns.map(\.turn.prompt) == before.map(\.turn.prompt))
    #expect(turns.map(\.turn.reply) == before.map(\.turn.reply))
    #expect(turns.map(\.turn.cut) == before.map(\.turn.cut))
    #expect(turns.map(\.turn.created) == before.map(\.turn.created))
    var summary = read.summary
    summary.proposedTitle = ""
    #expect(summary.title == "Comparing <numbers>")
    #expect(summary.tags == ["maths"])
    #expect(summary.systemPrompt == "Be brief.")
    // What is exported again is the same file.
    #expect(ExportCommand.text(read, .json, Redaction()) == text)
  }

  @Test("What shaped a reply stands in the file, as it was set")
  func parameters() {
    let text = ExportCommand.text(Self.conversation, .json, Redaction())
    #expect(
      text.contains(
        #""parameters":{"temperature":0.2,"stop":["END","two words"],"effort":"high","#
          + #""thinking_budget":"30s","thinking_in_history":"keep"}"#))
  }

  @Test("A file of version 1 becomes one of version 2, with nothing lost")
  func migration() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/conversation-1.json").standardizedFileURL
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(kept.contains(#""version":1,"#))
    let read = try ImportCommand.conversation(Array(kept.utf8), "conversation-1.json")
    #expect(read.turns.allSatisfy { $0.turn.reply.source.parameters.isEmpty })
    let written = ExportCommand.text(read, .json, Redaction())
    #expect(
      written.trimmingCharacters(in: .newlines)
        == kept.replacing(#""version":1,"#, with: #""version":2,"#)
        .trimmingCharacters(in: .newlines))
  }

  @Test("Markdown and plain text hold the current path, with its thinking")
  func texts() {
    for format in [ExportCommand.Format.markdown, .text] {
      let text = ExportCommand.text(Self.conversation, format, Redaction())
      for words in ["What is 1 < 2?", "thinking of What", "- **one** & two", "and then, edited"] {
        #expect(text.contains(words), "\(format) lacks \(words)")
      }
      #expect(!text.contains("alert"), "the other branch stays out")
    }
  }

  @Test("The page runs nothing, asks for nothing, folds thinking and knows light and dark")
  func page() {
    var conversation = Self.conversation
    conversation.transcript.select(Turn.ID(2))
    let html = ExportCommand.text(conversation, .html, Redaction())
    #expect(html.contains("<title>Comparing &lt;numbers&gt;</title>"))
    #expect(html.contains("What is 1 &lt; 2?"))
    #expect(html.contains("<strong>one</strong> &amp; two"))
    #expect(html.contains("<summary>thought for 8.2 s · 3 tokens</summary>"))
    #expect(html.contains("prefers-color-scheme: dark"))
    for forbidden in [
      "<script", "href=\"javascript:", "http://", "https://", "src=", "@import", "url(",
    ] {
      #expect(!html.contains(forbidden), "\(forbidden)")
    }
  }

  @Test("A picture that a model points at is a link; no server is asked")
  func pictures() {
    let html = MarkdownHTML.html("![a *cat*](https://example.org/cat.png) and [x](https://y.org)")
    #expect(!html.contains("<img"))
    #expect(html.contains(#"<a href="https://example.org/cat.png">a <em>cat</em></a>"#))
  }

  @Test("No export holds a key", arguments: ExportCommand.Format.allCases)
  func keys(_ format: ExportCommand.Format) {
    var conversation = Self.conversation
    let typed = "sk-proj-abcdefghijklmnop0123456789"
    let own = "a-very-private-token"
    conversation.transcript.update(Turn.ID(3)) { turn in
      turn.prompt.text = "why does \(typed) fail? Authorization: Bearer \(own)"
      turn.reply = Reply(
        source: turn.reply.source,
        status: .failed(EngineError(.unauthorized, "Bad key \(typed).", serverWords: own)),
        reasoning: "so \(own)", text: "your key \(typed) is wrong")
    }
    let text = ExportCommand.text(conversation, format, Redaction(secrets: [own]))
    #expect(!text.contains(typed))
    #expect(!text.contains(own))
    #expect(text.contains("[key removed]"))
  }

  @Test(
    "A file that cannot be imported says what is wrong with it",
    arguments: [
      ("", "not a whole JSON"), (#"{"format":"codex-tui-conversation","ver"#, "not a whole JSON"),
      (#"{"messages":[]}"#, "no conversation of codex-tui"),
      (#"{"format":"codex-tui-conversation","version":3,"turns":[]}"#, "version 3"),
      (
        #"{"format":"codex-tui-conversation","version":1,"conversation":{},"turns":[]}"#, "no turns"
      ),
      (
        #"{"format":"codex-tui-conversation","version":1,"conversation":{},"turns":[{"id":1}]}"#,
        "turn 1"
      ), (#"{"type":"session_meta","payload":{"id":"x"}}"#, "no prompt"),
    ])
  func refusals(_ text: String, _ words: String) {
    let failure = #expect(throws: EngineError.self) {
      try ImportCommand.conversation(Array(text.utf8), "bad.json")
    }
    #expect(failure?.message.contains(words) == true, "\(failure?.message ?? "")")
  }

  @Test("A rollout of Codex becomes a conversation: prompts, readable thinking, answers")
  func rollout() throws {
    let lines = [
      #"{"timestamp":"2026-05-06T07:08:09.100Z","type":"session_meta","payload":{"id":"019AB2C4-1111-7000-8000-000000000000","timestamp":"2026-05-06T07:08:09.000Z","cwd":"/w","model_provider":"openai"}}"#,
      #"{"timestamp":"2026-05-06T07:08:09.200Z","type":"turn_context","payload":{"model":"gpt-5-codex","effort":"high"}}"#,
      #"{"timestamp":"2026-05-06T07:08:09.300Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"<environment_context>\n  <cwd>/w</cwd>\n</environment_context>"}]}}"#,
      #"{"timestamp":"2026-05-06T07:08:10.000Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"fix the test"}]}}"#,
      #"{"timestamp":"2026-05-06T07:08:10.000Z","type":"event_msg","payload":{"type":"user_message","message":"fix the test"}}"#,
      #"{"timestamp":"2026-05-06T07:08:12.000Z","type":"response_item","payload":{"type":"reasoning","summary":[{"type":"summary_text","text":"**Looking**"}],"content":null,"encrypted_content":"gAAAA"}}"#,
      #"{"timestamp":"2026-05-06T07:08:13.000Z","type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{}","call_id":"c"}}"#,
      #"{"timestamp":"2026-05-06T07:08:14.000Z","type":"response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":"It passes now."}]}}"#,
      #"{"timestamp":"2026-05-06T07:09:14.000Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"thanks"}]}}"#,
      #"{"timestamp":"2026-05-06T07:09:15.000Z","type":"response_item","payload":{"type":"message","role":"assi"#,
    ]
    let read = try ImportCommand.conversation(
      Array(lines.joined(separator: "\n").utf8), "rollout.jsonl")
    let turns = read.transcript.settled
    #expect(turns.map(\.prompt.text) == ["fix the test", "thanks"])
    #expect(turns.map(\.reply.text.string) == ["It passes now.", ""])
    #expect(turns.map(\.reply.reasoning.string) == ["**Looking**", ""])
    // Its result is not there: a pair all the same.
    #expect(turns.first?.reply.rounds.map { $0.uses.map(\.result?.status) } == [[.lost]])
    #expect(turns.first?.reply.notices == [])
    #expect(turns.first?.reply.source.requestedModel == "gpt-5-codex")
    #expect(read.summary.id.rawValue == "019ab2c4")
    #expect(CivilTime(milliseconds: read.summary.created).text == "2026-05-06T07:08:10Z")
  }

  @Test(
    "Dates are right over leap days and before 1970",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
      (1_790_000_000_000, "2026-09-21T14:13:20Z"), (-1000, "1969-12-31T23:59:59Z"),
      (4_107_542_400_000, "2100-03-01T00:00:00Z"),
    ] as [(Int64, String)])
  func dates(_ milliseconds: Int64, _ text: String) {
    #expect(CivilTime(milliseconds: milliseconds).text == text)
    #expect(CivilTime.milliseconds(text) == milliseconds)
  }
}
