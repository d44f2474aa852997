import Engine
import Support
import Testing

@testable import TUI

@Suite("Thinking by its steps")
struct OutlineTests {
  private static let thinking = """
    The user asks for a program.
    It reads a file and counts words.

    First the reader, because nothing else works without it.
    It has to take any encoding.
    It has to stop at the end.
    1. Open the file.
    2. Read a line, and the next one.
    Then close it.

    So that is settled.
    """

  private static func typing(_ size: Size = Size(columns: 120, rows: 30)) throws -> Typing {
    try Typing(size: size) {
      $0.transcript.begin(Typing.turn(thinking: thinking, answer: "Here it is."))
      $0.transcript.settle()
    }
  }

  /// What stands in the thinking pane, without its frame and gutter.
  private static func lines(_ typing: inout Typing) -> [String] {
    _ = typing.picture
    return typing.state.thinking.lines.map { $0.line.text }
  }

  @Test("A key folds every step to the line it begins with")
  func folded() throws {
    var typing = try Self.typing()
    let before = Self.lines(&typing)
    typing.press("alt+g")
    #expect(
      Self.lines(&typing) == [
        "▸ [The user asks for a program. +1 line",
        "▸ First the reader, because not… +3 lines",
        "▸ 1. Open the file.",
        "▸ 2. Read a line, and the next o… +1 line",
        "▸ So that is settled.]",
      ])
    #expect(typing.state.hint == "5 steps: ↑ ↓ choose, Enter opens, Alt+G shows all")
    typing.press("alt+g")
    #expect(Self.lines(&typing) == before)
  }

  @Test("Arrows choose a step, Enter opens and folds it, Esc shows all")
  func opened() throws {
    var typing = try Self.typing()
    let before = Self.lines(&typing)
    typing.press("alt+g", "home", "down", "enter")
    #expect(
      Self.lines(&typing)[1..<6] == [
        "▾ First the reader, because nothing else", "  works without it.",
        "  It has to take any encoding.", "  It has to stop at the end.", "▸ 1. Open the file.",
      ])
    typing.press("enter")
    #expect(Self.lines(&typing).count == 5)
    typing.press("right", "left", "right")
    #expect(Self.lines(&typing).count == 8)
    typing.press("esc")
    #expect(Self.lines(&typing) == before)
  }

  @Test("A press of the button on a step opens it")
  func pressed() throws {
    var typing = try Self.typing()
    typing.press("alt+g")
    _ = typing.picture
    let area = try #require(typing.state.area(of: .thinking))
    let point = Point(column: area.column + 3, row: area.row + 3)
    typing.commands += typing.state.reduce(
      .input(.mouse(Mouse(.press, at: point))))
    #expect(Self.lines(&typing)[4] == "  Then close it.")
  }

  @Test("Another width keeps what is open and chosen")
  func resized() throws {
    var typing = try Self.typing()
    typing.press("alt+g", "home", "down", "enter")
    _ = typing.picture
    _ = typing.state.reduce(.resize(Size(columns: 150, rows: 30)))
    #expect(typing.picture.contains("▾ First the reader"))
    typing.press("enter")
    #expect(typing.picture.contains("▸ First the reader"))
  }

  @Test("A press on a row that is no more does nothing")
  func stale() throws {
    var typing = try Self.typing()
    typing.press("alt+g", "home", "down", "enter")
    _ = typing.picture
    let area = try #require(typing.state.area(of: .thinking))
    // Folded, and pressed before it was drawn.
    typing.press("left")
    for row in 0..<area.rows {
      let point = Point(column: area.column + 3, row: area.row + row)
      _ = typing.state.reduce(.input(.mouse(Mouse(.press, at: point))))
      typing.press("left")
    }
    #expect(typing.picture.contains("▸ [The user"))
  }

  @Test("Searching and tracing look at all of it, folded or not")
  func searched() throws {
    var typing = try Self.typing()
    typing.press("alt+g", "ctrl+f")
    typing.type("encoding")
    #expect(typing.picture.contains("It has to take any encoding."))
    typing.press("esc", "alt+g")
    typing.type("/trace stop reading at the end of the encoding")
    typing.press("enter")
    #expect(typing.picture.contains("It has to take any encoding."))
  }

  @Test("Steps come as they are thought, whatever the pieces; what is open grows")
  func live() throws {
    var typing = try Typing(size: Size(columns: 120, rows: 30)) {
      $0.transcript.begin(Typing.turn(thinking: "The user asks for a program.\n"))
    }
    typing.press("alt+g", "enter")
    for character in Self.thinking.dropFirst(29) {
      _ = typing.state.frame()
      var session = typing.state.session
      session.transcript.live?.apply(.reasoning(String(character)), at: .seconds(3))
      _ = typing.state.reduce(.session(session))
    }
    let grown = Self.lines(&typing)
    #expect(
      grown[0...1] == [
        "▾ [The user asks for a program.", "  It reads a file and counts words.",
      ])
    #expect(grown.last == "▸ So that is settled.")
    #expect(grown.count == 7)
  }

  @Test("Without thinking, or with its pane hidden, it says why nothing opens")
  func refused() throws {
    var empty = try Typing()
    empty.press("alt+g")
    #expect(empty.state.hint == "there is no thinking in view")
    var hidden = try Self.typing()
    while hidden.state.area(of: .thinking) != nil {
      hidden.press("f6")
      _ = hidden.picture
    }
    hidden.press("alt+g")
    #expect(hidden.state.hint == "the thinking is folded or hidden: F6 shows it")
  }
}
