import Engine
import Support
import Testing

@testable import TUI

@Suite("Finding and reading")
struct PaneTests {
  private static let long = (1...200).map { "line \($0) with needle\($0 % 10)" }
    .joined(separator: "\n\n")

  private func conversation(_ size: Size = Size(columns: 120, rows: 30)) throws -> Typing {
    try Typing(size: size) {
      $0.transcript.settled = [
        Typing.turn(1, prompt: "first", thinking: "alpha thoughts", answer: Self.long),
        Typing.turn(2, prompt: "second", thinking: "beta thoughts", answer: "short needle3"),
      ]
    }
  }

  @Test("Find counts, goes on and back, and closes")
  func find() throws {
    var typing = try conversation()
    typing.press("shift+tab", "ctrl+f")
    typing.type("NEEDLE3")
    _ = typing.state.frame()
    #expect(typing.state.response.find?.matches.count == 21)
    let first = try #require(typing.state.response.find?.current)
    typing.press("enter")
    #expect(typing.state.response.find?.current == (first + 1) % 21)
    typing.press("up")
    #expect(typing.state.response.find?.current == first)
    #expect(typing.picture.contains("\(first + 1) of 21"))
    #expect(typing.picture.contains("needle3"))
    typing.press("esc")
    #expect(typing.state.searched == nil)
  }

  @Test("A match is found across the wrap, and both lines of it are marked")
  func acrossLines() {
    let lines = [Line("  the quick"), Line("  brown fox")]
    let found = Find.matches(of: "quick brown", in: lines, turn: 4)
    #expect(found.count == 1)
    #expect(found.first?.first == .init(turn: 4, line: 0))
    #expect(found.first?.firstByte == 6)
    #expect(found.first?.last == .init(turn: 4, line: 1))
    #expect(found.first?.endByte == 7)
  }

  @Test("The thinking is searched by itself")
  func findInThinking() throws {
    var typing = try conversation()
    typing.press("tab", "ctrl+f")
    typing.type("beta")
    #expect(typing.state.searched == .thinking)
    #expect(typing.state.thinking.find?.count == "1 of 1")
    typing.type("x")
    #expect(typing.state.thinking.find?.count == "nothing found")
  }

  @Test("The matches stand out in the picture")
  func picture() throws {
    var typing = try conversation(Size(columns: 80, rows: 24))
    typing.type("/find needle7")
    typing.press("enter")
    _ = typing.state.frame()
    expectScreen(typing.state.frame(), named: "find")
  }

  @Test("What is read stays in view through every width, and comes back to its line")
  func resized() throws {
    var typing = try conversation()
    typing.press("shift+tab", "pageup", "pageup")
    _ = typing.state.frame()
    let first = try #require(typing.state.response.lines.first { $0.line.text.contains("line") })
    for columns in [60, 110, 47, 200, 80, 120] {
      _ = typing.state.reduce(.resize(Size(columns: columns, rows: 30)))
      _ = typing.state.frame()
      let top = typing.state.response.lines.prefix(4).map(\.line.text).joined(separator: " ")
      #expect(top.contains(first.line.text), "at \(columns): \(top)")
    }
  }

  @Test("A match near the end stands still while the reply goes on below it")
  func matchNearTheEnd() throws {
    let lines = (1...100).map { "word\($0)" }.joined(separator: "\n\n")
    var turn = Typing.turn(answer: nil)
    turn.apply(.text(lines), at: .seconds(5))
    var typing = try Typing(size: Size(columns: 100, rows: 30)) { $0.transcript.live = turn }
    typing.press("shift+tab", "home", "ctrl+f")
    typing.type("word97")
    _ = typing.state.frame()
    let row = try #require(
      typing.state.response.lines.firstIndex { $0.line.text.contains("word97") })
    for _ in 0..<10 {
      turn.apply(.text("\n\nmore"), at: .seconds(6))
      typing.state.session.transcript.live = turn
      _ = typing.state.reduce(.session(typing.state.session))
      _ = typing.state.frame()
      #expect(typing.state.response.lines[row].line.text.contains("word97"))
    }
    #expect(typing.state.response.linesBelow > 0)
  }

  @Test("An older turn in view shows its own thinking")
  func olderTurn() throws {
    var typing = try conversation()
    #expect(typing.picture.contains("beta thoughts"))
    typing.press("shift+tab", "home")
    #expect(typing.picture.contains("alpha thoughts"))
  }

  @Test("The gutter tells the second in which a line of thinking began, at every width alike")
  func seconds() throws {
    var turn = Turn(
      id: Turn.ID(1), prompt: Prompt("ask"),
      reply: Reply(source: Reply.Source(profile: "p", provider: "s", requestedModel: "m")))
    turn.enter(.connect, at: .zero)
    let pieces = [("First line.\n", 1), ("Second ", 3), ("goes on.\n", 4), ("Third.", 9)]
    var live = ThinkingLayout()
    for (piece, second) in pieces {
      turn.apply(.reasoning(piece), at: .seconds(second))
      live.update(PaneSource(transcript: Transcript(), turn: turn), width: 60)
    }
    #expect(Self.seconds(live) == [0, 2, 8])
    #expect(
      (0..<3).map { live.layOut(0).line($0).text } == ["[First line.", "Second goes on.", "Third."])
    var later = ThinkingLayout()
    let source = PaneSource(transcript: Transcript(), turn: turn)
    later.update(source, width: 60)
    #expect(Self.seconds(later) == [0, 2, 8])
    // Narrow, "goes on." has a line of its own, which began in the fourth second.
    later.update(source, width: 9)
    let lines = later.lines(from: .init(turn: 0, line: 0), rows: 20)
    let here = try #require(lines.first { $0.line.text == "goes on." })
    #expect(later.second(at: here.place) == 3)
  }

  private static func seconds(_ layout: ThinkingLayout) -> [Int?] {
    (0..<3).map { layout.second(at: .init(turn: 0, line: $0)) }
  }

  @Test("Raw shows the marks of Markdown, and back")
  func raw() throws {
    var typing = try Typing {
      $0.transcript.settled = [Typing.turn(answer: "some **bold** words")]
    }
    #expect(typing.picture.contains("some bold words"))
    typing.press("alt+m")
    #expect(typing.picture.contains("some **bold** words"))
    typing.press("alt+m")
    #expect(typing.picture.contains("some bold words"))
  }

  @Test("Another split is kept for the next run")
  func split() throws {
    var typing = try Typing()
    #expect(typing.press("alt+]") == [.local(.keep(Arrangement(thinkingShare: 45)))])
  }

  @Test("A notice during a conversation has a line of its own until Esc")
  func notices() throws {
    var typing = try conversation(Size(columns: 80, rows: 24))
    typing.state.session.notices = [Notice("gemma was not unloaded: it is busy.")]
    expectScreen(typing.state.frame(), named: "notice")
    #expect(typing.press("esc") == [.engine(.dismissNotices)])
  }

  @Test(
    "A notice that is longer than a line is read to its end, the newest first where there are many")
  func longNotices() throws {
    var typing = try conversation(Size(columns: 60, rows: 24))
    let long =
      "gemma was not unloaded: it is busy. Wait for its answer, or stop it with Esc and try again."
    typing.state.session.notices = [Notice("one"), Notice("two"), Notice(long)]
    #expect(typing.picture.contains("! gemma was not unloaded"))
    #expect(typing.picture.contains("and try again."))
    #expect(typing.picture.contains("! two"))
    #expect(!typing.picture.contains("! one") && typing.picture.contains("1 more"))
    typing.state.session.notices = [Notice(String(repeating: "no end ", count: 90))]
    #expect(typing.picture.split(separator: "\n").count { $0.contains("no end") } == 2)
    #expect(typing.picture.contains("…") && typing.picture.contains("Esc"))
  }

  @Test("An answer to a key is read to its end over the panes, and nothing moves for it")
  func longHint() throws {
    var typing = try conversation(Size(columns: 60, rows: 24))
    let before = typing.picture.split(separator: "\n")
    _ = typing.state.reduce(
      .report(
        "There is no parameter bogus; there are "
          + (1...20).map { "name\($0)" }.joined(separator: ", ")))
    let after = typing.picture.split(separator: "\n")
    #expect(typing.picture.contains("no parameter bogus") && typing.picture.contains("name20"))
    #expect(zip(before, after).count { $0 != $1 } == 4)
    typing.press("left")
    #expect(typing.picture.split(separator: "\n") == before)
  }

  @Test("Each press of F6 changes the picture, and a place without room is told")
  func narrow() throws {
    var typing = try conversation(Size(columns: 80, rows: 24))
    var pictures: [String] = [typing.picture]
    for _ in 0..<6 {
      typing.press("f6")
      #expect(typing.picture != pictures.last)
      pictures.append(typing.picture)
    }
    typing.type("/thinking side")
    typing.press("enter")
    #expect(
      typing.picture.contains("side wants a larger terminal; until then the thinking is stacked"))
  }

  @Test("The prompt says in words that Enter leaves this machine, on every width")
  func cloud() throws {
    var typing = try Typing(size: Size(columns: 120, rows: 30)) {
      $0.server = ServerStatus(name: "OpenAI", address: "api.openai.com", location: .cloud)
    }
    typing.type("hello")
    #expect(typing.picture.contains("CLOUD → api.openai.com » hello"))
    _ = typing.state.reduce(.resize(Size(columns: 40, rows: 10)))
    #expect(typing.picture.contains("CLOUD » hello"))
  }

  @Test("The status bar has the items that were asked for, in their order, on every width")
  func statusItems() throws {
    var typing = try conversation(Size(columns: 200, rows: 20))
    typing.state.session.profile.effort = "high"
    typing.state.session.lock = .thisMachine
    #expect(typing.picture.contains("local-only   effort high"))
    typing.state.options.statusItems = ["profile", "first-word", "warm-up", "fly"]
    let last = typing.picture.split(separator: "\n").last.map(String.init)
    #expect(last?.contains("local   first word ~2.0 s   ready") == true)
    #expect(
      StatusItem.complaints(typing.state.options.statusItems).first?.contains("no item fly") == true
    )
    for columns in stride(from: 200, through: 40, by: -1) {
      _ = typing.state.reduce(.resize(Size(columns: columns, rows: 20)))
      #expect(typing.picture.contains("ready"), "at \(columns) columns")
    }
  }
}
