import Engine
import Support
import TUI

/// States for pictures, made by hand so that every number on them is known.
enum PicturedState {
  static func of(_ size: Size, _ change: (inout Session) throws -> Void) throws -> AppState {
    var state = try AppState.sample(size, change)
    state.now = .seconds(20)
    return state
  }

  static func turn(_ deltas: [(Delta, Int)], prompt: String = "explain ncurses") -> Turn {
    let source = Reply.Source(
      profile: "local", provider: "lmstudio", requestedModel: "openai/gpt-oss-20b")
    var turn = Turn(id: Turn.ID(1), prompt: Prompt(prompt), reply: Reply(source: source))
    turn.enter(.connect, at: .zero)
    for (delta, second) in deltas { turn.apply(delta, at: .seconds(second)) }
    return turn
  }

  static let thinking: [(Delta, Int)] = [
    (.stage(.loading(0.1)), 0), (.stage(.loaded(seconds: 6)), 6), (.stage(.readingPrompt(0)), 6),
    (.reasoning("The user wants ncurses explained. "), 8),
    (.reasoning("First the model: two pictures, one wanted, one shown…"), 12),
  ]

  static let answered = turn(
    thinking + [
      (.text("ncurses keeps two pictures and sends the difference."), 13), (.finish(.stop), 15),
    ])
}
