import Engine
import Support

@testable import TUI

/// A screen made by hand, and keys pressed on it.
struct Typing {
  var state: AppState
  /// Everything asked of the world so far.
  var commands: [Command] = []

  init(
    size: Size = Size(columns: 100, rows: 30), keymap: Keymap = Keymap(),
    _ change: (inout Session) -> Void = { _ in }
  ) throws {
    state = try AppState.sample(size, options: ViewOptions(keymap: keymap)) {
      $0.warmUp.record(.answered, at: .zero)
      change(&$0)
    }
    state.now = .seconds(20)
    _ = state.frame()
  }

  /// Presses keys by name; answers what they asked of the world.
  @discardableResult
  mutating func press(_ names: String...) -> [Command] {
    var asked: [Command] = []
    for name in names {
      guard let key = KeyPress(name: name) else { preconditionFailure("\(name) is no key") }
      asked += state.reduce(.input(.key(key)))
    }
    commands += asked
    return asked
  }

  mutating func type(_ text: String) {
    for character in text {
      commands += state.reduce(.input(.key(KeyPress(.character(character)))))
    }
  }

  /// The picture as text, a line per row.
  var picture: String {
    mutating get { state.picture }
  }

  /// A settled turn with an answer, or a live one that thinks.
  static func turn(
    _ id: Int64 = 1, prompt: String = "explain", thinking: String = "", answer: String? = nil
  ) -> Turn {
    let source = Reply.Source(
      profile: "local", provider: "lmstudio", requestedModel: "openai/gpt-oss-20b")
    var turn = Turn(id: Turn.ID(id), prompt: Prompt(prompt), reply: Reply(source: source))
    turn.enter(.connect, at: .zero)
    if !thinking.isEmpty { turn.apply(.reasoning(thinking), at: .seconds(2)) }
    if let answer {
      turn.apply(.text(answer), at: .seconds(5))
      turn.apply(.finish(.stop), at: .seconds(9))
    }
    return turn
  }
}

extension AppState {
  /// The picture as text, a line per row.
  var picture: String {
    mutating get {
      let surface = frame().surface
      return (0..<surface.size.rows).map { row in
        (0..<surface.size.columns).map { surface[$0, row].glyph.text }.joined()
      }.joined(separator: "\n")
    }
  }
}
