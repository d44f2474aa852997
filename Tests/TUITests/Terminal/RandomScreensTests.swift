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

  private static func line(by random: inout SeededGenerator) -> Line {
    let text = (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in
      glyphs.randomElement(using: &random)
    }.joined()
    return Line(Sanitizer.spans(text, Ink(Role.allCases.randomElement(using: &random) ?? .text)))
  }

  @Test(
    "Rows that a scrolled text moves arrive, with what stands still around them", arguments: 1...12)
  func scrolls(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    try withScreen(size: Size(columns: 40, rows: 20)) { screen, pseudo in
      let size = screen.size
      var scrolls = 0
      let emulator = EmulatedTerminal(size)
      var lines = (0..<80).map { _ in Self.line(by: &random) }
      let (above, below) = (
        Int.random(in: 0...2, using: &random), Int.random(in: 0...3, using: &random)
      )
      var top = 20
      for step in 1...60 {
        top = min(60, max(0, top + Int.random(in: -4...4, using: &random)))
        // The last line grows while it scrolls.
        if Bool.random(using: &random) {
          lines[top + size.rows - above - below - 1] = Self.line(by: &random)
        }
        var surface = Surface(size)
        for row in above..<size.rows - below {
          surface.write(
            lines[top + row - above], at: Point(column: 1, row: row),
            in: Rect(column: 1, row: 0, columns: size.columns - 3, rows: size.rows))
        }
        for row in size.rows - below..<size.rows {
          surface.write(
            Line(SafeText(foreign: "still \(row)")), at: Point(column: 0, row: row), in: Rect(size))
        }
        let frame = Frame(surface: surface, cursor: step % 3 == 0 ? Point(column: 2, row: 0) : nil)
        screen.present(frame)
        let bytes = pseudo.output()
        if bytes.contains(UInt8(ascii: "r")),
          String(decoding: bytes, as: UTF8.self).contains(";20r")
        {
          scrolls += 1
        }
        emulator.feed(bytes)
        guard expectSame(frame, emulator, "seed \(seed), step \(step)") else { return }
      }
      #expect(scrolls > 10)
    }
  }

  /// Without an alternate screen ncurses may scroll.
  @Test(
    "Every change of a random picture arrives cell by cell", arguments: 1...12, [true, false])
  func arrives(seed: Int, alternateScreen: Bool) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    try withScreen(alternateScreen: alternateScreen) { screen, pseudo in
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
