import Support
import Testing

@testable import Engine
@testable import TUI

/// Two profiles answer one prompt, as pictures in several moments; `make screens` rewrites them.
@Suite("Screens of a race", .bothLanguages)
struct RaceScreenTests {
  private static let answer = """
    ncurses keeps **two pictures**: what you want, and what the terminal shows.

    1. You draw into windows.
    2. `doupdate()` sends the difference.
    """

  private static func lane(
    _ id: Int64, _ profile: String, _ model: String, _ deltas: [(Delta, Int)],
    state: Race.Lane.State = .running, price: Price? = nil, in session: Session
  ) -> Race.Lane {
    var own = session
    own.profile = Profile(name: profile, providerID: profile, model: model)
    own.profile.inputPrice = price?.input
    own.profile.outputPrice = price?.output
    let source = Reply.Source(profile: profile, provider: profile, requestedModel: model)
    var turn = Turn(
      id: Turn.ID(id), prompt: Prompt("explain ncurses"), reply: Reply(source: source))
    turn.enter(.connect, at: .zero)
    for (delta, second) in deltas { turn.apply(delta, at: .seconds(second)) }
    own.transcript = deltas.isEmpty ? Transcript() : Transcript(of: turn)
    return Race.Lane(state: state, session: own, turn: turn)
  }

  private static func thought(_ first: Int, _ last: Int) -> [(Delta, Int)] {
    [
      (.reasoning("The user wants ncurses explained. "), first),
      (.reasoning("First the model: two pictures."), last),
    ]
  }

  private static func answered(_ first: Int, _ end: Int, tokens: Int) -> [(Delta, Int)] {
    thought(first, first + 1) + [
      (.text(String(answer.prefix(40))), first + 2), (.text(String(answer.dropFirst(40))), end),
      (.usage(Usage(promptTokens: 40, completionTokens: tokens)), end), (.finish(.stop), end),
    ]
  }

  private func expect(
    _ name: String, _ size: Size, isBlind: Bool = false, reason: String? = nil,
    keys: [String] = [], _ lanes: (Session) -> [Race.Lane]
  ) throws {
    var state = try PicturedState.of(size) { $0.warmUp.record(.answered, at: .zero) }
    var session = state.session
    session.race = Race(lanes: lanes(session), isBlind: isBlind, reason: reason)
    session.activity = session.race?.isOver == true ? .idle : .racing
    session.revision += 1
    _ = state.reduce(.session(session))
    state.now = .seconds(20)
    _ = state.frame()
    for key in keys {
      if let press = KeyPress(name: key) { _ = state.reduce(.input(.key(press))) }
      _ = state.frame()
    }
    expectScreen(state.frame(), named: "\(name)-\(size.columns)x\(size.rows)")
  }

  @Test("One machine: the second waits for the first", arguments: ScreenTests.sizes)
  func waits(_ size: Size) throws {
    try expect(
      "race-waits", size,
      reason: "two on this machine: one after the other, so that neither slows the other"
    ) {
      [
        Self.lane(1, "local", "gpt-oss-20b", Self.thought(2, 5), in: $0),
        Self.lane(2, "small", "qwen3-4b", [], state: .waiting, in: $0),
      ]
    }
  }

  @Test("Both at work, the thinking opened", arguments: ScreenTests.sizes)
  func runs(_ size: Size) throws {
    try expect("race-runs", size, keys: ["tab", "f6"]) {
      [
        Self.lane(1, "local", "gpt-oss-20b", Self.thought(4, 19), in: $0),
        Self.lane(
          2, "cloud", "gpt-5", Self.thought(1, 3) + [(.text(String(Self.answer.prefix(60))), 9)],
          in: $0),
      ]
    }
  }

  @Test("One side broke, the other goes on", arguments: ScreenTests.sizes)
  func breaks(_ size: Size) throws {
    try expect("race-breaks", size) { session in
      var broken = Self.lane(
        1, "local", "gpt-oss-20b", Self.thought(2, 4) + [(.text("ncurses keeps"), 6)],
        state: .ended, in: session)
      broken.turn.end(.failed(EngineError(.brokenStream, "The connection broke.")), at: .seconds(7))
      return [
        broken,
        Self.lane(2, "cloud", "gpt-5", Self.thought(1, 3), in: session),
      ]
    }
  }

  @Test("Both have answered; what was best is marked", arguments: ScreenTests.sizes)
  func over(_ size: Size) throws {
    try expect("race-over", size) {
      [
        Self.lane(
          1, "local", "gpt-oss-20b", Self.answered(2, 12, tokens: 120), state: .ended, in: $0),
        Self.lane(
          2, "cloud", "gpt-5", Self.answered(1, 6, tokens: 140), state: .ended,
          price: Price(input: 0.25, output: 2), in: $0),
      ]
    }
  }

  @Test("Names are hidden until one is picked")
  func blind() throws {
    let size = Size(columns: 120, rows: 40)
    try expect("race-blind", size, isBlind: true) {
      [
        Self.lane(
          1, "local", "gpt-oss-20b", Self.answered(2, 12, tokens: 120), state: .ended, in: $0),
        Self.lane(2, "cloud", "gpt-5", Self.answered(1, 6, tokens: 140), state: .ended, in: $0),
      ]
    }
  }
}
