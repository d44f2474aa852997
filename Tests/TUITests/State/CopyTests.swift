import Engine
import Support
import Testing

@testable import TUI

@Suite("Copying, marking, calling")
struct CopyTests {
  /// A conversation of one turn, its thinking beside its answer, 100 × 20.
  private func state(
    answer: String = "first line\n\nsecond line", thinking: String = "a thought"
  ) throws -> AppState {
    var session = try EngineFixture.session()
    session.transcript.settled = [Self.turn(answer, thinking)]
    var state = AppState(session: session, size: Size(columns: 100, rows: 20))
    _ = state.frame()
    return state
  }

  private static func turn(_ answer: String, _ thinking: String) -> Turn {
    let source = Reply.Source(profile: "local", provider: "lmstudio", requestedModel: "m")
    var turn = Turn(id: Turn.ID(1), prompt: Prompt("ask"), reply: Reply(source: source))
    if !thinking.isEmpty { turn.apply(.reasoning(thinking), at: .zero) }
    if !answer.isEmpty { turn.apply(.text(answer), at: .zero) }
    turn.apply(.finish(.stop), at: .zero)
    return turn
  }

  private func press(_ state: inout AppState, _ name: String) throws -> [Command] {
    state.reduce(.input(.key(try #require(KeyPress(name: name)))))
  }

  @Test("The answer, the last code and the thinking are copied as the model wrote them")
  func copies() throws {
    var state = try state(answer: "**see**\n\n```c\nint x;\n```\n\nand\n")
    #expect(
      try press(&state, "ctrl+o")
        == [.copy(CopyRequest("the answer", "**see**\n\n```c\nint x;\n```\n\nand\n"))])
    #expect(try press(&state, "alt+o") == [.copy(CopyRequest("the code", "int x;\n"))])
    #expect(try press(&state, "alt+t") == [.copy(CopyRequest("the thinking", "a thought"))])
  }

  @Test(
    "What is copied holds nothing that a shell obeys or an eye does not see",
    arguments: [
      ("ls\rrm -rf /", "ls\nrm -rf /"), ("a\r\nb\u{85}c\u{2028}d", "a\nb\nc\nd"),
      ("\u{1b}[31ma\u{7f}\u{9b}b", "[31mab"), ("a\u{202E}b\u{2066}c\u{200B}d", "abcd"),
      ("a\u{E0072}\u{E006D}b", "ab"), ("👩‍💻 نمی‌خواهم e\u{301}\tx\n", "👩‍💻 نمی‌خواهم e\u{301}\tx\n"),
    ])
  func harmless(_ text: String, _ copied: String) {
    #expect(Array(CopyRequest("x", text).text.unicodeScalars) == Array(copied.unicodeScalars))
  }

  @Test("Where there is nothing to copy the hint says so")
  func nothing() throws {
    var state = try state(answer: "no code", thinking: "")
    #expect(try press(&state, "alt+o").isEmpty)
    #expect(state.hint == "no answer has a block of code")
    #expect(try press(&state, "alt+t").isEmpty)
    #expect(state.hint == "there is no thinking in view")
  }

  @Test("What is copied cannot be obeyed by a shell")
  func controls() {
    #expect(CopyRequest("x", "a\u{1b}]52;c;b\u{7}\r\n\tc\u{9b}d").text == "a]52;c;b\n\tcd")
  }

  @Test(
    "The last block of code, whatever fence it has",
    arguments: [
      ("```\na\n```\n```\nb\n```", "b\n"), ("~~~ swift\n```\n~~~", "```\n"),
      ("- item\n  ```sh\n  ls\n    -l\n  ```", "ls\n  -l\n"), ("```\nopen\n", "open\n"),
      ("````\n```\nx\n```\n````", "```\nx\n```\n"),
    ])
  func fences(_ text: String, _ code: String) {
    #expect(FencedCode.last(in: text) == code)
  }

  @Test("Text without a fence has no code", arguments: ["", "plain", "`` ` ``", "``` a ` b"])
  func noFence(_ text: String) {
    #expect(FencedCode.last(in: text) == nil)
  }

  @Test("Dragging marks the text of one pane and copies it without the pane's indentation")
  func dragging() throws {
    var state = try state()
    let row = try #require(state.response.lines.firstIndex { $0.line.text.contains("first line") })
    let area = ScreenLayout(state).responseText
    func at(_ column: Int, _ row: Int) -> Point {
      Point(column: area.column + column, row: area.row + row)
    }
    #expect(state.reduce(.input(.mouse(Mouse(.press, at: at(2, row))))).isEmpty)
    #expect(state.focus == .response)
    // Far to the left, in the other pane: the mark stays in its own.
    _ = state.reduce(.input(.mouse(Mouse(.drag, at: Point(column: 1, row: area.row + row)))))
    _ = state.reduce(.input(.mouse(Mouse(.drag, at: at(7, row + 2)))))
    let frame = state.frame()
    #expect(frame.surface[area.column + 5, area.row + row].ink == Ink(.selection))
    #expect(frame.surface[area.column + 1, area.row + row].ink != Ink(.selection))
    let commands = state.reduce(.input(.mouse(Mouse(.release, at: at(7, row + 2)))))
    #expect(commands == [.copy(CopyRequest("the selection", "first line\n\nsecond"))])
    #expect(state.response.selection != nil, "it stays marked")
    _ = try press(&state, "esc")
    #expect(state.response.selection == nil)
  }

  @Test("A key while the button is down scrolls, and the mark goes on from where it began")
  func keyWhileDragging() throws {
    let answer = (1...80).map { "line \($0)" }.joined(separator: "\n\n")
    var state = try state(answer: answer)
    let area = ScreenLayout(state).responseText
    let place = Point(column: area.column + 2, row: area.row + 4)
    _ = try press(&state, "shift+tab")
    _ = try press(&state, "home")
    _ = state.frame()
    _ = state.reduce(.input(.mouse(Mouse(.press, at: place))))
    _ = try press(&state, "pagedown")
    _ = state.frame()
    _ = state.reduce(.input(.mouse(Mouse(.drag, at: place))))
    let marked = try #require(state.response.selection)
    #expect(marked.last.place.line - marked.first.place.line >= area.rows - 1)
  }

  @Test(
    "Lines that only the width broke are copied as one",
    arguments: [
      ("alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo", "hotel india"),
      ("日本語の長い文章は端で折り返されますが写すと一行に戻りますので安心です", "戻りますので"),
      ("> alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo", "hotel india"),
    ])
  func unwrapping(_ answer: String, _ across: String) throws {
    var state = try state(answer: answer)
    let area = ScreenLayout(state).responseText
    let first = try #require(
      state.response.lines.firstIndex {
        $0.line.text.contains("alpha") || $0.line.text.contains("日")
      })
    #expect(state.response.lines[first + 1].line.joint != .newline, "it is wrapped")
    func at(_ column: Int, _ row: Int) -> Point {
      Point(column: area.column + column, row: area.row + row)
    }
    _ = state.reduce(.input(.mouse(Mouse(.press, at: at(2, first)))))
    _ = state.reduce(.input(.mouse(Mouse(.drag, at: at(area.columns - 1, first + 1)))))
    guard
      case .copy(let request)? = state.reduce(
        .input(.mouse(Mouse(.release, at: at(area.columns - 1, first + 1))))
      ).first
    else {
      Issue.record("nothing was copied")
      return
    }
    #expect(!request.text.contains("\n"))
    #expect(!request.text.contains("  "))
    #expect(answer.contains(request.text.drop { $0 == "▌" || $0 == " " }))
    #expect(request.text.contains(across))
  }

  @Test("The wheel moves what stands over the panes, not what is beneath")
  func wheelInOverlay() throws {
    var state = try state(answer: String(repeating: "line\n\n", count: 60))
    let before = state.response.viewport
    _ = try press(&state, "f1")
    _ = state.reduce(.input(.mouse(Mouse(.wheelDown, at: Point(column: 50, row: 5)))))
    #expect((state.layer as? CommandPalette)?.picker.selected == 1)
    #expect(state.response.viewport == before)
    _ = try press(&state, "esc")
    _ = state.reduce(.input(.mouse(Mouse(.wheelUp, at: Point(column: 70, row: 5)))))
    #expect(state.response.viewport != before)
  }

  @Test("Two clicks mark a word, three the whole line over its rows", arguments: [2, 3])
  func manyClicks(_ count: Int) throws {
    let long = "alpha " + String(repeating: "beta ", count: 20) + "omega"
    var state = try state(answer: long)
    let row = try #require(state.response.lines.firstIndex { $0.line.text.contains("alpha") })
    let area = ScreenLayout(state).responseText
    let column = state.response.lines[row].line.text.prefix { $0 != "a" }.count
    let place = Point(column: area.column + column + 2, row: area.row + row)
    var press = Mouse(.press, at: place)
    press.clicks = count
    _ = state.reduce(.input(.mouse(press)))
    let asked = state.reduce(.input(.mouse(Mouse(.release, at: place))))
    #expect(asked == [.copy(CopyRequest("the selection", count == 2 ? "alpha" : long))])
  }

  @Test("A click marks nothing, and a wide glyph is marked whole")
  func clicks() throws {
    var state = try state(answer: "日本語です")
    let row = try #require(state.response.lines.firstIndex { $0.line.text.contains("日本語") })
    let area = ScreenLayout(state).responseText
    let place = Point(column: area.column + 5, row: area.row + row)
    _ = state.reduce(.input(.mouse(Mouse(.press, at: place))))
    #expect(state.reduce(.input(.mouse(Mouse(.release, at: place)))).isEmpty)
    _ = state.reduce(.input(.mouse(Mouse(.press, at: place))))
    let end = Point(column: place.column + 1, row: place.row)
    _ = state.reduce(.input(.mouse(Mouse(.drag, at: end))))
    #expect(
      state.reduce(.input(.mouse(Mouse(.release, at: end))))
        == [.copy(CopyRequest("the selection", "本語"))])
  }

  @Test("Bare mode lends the terminal with the plain text, and any key takes it back")
  func bare() throws {
    var state = try state(answer: "**plain**\u{1b}[31m")
    _ = try press(&state, "tab")
    _ = try press(&state, "tab")
    guard case .screen(.showPlain(let text))? = try press(&state, "alt+b").first else {
      Issue.record("no text is lent")
      return
    }
    #expect(text.contains("you\nask\n\nm\n**plain**"))
    #expect(!text.contains("\u{1b}"))
    #expect(text.hasSuffix("any key returns to codex-tui —\n"))
    #expect(try press(&state, "ctrl+c") == [.screen(.resume)])
    #expect(!state.terminal.isPlainView)
    state.focus = .composer
    state.composer.insert("one two")
    #expect(try press(&state, "alt+b").isEmpty, "in the prompt it is a word back")
    #expect(try press(&state, "f9").count == 1)
  }

  @Test("The mouse is given to the terminal and taken back by a key")
  func mouse() throws {
    var state = try state()
    #expect(try press(&state, "f8") == [.screen(.mouse(false))])
    #expect(state.hint?.contains("F8 takes it back") == true)
    #expect(try press(&state, "f8") == [.screen(.mouse(true))])
  }

  @Test("Emoji are drawn safely, or whole where the configuration says so")
  func emoji() throws {
    var state = try state(answer: "👩‍💻 codes", thinking: "❤️ it")
    func picture() -> String {
      ScreenPicture(frame: state.frame(), theme: .standard).rows.joined(separator: "\n")
    }
    #expect(picture().contains("👩 codes") && picture().contains("❤ it"))
    state.use(emoji: .full)
    #expect(picture().contains("👩‍💻 codes") && picture().contains("❤️ it"))
  }

  @Test("Who looks elsewhere is called when a reply ends; who looks is not")
  func calls() throws {
    let before = try state().session
    var live = before
    live.transcript.settled = []
    live.transcript.live = Self.turn("x", "")
    var attention = Attention()
    #expect(attention.calls(from: live, to: before).isEmpty)
    attention.isHere = false
    #expect(attention.calls(from: live, to: before) == [.screen(.notify("m has answered"))])
    #expect(attention.calls(from: before, to: before).isEmpty)
    attention.kinds = [.modelReady]
    #expect(attention.calls(from: live, to: before).isEmpty)
    var state = AppState(session: live, size: Size(columns: 80, rows: 24))
    _ = state.reduce(.input(.focus(false)))
    #expect(state.reduce(.session(before)) == [.screen(.notify("m has answered"))])
  }
}
