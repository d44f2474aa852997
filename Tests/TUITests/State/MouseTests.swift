import Engine
import Testing

@testable import TUI

@Suite("The mouse marks, places and pastes")
struct MouseTests {
  @Test("A press in the prompt puts the cursor there, and typing goes on there")
  func composer() throws {
    var typing = try Typing()
    typing.type("hello")
    _ = typing.state.frame()
    let area = ScreenLayout(typing.state).composer
    let row = try #require(
      typing.picture.split(separator: "\n").firstIndex { $0.contains("hello") })
    let line = typing.picture.split(separator: "\n")[row]
    let column = line.prefix(while: { $0 != "h" }).count
    #expect(area.contains(Point(column: column, row: row)))
    typing.commands += typing.state.reduce(
      .input(.mouse(Mouse(.press, at: Point(column: column + 2, row: row)))))
    typing.type("X")
    #expect(typing.state.composer.text == "heXllo")
  }

  @Test("The middle button asks for what is marked; an answer counts only then")
  func middle() throws {
    var typing = try Typing()
    let unasked = typing.state.reduce(.input(.report("52;p;aGVsbG8=")))
    #expect(unasked.isEmpty && typing.state.composer.isEmpty)
    let point = Point(column: 5, row: 5)
    #expect(typing.state.reduce(.input(.mouse(Mouse(.middlePress, at: point)))) == [.pasteMarked])
    _ = typing.state.reduce(.input(.report("52;p;aGVsbG8=")))
    #expect(typing.state.composer.text == "hello")
    _ = typing.state.reduce(.input(.report("52;p;aGVsbG8=")))
    #expect(typing.state.composer.text == "hello", "once")
  }

  @Test("↑ and ↓ move by rows of the screen in a wrapped prompt, then through the history")
  func rows() throws {
    var typing = try Typing(size: Size(columns: 40, rows: 20))
    typing.state.input.history = PromptHistory(["earlier"])
    let text = String(repeating: "word ", count: 14)
    typing.type(text)
    typing.press("up")
    #expect(typing.state.composer.text == text)
    #expect(typing.state.composer.cursor < text.count)
    typing.press("up", "up", "up")
    #expect(typing.state.composer.text == "earlier")
    typing.type("!")
    typing.press("down", "down")
    #expect(typing.state.composer.text == text)
    typing.press("up", "up", "up", "up")
    #expect(typing.state.composer.text == "earlier!", "what was changed on the way is there")
  }

  @Test("Two backslashes send one, one asks for a new line, a pasted one is text")
  func backslashes() throws {
    var typing = try Typing()
    typing.type("a\\")
    #expect(typing.press("enter").isEmpty)
    #expect(typing.state.composer.text == "a\n")
    typing.type("b\\\\")
    #expect(typing.press("enter").contains(.engine(.send(Prompt("a\nb\\")))))
  }
}
