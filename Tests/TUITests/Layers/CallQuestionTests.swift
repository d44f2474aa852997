import Engine
import Support
import Testing

@testable import TUI

/// The question about a call: what allows it, and what never does.
@Suite("The question about a call")
struct CallQuestionTests {
  static func question(
    _ arguments: JSON = ["path": "."], id: Int = 1, reason: ToolQuestion.Reason = .new
  ) throws -> ToolQuestion {
    let tool = try #require(
      Tool(
        ["name": "write", "description": "Writes", "inputSchema": ["type": "object"]], of: "disk"))
    return ToolQuestion(
      id: id, reason: reason, tool: tool, arguments: arguments, number: 1, count: 1)
  }

  private static func asked(
    _ question: ToolQuestion, at now: Duration = .seconds(10),
    size: Size = Size(columns: 80, rows: 24),
    draft: String = ""
  ) throws -> AppState {
    var state = try AppState.sample(size)
    state.now = now
    if !draft.isEmpty { state.composer.insert(draft) }
    var session = state.session
    session.tools.question = question
    _ = state.reduce(.session(session))
    return state
  }

  private static func wait(_ time: Duration, _ state: inout AppState) {
    _ = state.reduce(.tick(state.now + time))
  }

  private func press(_ text: String, _ state: inout AppState) -> [Command] {
    text.flatMap { state.reduce(.input(.key(KeyPress(.character($0))))) }
  }

  private static func answers(_ commands: [Command]) -> [ToolAnswer] {
    commands.compactMap {
      guard case .engine(.answerTool(_, let answer)) = $0 else { return nil }
      return answer
    }
  }

  @Test(
    "Each key is its answer",
    arguments: [
      ("y", ToolAnswer.once), ("c", .forConversation), ("a", .always), ("n", .no(because: nil)),
    ])
  func answers(_ key: String, _ answer: ToolAnswer) throws {
    var state = try Self.asked(try Self.question())
    #expect(state.layer is CallQuestion)
    Self.wait(.seconds(1), &state)
    #expect(Self.answers(press(key, &state)) == [answer])
    #expect(state.layer == nil)
  }

  @Test("A reason is written, and goes with the no")
  func reason() throws {
    var state = try Self.asked(try Self.question())
    Self.wait(.seconds(1), &state)
    #expect(Self.answers(press("wyes, but later", &state)) == [])
    let commands = state.reduce(.input(.key(KeyPress(.enter))))
    #expect(Self.answers(commands) == [.no(because: "yes, but later")])
  }

  @Test("Esc stops the turn")
  func escape() throws {
    var state = try Self.asked(try Self.question())
    #expect(state.reduce(.input(.key(KeyPress(.escape)))) == [.engine(.stop)])
  }

  @Test("Keys that were typed ahead allow nothing and go to the prompt, however long the burst is")
  func typedAhead() throws {
    var state = try Self.asked(try Self.question())
    for _ in 0..<20 {
      #expect(Self.answers(press("yca", &state)) == [])
      Self.wait(.milliseconds(250), &state)
    }
    #expect(state.layer is CallQuestion)
    #expect(state.composer.text == String(repeating: "yca", count: 20))
    Self.wait(.seconds(2), &state)
    #expect(Self.answers(press("y", &state)) == [.once])
  }

  @Test("Behind a draft the guard is longer")
  func draft() throws {
    var state = try Self.asked(try Self.question(), draft: "I was sa")
    Self.wait(.milliseconds(500), &state)
    #expect(Self.answers(press("y", &state)) == [])
    #expect(state.composer.text == "I was say")
  }

  @Test("Pasted text allows nothing and is not lost")
  func paste() throws {
    var state = try Self.asked(try Self.question())
    Self.wait(.seconds(1), &state)
    #expect(Self.answers(state.reduce(.input(.paste("y\na\n")))) == [])
    #expect(state.layer is CallQuestion)
    #expect(state.composer.text == "y\na\n")
  }

  @Test(
    "No key allows before the last line was on the screen",
    arguments: [
      Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 40, rows: 10),
    ])
  func belowTheFold(_ size: Size) throws {
    let long = (1...200).map { "line \($0)" }.joined(separator: "\n") + "\nrm -rf /"
    var state = try Self.asked(try Self.question(["command": .string(long)]), size: size)
    Self.wait(.seconds(1), &state)
    for key in ["y", "c", "a"] { #expect(Self.answers(press(key, &state)) == []) }
    _ = state.reduce(.input(.key(KeyPress(.pageDown))))
    #expect(Self.answers(press("y", &state)) == [])
    _ = state.reduce(.input(.key(KeyPress(.end))))
    let picture = state.picture
    #expect(picture.contains("rm -rf /"))
    #expect(Self.answers(press("y", &state)) == [.once])
  }

  @Test("However many lines a call has, the last one is among those to be seen")
  func endless() throws {
    let long = String(repeating: "\n", count: 100_100) + "rm -rf /"
    var state = try Self.asked(try Self.question(["command": .string(long)]))
    Self.wait(.seconds(1), &state)
    #expect(Self.answers(press("y", &state)) == [])
    _ = state.reduce(.input(.key(KeyPress(.end))))
    #expect(state.picture.contains("rm -rf /"))
  }

  @Test("On a screen too small to show it nothing is allowed")
  func tooSmall() throws {
    var state = try Self.asked(try Self.question(), size: Size(columns: 20, rows: 6))
    Self.wait(.seconds(1), &state)
    _ = state.reduce(.input(.key(KeyPress(.end))))
    #expect(Self.answers(press("yca", &state)) == [])
    _ = state.reduce(.resize(Size(columns: 80, rows: 24)))
    #expect(Self.answers(press("y", &state)) == [.once])
  }

  @Test("Jumping to the end is no reading of what a narrower screen makes of it")
  func resize() throws {
    let long = (1...60).map { "word\($0)" }.joined(separator: " ") + " rm -rf /"
    var state = try Self.asked(try Self.question(["command": .string(long)]))
    Self.wait(.seconds(1), &state)
    _ = state.reduce(.resize(Size(columns: 24, rows: 8)))
    #expect(Self.answers(press("y", &state)) == [])
  }

  @Test("Characters that no eye can see are shown in the arguments")
  func hidden() throws {
    var state = try Self.asked(
      try Self.question(["path": "safe\u{202E}txt.exe\u{1B}[2Jx\u{E0041}"]))
    let picture = state.picture
    #expect(!picture.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x1B })
    #expect(picture.contains("txt.exe") && !picture.contains("path  safetxt.exe"))
  }

  @Test("A list that is open is not replaced; the question follows when it closes")
  func behindList() throws {
    var state = try AppState.sample(Size(columns: 80, rows: 24))
    _ = state.open(.help)
    var session = state.session
    session.tools.question = try Self.question()
    _ = state.reduce(.session(session))
    #expect(!(state.layer is CallQuestion))
    _ = state.reduce(.input(.key(KeyPress(.escape))))
    #expect(state.layer is CallQuestion)
  }

  @Test("A question that is over goes, and the next one has its own guard")
  func next() throws {
    var state = try Self.asked(try Self.question())
    Self.wait(.seconds(1), &state)
    var session = state.session
    session.tools.question = try Self.question(id: 2)
    _ = state.reduce(.session(session))
    #expect((state.layer as? CallQuestion)?.question.id == 2)
    #expect(Self.answers(press("y", &state)) == [])
    session.tools.question = nil
    _ = state.reduce(.session(session))
    #expect(state.layer == nil)
  }
}
