import Engine
import Support
import Testing

@testable import TUI

/// What a word of a reply costs the terminal, counted in cells: the bytes follow from them.
@Suite("A word costs the same at the end of a long reply as of a short one", .ownThread)
struct StreamingCostTests {
  /// Cells that each of 200 words changes, after a reply of so many kilobytes.
  private func changes(after kilobytes: Int) throws -> [Int] {
    var session = try EngineFixture.session()
    let source = Reply.Source(profile: "local", provider: "lmstudio", requestedModel: "m")
    var turn = Turn(id: Turn.ID(1), prompt: Prompt("ask"), reply: Reply(source: source))
    turn.enter(.connect, at: .zero)
    // Whole paragraphs, so that each length ends at the same place of a line.
    let paragraph = String(repeating: "Words of a reply, and more. ", count: 36) + "\n\n"
    turn.apply(.text(String(repeating: paragraph, count: kilobytes)), at: .zero)
    session.transcript.live = turn
    var state = AppState(session: session, size: Size(columns: 120, rows: 40))
    var before = state.frame().surface
    return (0..<200).map { number in
      session.transcript.live?.apply(.text("word\(number % 10) "), at: .zero)
      _ = state.reduce(.session(session))
      let after = state.frame().surface
      defer { before = after }
      return zip(before.cells, after.cells).count { $0 != $1 }
    }
  }

  @Test("A hundred kilobytes change no cell more than ten do")
  func flat() throws {
    let short = try changes(after: 10)
    let long = try changes(after: 100)
    #expect(short == long)
    // Most words only add themselves; a line that is full moves the picture up.
    #expect(short.filter { $0 <= 12 }.count > 150)
  }
}
