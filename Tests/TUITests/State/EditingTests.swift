import Engine
import Support
import Testing

@testable import TUI

@Suite("Cuts, undo, history, files")
struct EditingTests {
  private func typed(_ text: String) -> Composer {
    var composer = Composer()
    for character in text { composer.insert(String(character)) }
    return composer
  }

  @Test("Cuts in a row are one entry; Alt+Y goes back through the ring")
  func ring() {
    var composer = typed("one two three")
    composer.deleteWordBack()
    composer.deleteWordBack()
    #expect(composer.text == "one ")
    composer.moveToLineEnd()
    composer.deleteWordBack()
    composer.yank()
    #expect(composer.text == "one ")
    composer.yankEarlier()
    #expect(composer.text == "two three")
    composer.yankEarlier()
    #expect(composer.text == "one ")
  }

  @Test("Alt+Y means nothing but right after an insertion")
  func yankEarlier() {
    var composer = typed("a b")
    composer.deleteWordBack()
    composer.yank()
    composer.moveLeft()
    composer.yankEarlier()
    #expect(composer.text == "a b")
  }

  @Test("What was cut outlives the prompt")
  func ringAcrossPrompts() {
    var composer = typed("keep this")
    composer.deleteWordBack()
    _ = composer.take()
    composer.yank()
    #expect(composer.text == "this")
  }

  @Test("Redo takes an undo back, until something is written")
  func redo() {
    var composer = typed("ab")
    composer.paste("cd")
    composer.undo()
    composer.redo()
    #expect(composer.text == "abcd")
    composer.undo()
    composer.insert("x")
    composer.redo()
    #expect(composer.text == "abx")
  }

  @Test("Ctrl+R searches what was sent, in any order of words")
  func search() throws {
    var typing = try Typing()
    typing.state.input.history = PromptHistory(["fix the parser", "draw a tree", "parse the fix"])
    typing.press("ctrl+r")
    typing.type("fix par")
    #expect((typing.state.layer as? HistoryList)?.picker.matches.count == 2)
    #expect((typing.state.layer as? HistoryList)?.picker.choice?.text == "fix the parser")
    typing.press("enter")
    #expect(typing.state.composer.text == "fix the parser")
    #expect(typing.state.layer == nil)
  }

  @Test("What is sent or stashed is kept for the next run")
  func remembered() throws {
    var typing = try Typing()
    typing.type("hello")
    #expect(typing.press("enter").first == .local(.remember(.pasted("hello"))))
    typing.type("a draft")
    #expect(typing.press("ctrl+c") == [.local(.remember(.pasted("a draft")))])
    typing.press("up")
    #expect(typing.state.composer.text == "a draft")
  }

  @Test("The editor gets the prompt and gives it back")
  func editor() throws {
    var typing = try Typing()
    typing.type("draft")
    #expect(typing.press("ctrl+g") == [.local(.edit("draft"))])
    _ = typing.state.reduce(.local(.edited("draft, better", complaint: nil)))
    #expect(typing.state.composer.text == "draft, better")
    _ = typing.state.reduce(.local(.edited(nil, complaint: "vi ended with 1")))
    #expect(typing.state.composer.text == "draft, better")
    #expect(typing.state.hint == "vi ended with 1")
  }

  @Test("A file named in the prompt is looked up behind its word, seen, and goes with it")
  func file() throws {
    var typing = try Typing()
    typing.type("read @a.txt.")
    #expect(typing.press("space") == [.local(.attach(["a.txt."], .word))])
    typing.type("and user@host")
    let file = Attachment(path: "a.txt", bytes: 3, content: .text("hi\n"))
    let asked = typing.state.reduce(
      .local(.attached([AttachAnswer(path: "a.txt", outcome: .file(file))], .word)))
    #expect(asked.isEmpty)
    #expect(typing.state.composer.elements.contains(.file(file)))
    #expect(
      typing.press("enter").contains(
        .engine(.send(Prompt("read a.txt:\n```\nhi\n```\n. and user@host")))))
    #expect(typing.state.composer.isEmpty)
  }

  @Test("Enter right behind a file's word shows the file first; the next Enter sends")
  func enterAttaches() throws {
    var typing = try Typing()
    typing.type("read @a.txt")
    #expect(typing.press("enter") == [.local(.attach(["a.txt"], .enter))])
    #expect(typing.press("enter").isEmpty)
    let file = Attachment(path: "a.txt", bytes: 3, content: .text("hi\n"))
    let asked = typing.state.reduce(
      .local(.attached([AttachAnswer(path: "a.txt", outcome: .file(file))], .enter)))
    #expect(asked.isEmpty)
    #expect(typing.state.hint == "the file is attached: Enter sends")
    #expect(
      typing.press("enter").contains(.engine(.send(Prompt("read a.txt:\n```\nhi\n```\n")))))
  }

  @Test(
    "A word with @ that is no file, or a folder, is just a word",
    arguments: [
      AttachAnswer.Outcome.absent, .folder,
    ])
  func noFile(_ outcome: AttachAnswer.Outcome) throws {
    var typing = try Typing()
    typing.type("rules of @media")
    typing.press("enter")
    let asked = typing.state.reduce(
      .local(.attached([AttachAnswer(path: "media", outcome: outcome)], .enter)))
    #expect(asked.contains(.engine(.send(Prompt("rules of @media")))))
  }

  @Test("What is pasted names no file, no command and no new line")
  func pastedIsText() throws {
    for text in ["mail @a.txt please", "/new", "ends in \\"] {
      var typing = try Typing()
      _ = typing.state.reduce(.input(.paste(text)))
      let asked = typing.press("enter")
      #expect(asked.contains(.engine(.send(Prompt(text)))), "\(text)")
    }
  }

  @Test("A file that cannot go is said, and nothing is sent")
  func refused() throws {
    var typing = try Typing()
    typing.type("see @core")
    typing.press("enter")
    let asked = typing.state.reduce(
      .local(
        .attached([AttachAnswer(path: "core", outcome: .refused("core cannot be read"))], .enter)))
    #expect(asked.isEmpty)
    #expect(typing.state.hint == "core cannot be read")
    #expect(typing.state.composer.text == "see @core")
  }

  @Test("An image goes to a model that sees, and is refused for one that does not")
  func image() throws {
    let file = Attachment(path: "p.png", bytes: 9, content: .image("data:image/png;base64,AA"))
    for sees in [true, false] {
      var typing = try Typing {
        var model = ModelInfo(id: $0.profile.model, residency: .loaded)
        model.hasVision = sees
        $0.models = [model]
      }
      typing.type("what is @p.png")
      typing.press("enter")
      let asked = typing.state.reduce(
        .local(.attached([AttachAnswer(path: "p.png", outcome: .file(file))], .enter)))
      #expect(asked.isEmpty)
      if sees {
        #expect(
          typing.press("enter").contains(
            .engine(.send(Prompt("what is p.png", images: ["data:image/png;base64,AA"])))))
      } else {
        #expect(typing.state.hint?.contains("cannot see images") == true)
      }
    }
  }

  @Test("Tab on an @word asks for files, narrows them, and puts one there")
  func paths() throws {
    var typing = try Typing()
    typing.type("read @Rea")
    #expect(typing.press("tab") == [.local(.listFiles(""))])
    let list = FileList(entries: ["Makefile", "README.md", "Sources/Reader.swift"])
    _ = typing.state.reduce(.local(.files(list)))
    #expect(typing.state.input.completion?.picker.matches.map(\.id).first == "README.md")
    typing.press("tab")
    #expect(typing.state.composer.text == "read @README.md ")
  }

  @Test("A fence is longer than any in the file")
  func fence() {
    let file = Attachment(path: "x.md", bytes: 0, content: .text("````\ncode\n````"))
    #expect(file.sent == "x.md:\n`````\n````\ncode\n````\n`````\n")
  }
}

@Suite("Fuzzy choosing")
struct FuzzyTests {
  private func chosen(_ query: String, _ names: String...) -> [String] {
    var picker = Picker(rows: names.map { Picker<String>.Row(id: $0, text: $0) })
    picker.type(query)
    return picker.matches.map(\.id)
  }

  @Test("What holds the words stands before what holds their letters, word starts first")
  func ranks() {
    #expect(chosen("key", "monkey", "key map", "k_e_y", "none") == ["key map", "monkey", "k_e_y"])
    #expect(chosen("map key", "key map", "map") == ["key map"])
    #expect(chosen("", "b", "a") == ["b", "a"])
    #expect(chosen("gpt20", "gpt-oss-20b", "qwen3-4b") == ["gpt-oss-20b"])
    #expect(
      chosen("think", "take the last branch, switch or deletion back", "the thinking by its steps")
        == ["the thinking by its steps"], "letters that are far from each other are no hit")
  }

  @Test("What was typed stands out in the name, by letter where it is spread")
  func marked() {
    let ink = Ink(.overlay)
    let hit = Ink(.overlay, [.bold, .underline])
    #expect(
      FuzzyMatch("ey").marked("Keys", ink) == [Span("K", ink), Span("ey", hit), Span("s", ink)])
    #expect(
      FuzzyMatch("ks").marked("Keys", ink) == [Span("K", hit), Span("ey", ink), Span("s", hit)])
    #expect(FuzzyMatch("ß").marked("ẞ", ink) == [Span("ẞ", ink)])
  }
}

/// What it takes in seconds is measured by `make bench`; what it takes in work is counted here.
@Suite("Too much at once", .ownThread, .serialized, .limit(minutes: 3))
struct LargeInputTests {
  @Test("A 10 MB paste is one token, shown and sent whole")
  func paste() throws {
    var typing = try Typing()
    let paste = String(repeating: "0123456789abcde\n", count: 640 << 10)
    _ = typing.state.reduce(.input(.paste(paste)))
    _ = typing.state.frame()
    #expect(typing.state.composer.elements.count == 1)
    let asked = typing.press("enter")
    #expect(asked.contains(.engine(.send(Prompt(paste)))))
    typing.state.session.transcript.settled = [Typing.turn(prompt: paste, answer: "ok")]
    typing.state.session.queue = [Prompt(paste)]
    #expect(typing.picture.contains("sent whole"))
    #expect(
      typing.state.response.text.layOut(0).lineCount < 20_000, "its beginning alone is laid out")
  }

  @Test("A megabyte line typed without bracketed paste costs a line per key at its end")
  func longLine() throws {
    var typing = try Typing()
    let line = String(repeating: "x", count: 1 << 20)
    typing.state.composer = Composer(line.map { .grapheme($0) })
    _ = typing.state.frame()
    let before = typing.state.input.layout.linesMade
    typing.type("y")
    _ = typing.state.frame()
    #expect(typing.state.input.layout.linesMade - before <= 2)
    #expect(typing.state.composer.text == line + "y")
  }

  @Test("100 000 combining marks stay whole and quick")
  func marks() throws {
    var typing = try Typing()
    typing.type("e")
    for _ in 0..<100_000 {
      _ = typing.state.reduce(.input(.key(KeyPress(.character("\u{301}")))))
    }
    _ = typing.state.frame()
    #expect(typing.state.composer.text.unicodeScalars.count == 100_001)
  }
}
