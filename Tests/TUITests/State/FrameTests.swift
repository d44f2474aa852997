import Engine
import Support
import Testing

@testable import TUI

@Suite("The frame: panes, the prompt, the keys that matter now")
struct FrameTests {
  private static func rows(_ typing: inout Typing) -> [String] {
    typing.picture.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func answered(_ size: Size, room: ThinkingRoom = .keep) throws -> Typing {
    var typing = try Typing(size: size) {
      $0.transcript.begin(Typing.turn(thinking: "hm", answer: "Yes."))
      $0.transcript.settle()
    }
    typing.state.options.thinkingRoom = room
    _ = typing.state.frame()
    return typing
  }

  @Test("One line parts the panes, and there is no box")
  func noBox() throws {
    var typing = try Self.answered(Size(columns: 120, rows: 30))
    let picture = typing.picture
    for corner in ["┌", "┐", "└", "┘"] { #expect(!picture.contains(corner)) }
    #expect(picture.contains("┼"))
    #expect(
      Self.rows(&typing).prefix(20).allSatisfy { row in row.count { "│┼".contains($0) } == 1 })
  }

  @Test("The user's words have a bar and a tint over the pane's width; copied, neither comes along")
  func tint() throws {
    var typing = try Self.answered(Size(columns: 120, rows: 30))
    let layout = ScreenLayout(typing.state)
    let text = layout.responseText
    let frame = typing.state.frame()
    #expect(frame.surface[text.column, text.row].glyph.text == "▌")
    let last = frame.surface[text.right - 1, text.row]
    #expect(last.ink.role == .yours && last.glyph.text == " ")
  }

  @Test("Prose has at most a hundred columns, code has them all")
  func measure() {
    let word = String(repeating: "word ", count: 60)
    let code = "```\n" + String(repeating: "x", count: 150) + "\n```"
    var layout = MarkdownLayout(width: 180)
    layout.append(word + "\n\n" + code)
    layout.settle()
    let widths = (0..<layout.lineCount).map { layout.line($0).width }
    #expect(widths[0] <= 100 && widths[0] > 90)
    #expect(widths.max() ?? 0 > 150)
  }

  @Test("The thinking's room is kept, shrinks or folds once the answer has begun, as is wished")
  func room() throws {
    let size = Size(columns: 120, rows: 30)
    #expect(try Self.answered(size).state.thinkingShare == 40)
    #expect(try Self.answered(size, room: .shrink).state.thinkingShare == 25)
    #expect(try Self.answered(size, room: .fold).state.thinkingMode == .folded)
    var thinking = try Typing(size: size) {
      $0.transcript.begin(Typing.turn(thinking: "hm", answer: nil))
    }
    thinking.state.options.thinkingRoom = .fold
    _ = thinking.state.frame()
    #expect(thinking.state.thinkingMode == .side)
  }

  @Test("The stages leave ten seconds after the reply, at one word of the clock")
  func stages() throws {
    var typing = try Self.answered(Size(columns: 120, rows: 30))
    let end = try #require(
      typing.state.session.transcript.settled.last?.reply.clock.spans.last?.end)
    typing.state.now = end + .seconds(1)
    #expect(typing.picture.contains("━"))
    #expect(typing.state.alarm == end + .seconds(10))
    _ = typing.state.reduce(.tick(end + .seconds(10)))
    #expect(!typing.picture.contains("━"))
    #expect(typing.state.alarm == nil)
  }

  @Test("A report that is longer than the line says so")
  func longReport() throws {
    var typing = try Self.answered(Size(columns: 60, rows: 24))
    let error = EngineError(.loadFailed, String(repeating: "no memory ", count: 9))
    typing.state.session.warmUp.record(.failed(error), at: .zero)
    #expect(Self.rows(&typing).contains { $0.contains("no memory no") && $0.hasSuffix("…") })
  }

  @Test("The bar's right end has the keys of what goes on")
  func keys() throws {
    let size = Size(columns: 160, rows: 30)
    var idle = try Typing(size: size)
    #expect(Self.rows(&idle).last?.hasSuffix("F2 profile · F3 models · F1 keys ") == true)
    var thinking = try Typing(size: size) {
      $0.transcript.begin(Typing.turn(thinking: "hm", answer: nil))
    }
    #expect(
      Self.rows(&thinking).last?.hasSuffix("Esc stop · Alt+A answer now · F1 keys ") == true)
    var failed = try Typing(size: size) {
      $0.warmUp.record(.failed(EngineError(.loadFailed, "no")), at: .zero)
    }
    #expect(Self.rows(&failed).last?.contains("Alt+E doctor") == true)
  }

  @Test("What goes along with the prompt stands in it, where there is room")
  func chips() throws {
    var typing = try Typing(size: Size(columns: 100, rows: 30)) {
      $0.queue = [Prompt("next")]
      $0.lock = .thisMachine
    }
    let prompt = ScreenLayout(typing.state).composer.row
    #expect(Self.rows(&typing)[prompt].contains("1 queued · local-only"))
    typing.type(String(repeating: "x", count: 90))
    #expect(!Self.rows(&typing)[prompt].contains("queued"))
  }

  @Test("While nothing is said the screen has the model, how far it is, and what to go on with")
  func card() throws {
    var typing = try Typing(size: Size(columns: 120, rows: 30)) {
      $0.warmUp = WarmUp()
      $0.warmUp.record(.loadBegan(nil), at: .seconds(18))
      $0.warmUp.record(.loadProgressed(0.5), at: .seconds(20))
      var summary = ConversationSummary(id: ConversationID("aaaaaaaa"), created: 1_790_000_000_000)
      summary.givenTitle = "Fix the parser"
      $0.recent = [summary]
    }
    let picture = typing.picture
    for words in [
      "openai/gpt-oss-20b", "loading 50 %", "✓ connected", "◐ in memory", "Type now.",
      "Fix the parser", "Alt+S all conversations",
    ] {
      #expect(picture.contains(words), "\(words)\n\(picture)")
    }
    #expect(typing.state.frame().progress == .percent(50))
    typing.state.session.warmUp.record(.answered, at: .seconds(21))
    #expect(typing.state.frame().progress == .none)
  }

  @Test("A prompt that waits for a load has the card over the end of its conversation")
  func waiting() throws {
    var typing = try Self.answered(Size(columns: 120, rows: 30))
    typing.state.session.queue = [Prompt("next")]
    #expect(!typing.picture.contains("in memory"))
    typing.state.session.warmUp.record(.profileSwitched, at: .seconds(20))
    typing.state.session.warmUp.record(.loadBegan(nil), at: .seconds(20))
    #expect(typing.picture.contains("◐ in memory"))
  }

  @Test("Progress goes to the terminals that take it, and is taken back at the end")
  func progress() {
    #expect(ProgressSequence.bytes(.percent(43)) == "\u{1b}]9;4;1;43\u{7}")
    #expect(ProgressSequence.bytes(.busy) == "\u{1b}]9;4;3\u{7}")
    let kitty = TerminalEnvironment(["TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"])
    #expect(kitty.takesProgress)
    #expect(TerminalMode(environment: kitty, mouse: true).leaving.contains("\u{1b}]9;4;0\u{7}"))
    for variables in [
      ["TERM": "xterm-256color"], ["TERM": "tmux-256color", "KITTY_WINDOW_ID": "1", "TMUX": "x"],
    ] {
      let plain = TerminalEnvironment(variables)
      #expect(!plain.takesProgress)
      #expect(!TerminalMode(environment: plain, mouse: true).leaving.contains("]9;4"))
    }
  }
}
