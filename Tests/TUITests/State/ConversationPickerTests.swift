import Engine
import Support
import Testing

@testable import TUI

@Suite("The list of conversations")
struct ConversationPickerTests {
  private func summary(_ id: String, _ title: String) -> ConversationSummary {
    var summary = ConversationSummary(id: ConversationID(id), created: 1_790_000_000_000)
    summary.givenTitle = title
    summary.turnCount = 3
    summary.model = "qwen3-4b"
    summary.preview = "It begins so."
    return summary
  }

  private func typing(_ size: Size) throws -> Typing {
    try Typing(size: size) {
      $0.keeping = .kept
      $0.kept.conversations = [summary("aaaa1111", "zebras"), summary("bbbb2222", "giraffes")]
    }
  }

  private func preview(
    _ id: String, _ turn: Int64? = nil, _ exchanges: [ConversationPreview.Excerpt]
  ) -> ConversationPreview {
    ConversationPreview(
      conversation: ConversationID(id), turn: turn.map(Turn.ID.init), exchanges: exchanges)
  }

  private static func asked(_ id: String, _ turn: Int64?) -> Command {
    Command.engine(.conversation(.preview(ConversationID(id), turn.map(Turn.ID.init))))
  }

  @Test("What is chosen is looked at, once")
  func looks() throws {
    var typing = try typing(Size(columns: 100, rows: 30))
    #expect(typing.press("alt+s").last == Self.asked("aaaa1111", nil))
    #expect(typing.state.reduce(.session(typing.state.session)).isEmpty)
    #expect(typing.press("down") == [Self.asked("bbbb2222", nil)])
    #expect(typing.press("down") == [Self.asked("aaaa1111", nil)])
  }

  @Test(
    "It stands below the list, where there is room",
    arguments: [Size(columns: 100, rows: 30), Size(columns: 40, rows: 10)])
  func picture(_ size: Size) throws {
    var typing = try typing(size)
    var session = typing.state.session
    session.kept.preview = preview(
      "aaaa1111", nil,
      [
        .init(prompt: "how many stripes?", answer: "Count them:\n\n- one\n- two"),
        .init(prompt: "and a giraffe?", answer: "None. It has patches; \u{1b}[31mno stripes."),
      ])
    _ = typing.state.reduce(.session(session))
    typing.press("alt+s")
    expectScreen(typing.state.frame(), named: "conversations-\(size.columns)x\(size.rows)")
  }

  @Test("Of a turn that a search found, the words are in view")
  func found() throws {
    var typing = try typing(Size(columns: 100, rows: 30))
    typing.press("alt+s")
    typing.type("quagga")
    var session = typing.state.session
    session.kept.words = "quagga"
    session.kept.hits = [
      SearchHit(
        conversation: summary("bbbb2222", "giraffes"), turn: Turn.ID(7), place: .thinking,
        snippet: .init(
          before: "…a horse with stripes, which was called the ", rest: "quagga of the Cape"),
        created: 0)
    ]
    #expect(typing.state.reduce(.session(session)) == [Self.asked("bbbb2222", 7)])
    let lines = (1...80).map { $0 == 40 ? "here is the quagga" : "line \($0)" }
    session.kept.preview = preview(
      "bbbb2222", 7,
      [.init(prompt: "p", thinking: lines.joined(separator: "\n"), answer: "a")])
    _ = typing.state.reduce(.session(session))
    #expect(typing.picture.contains("here is the quagga"))
    #expect(typing.picture.contains("thinking: …ed the quagga of the Cape"), "the row's own words")
    #expect(!typing.picture.contains("line 80"))
  }
}
