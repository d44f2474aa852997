import Engine
import Support
import Testing

@testable import TUI

/// While words come, the status bar and the stages are made five times a second; everything else they say is said at once.
@Suite("Figures beside a reply")
struct LiveFiguresTests {
  private var typing: Typing
  private var session: Session

  init() throws {
    typing = try Typing(size: Size(columns: 120, rows: 40)) {
      $0.transcript.begin(Typing.turn())
      $0.transcript.live?.enter(.wait, at: .zero)
      $0.transcript.live?.apply(.text("one "), at: .seconds(1))
    }
    typing.state.now = .seconds(1)
    session = typing.state.session
  }

  /// The rows of the stages and the bar after words came.
  private mutating func rows(
    at now: Duration, _ words: String = "word ", _ change: (inout Session) -> Void = { _ in }
  ) -> [String] {
    session.transcript.live?.apply(.text(words), at: now)
    (session.revision, session.growths) = (session.revision + 1, session.growths + 1)
    session.lastLife = now
    change(&session)
    _ = typing.state.reduce(.session(session))
    return shown()
  }

  private mutating func shown() -> [String] {
    let surface = typing.state.frame().surface
    let layout = ScreenLayout(typing.state)
    return [layout.stages.row, layout.status.row].map { row in
      (0..<surface.size.columns).map { surface[$0, row].glyph.text }.joined()
    }
  }

  @Test("They stand for a fifth of a second, while the words go on")
  mutating func pace() {
    let first = rows(at: .milliseconds(5200))
    #expect(first[0].contains("answer 4.2 s") && first[1].contains("tok/s"))
    for moment in [5220, 5300, 5399] {
      #expect(rows(at: .milliseconds(moment), "many words at once ") == first)
    }
    let next = rows(at: .milliseconds(5400))
    #expect(next[0].contains("answer 4.4 s") && next[1] != first[1])
    #expect(typing.state.frame().surface == Self.fresh(typing.state))
  }

  @Test("What else changes in the session is shown at once")
  mutating func facts() {
    #expect(!rows(at: .milliseconds(1200))[1].contains("other"))
    let bar = rows(at: .milliseconds(1210)) {
      $0.profile.name = "other"
      $0.revision += 1
    }
    #expect(bar[1].contains("other"))
  }

  @Test("A stage that begins is shown at once, and so is the end")
  mutating func stages() {
    #expect(!rows(at: .milliseconds(1200))[0].contains("think"))
    session.transcript.live?.apply(.reasoning("hm"), at: .milliseconds(1200))
    #expect(rows(at: .milliseconds(1260))[0].contains("think"))
    session.transcript.live?.apply(.finish(.stop), at: .milliseconds(1270))
    session.transcript.settle()
    _ = typing.state.reduce(.session(session))
    #expect(typing.state.frame().surface == Self.fresh(typing.state))
    #expect(typing.state.figures == nil)
  }

  @Test("What the user does is shown at once, and so is another size")
  mutating func wishes() {
    _ = rows(at: .milliseconds(1200))
    _ = typing.state.reduce(.resize(Size(columns: 100, rows: 30)))
    #expect(typing.state.frame().surface == Self.fresh(typing.state))
    _ = rows(at: .milliseconds(1210))
    _ = typing.state.reduce(.report("a word for the user"))
    #expect(shown()[0].contains("a word for the user"))
  }

  @Test("An earlier turn that is scrolled to has its own stages in the same picture")
  mutating func scrolled() throws {
    var typing = try Typing(size: Size(columns: 120, rows: 40)) {
      $0.transcript.begin(Typing.turn(answer: String(repeating: "word\n\n", count: 60)))
      $0.transcript.settle()
      $0.transcript.begin(Typing.turn(2))
      $0.transcript.live?.apply(.text(String(repeating: "word\n\n", count: 60)), at: .seconds(15))
    }
    typing.state[.response].viewport = .held(top: .init(turn: 0, line: 0))
    typing.state.figures = nil
    let surface = typing.state.frame().surface
    #expect(surface == Self.fresh(typing.state))
  }

  /// The picture that is made without what was kept.
  private static func fresh(_ state: AppState) -> Surface {
    var state = state
    state.figures = nil
    return state.frame().surface
  }
}
