import Support
import Testing

@testable import TUI

/// The second opinion on what the terminal shows: pictures made at random, one after another on
/// the same screen, and the emulator must agree with the headless cells after each.
@Suite("Random pictures", .serialized)
@ScreenActor
struct RandomScreensTests {
  private static let glyphs = [
    "a", "b", " ", " ", "é", "e\u{301}", "漢", "日", "한", "👩‍💻", "👍🏽", "❤️", "1️⃣", "🇩🇪", "😀", "ก", "ี", "न",
    "म",
    "│", "█", "…", "⟨", "\u{25CC}\u{308}", "Z\u{351}\u{36b}", "ש", "م", "\u{200B}", "\u{202E}",
    "\u{1b}", "\u{9b}", "\t", "\u{0}", "\u{E0041}",
  ]

  /// A few rows of the picture before written anew, at any place, in any ink.
  private static func change(_ surface: inout Surface, by random: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let text = (0..<Int.random(in: 0...24, using: &random)).compactMap { _ in
        glyphs.randomElement(using: &random)
      }.joined()
      let ink = Ink(
        Role.allCases.randomElement(using: &random) ?? .text,
        Attributes(rawValue: UInt8.random(in: 0..<64, using: &random)))
      let place = Point(
        column: Int.random(in: -3..<surface.size.columns, using: &random),
        row: Int.random(in: 0..<surface.size.rows, using: &random))
      let clip = Rect(
        column: Int.random(in: 0...3, using: &random), row: 0,
        columns: Int.random(in: 1...surface.size.columns, using: &random),
        rows: surface.size.rows)
      surface.write(Line(Sanitizer.spans(text, ink)), at: place, in: clip)
    }
    // libvterm 0.1 loses the place of a mark that follows the last column.
    let edge = surface.size.columns - 1
    for row in 0..<surface.size.rows where surface[edge, row].glyph.scalarCount > 1 {
      surface.write("x", ink: .text, at: Point(column: edge, row: row), in: Rect(surface.size))
    }
  }

  @Test("Every change of a random picture arrives cell by cell", arguments: 1...12)
  func arrives(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    try withScreen { screen, pseudo in
      let emulator = EmulatedTerminal(screen.size)
      var surface = Surface(screen.size)
      for step in 1...40 {
        if Int.random(in: 0..<10, using: &random) == 0 { surface = Surface(screen.size) }
        Self.change(&surface, by: &random)
        let frame = Frame(surface: surface)
        screen.present(frame)
        emulator.feed(pseudo.output())
        guard expectSame(frame, emulator, "seed \(seed), step \(step)") else { return }
      }
    }
  }
}
