import Engine
import Support
import Testing

@testable import TUI

@Suite("Whatever a model says, the screen stands", .ownThread)
struct BadInputTests {
  static let replies: [String: String] = [
    "a line without a space": String(repeating: "x", count: 1 << 20),
    "only marks": "e" + String(repeating: "\u{301}", count: 100_000),
    "only escapes": String(repeating: "\u{1b}", count: 20_000),
    "nested quotes": String(repeating: "> ", count: 50_000),
  ]

  private func state(_ answer: String) throws -> AppState {
    var session = try EngineFixture.session()
    let source = Reply.Source(profile: "local", provider: "lmstudio", requestedModel: "m")
    var turn = Turn(id: Turn.ID(1), prompt: Prompt("ask"), reply: Reply(source: source))
    turn.apply(.text(answer), at: .zero)
    turn.apply(.finish(.stop), at: .zero)
    session.transcript.settled = [turn]
    return AppState(session: session, size: Size(columns: 120, rows: 40))
  }

  @Test("Every such reply is drawn, and is kept whole", arguments: replies.keys.sorted())
  func stands(name: String) throws {
    let answer = try #require(Self.replies[name])
    var state = try state(answer)
    for cell in state.frame().surface.cells {
      #expect(cell.glyph.width == 0 || cell.glyph.scalar(at: 0) >= 0x20)
    }
    #expect(state.session.transcript[0].reply.text.string == answer)
    guard
      case .copy(let request)? = state.reduce(.input(.key(KeyPress(.character("o"), .control))))
        .first
    else {
      Issue.record("nothing to copy")
      return
    }
    #expect(request.text == answer.filter { $0 != "\u{1b}" })
  }

  @Test("No size is too small, and a storm of sizes loses nothing")
  func sizes() throws {
    var state = try state("An answer of a few words.\n\n- and\n- a list")
    state.composer.insert("a draft")
    for (columns, rows) in [(1, 1), (0, 0), (2, 1), (1, 40), (300, 1), (39, 10), (40, 9)] {
      _ = state.reduce(.resize(Size(columns: columns, rows: rows)))
      #expect(state.frame().surface.size == Size(columns: columns, rows: rows))
    }
    for step in 0..<300 {
      _ = state.reduce(.resize(Size(columns: 40 + step * 7 % 160, rows: 10 + step * 3 % 40)))
      _ = state.frame()
    }
    _ = state.reduce(.resize(Size(columns: 120, rows: 40)))
    let rows = ScreenPicture(frame: state.frame(), theme: .standard).rows
    #expect(rows.contains { $0.contains("An answer of a few words.") })
    #expect(rows.contains { $0.contains("a draft") })
  }
}
