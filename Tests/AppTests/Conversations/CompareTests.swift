import Engine
import TUI
import Testing

@testable import App

@Suite("Two replies compared")
struct CompareTests {
  private static func turn(_ id: Int64, _ answer: String, model: String = "m") -> Turn {
    Turn(
      id: Turn.ID(id), prompt: Prompt("why"),
      reply: Reply(
        source: .init(profile: "p\(id)", provider: "x", requestedModel: model), status: .complete,
        reasoning: "I think \(id)", text: answer, usage: Usage(completionTokens: Int(id) * 10)))
  }

  private static var transcript: Transcript {
    var transcript = Transcript()
    transcript.begin(turn(1, "The sky is blue."))
    transcript.begin(turn(2, "The sea is blue, <b>too</b>."))
    transcript.begin(turn(3, "The sea is green.", model: "a|b"), after: Turn.ID(1))
    transcript.settle()
    return transcript
  }

  @Test("Without turns: the last one and its alternative; else those that are named")
  func pairs() throws {
    let transcript = Self.transcript
    let usual = try CompareCommand.pair(nil, in: transcript)
    #expect([usual.0.id, usual.1.id] == [Turn.ID(2), Turn.ID(3)])
    let named = try CompareCommand.pair("1,2.1", in: transcript)
    #expect([named.0.id, named.1.id] == [Turn.ID(1), Turn.ID(2)])
    for wrong in ["1", "1,9", "1,2.9", "x,y", "1,2,3"] {
      #expect(throws: Failure.self) { try CompareCommand.pair(wrong, in: transcript) }
    }
    #expect(throws: Failure.self) { try CompareCommand.pair(nil, in: Transcript()) }
  }

  @Test("Markdown marks what one says alone, and holds the figures as a table")
  func markdown() throws {
    let (first, second) = try CompareCommand.pair("1,2.2", in: Self.transcript)
    let text = ComparisonText.markdown(first, second, Redaction())
    #expect(text.contains("The ~~sky~~ **sea** is"))
    #expect(text.contains("| tokens | 10 tok | 30 tok |"))
    #expect(text.contains("a\\|b"))
    #expect(text.contains("## thinking"))
  }

  @Test("A page shows both sides, escapes what they say, and runs nothing")
  func page() throws {
    let (first, second) = try CompareCommand.pair("2.1,2.2", in: Self.transcript)
    let html = ComparisonText.html(first, second, Redaction())
    #expect(html.contains("<del>blue, &lt;b&gt;too&lt;/b&gt;.</del>"))
    #expect(html.contains("<ins>green.</ins>"))
    #expect(html.contains("default-src 'none'"))
    #expect(!html.contains("<script"))
  }
}
