import Testing

@testable import TUI

@Suite("Surface: wide glyphs stand whole")
struct SurfaceTests {
  private func rows(_ surface: Surface) -> [String] {
    (0..<surface.size.rows).map { row in
      (0..<surface.size.columns).map { column in
        let glyph = surface[column, row].glyph
        return glyph == .continuation ? "" : glyph.text
      }.joined()
    }
  }

  /// Every wide glyph is followed by its continuation, and no continuation stands alone.
  private func isWhole(_ surface: Surface) -> Bool {
    (0..<surface.size.rows).allSatisfy { row in
      (0..<surface.size.columns).allSatisfy { column in
        let glyph = surface[column, row].glyph
        if glyph.width == 2 {
          return column + 1 < surface.size.columns
            && surface[column + 1, row].glyph == .continuation
        }
        return glyph != .continuation || column > 0 && surface[column - 1, row].glyph.width == 2
      }
    }
  }

  private func surface(_ columns: Int, _ rows: Int = 1) -> Surface {
    Surface(Size(columns: columns, rows: rows))
  }

  @Test("A wide glyph never straddles the right edge")
  func rightEdge() {
    var surface = surface(5)
    let end = surface.write("漢字漢", ink: .text, at: Point(column: 0, row: 0), in: Rect(surface.size))
    #expect(rows(surface) == ["漢字 "])
    #expect(end == 6)
    #expect(isWhole(surface))
  }

  @Test("A wide glyph never straddles the left edge of a clip")
  func leftEdge() {
    var surface = surface(6)
    let clip = Rect(column: 1, row: 0, columns: 4, rows: 1)
    surface.write("漢字漢", ink: .text, at: Point(column: 0, row: 0), in: clip)
    #expect(rows(surface) == ["  字  "])
  }

  @Test("Writing over one half blanks the other", arguments: 0..<6)
  func orphan(column: Int) {
    var surface = surface(6)
    surface.write("漢字漢", ink: .text, at: Point(column: 0, row: 0), in: Rect(surface.size))
    surface.write("x", ink: .text, at: Point(column: column, row: 0), in: Rect(surface.size))
    #expect(isWhole(surface))
    #expect(surface[column, 0].glyph.text == "x")
    #expect(rows(surface)[0].filter { $0 == " " }.count == 1)
  }

  @Test("Any order of writes leaves wide glyphs whole")
  func anyOrder() {
    var random = SystemRandomNumberGenerator()
    var surface = surface(9, 3)
    for _ in 0..<2_000 {
      let place = Point(column: .random(in: -3...9, using: &random), row: .random(in: -1...3))
      let clip = Rect(
        column: .random(in: -2...8), row: .random(in: -1...2), columns: .random(in: 0...9), rows: 2)
      switch Int.random(in: 0..<3) {
      case 0: surface.write("a漢b👍", ink: .text, at: place, in: clip)
      case 1: surface.fill(clip, Cell(Glyph("字"), .text))
      default: surface.fill(clip, .blank)
      }
      #expect(isWhole(surface))
    }
  }

  @Test("Nothing is drawn outside the clip")
  func clip() {
    var surface = surface(6, 3)
    let clip = Rect(column: 2, row: 1, columns: 2, rows: 1)
    for row in -1...3 {
      surface.write("abcdefghij", ink: .text, at: Point(column: -1, row: row), in: clip)
    }
    #expect(rows(surface) == ["      ", "  de  ", "      "])
  }

  @Test("A frame has corners, borders and a title that leaves the corner")
  func frame() {
    var surface = surface(12, 3)
    surface.frame(Rect(surface.size), ink: Ink(.border), title: Line("a long title", Ink(.title)))
    #expect(rows(surface) == ["┌ a long … ┐", "│          │", "└──────────┘"])
    #expect(surface[3, 0].ink == Ink(.title))
  }

  @Test("Every scalar below U+0100 is drawn alike, wherever it stands in a text")
  func plainAndNot() {
    for scalar in (UInt32(0)..<256).compactMap(Unicode.Scalar.init) {
      for place in 0..<17 {
        let before = String(repeating: "x", count: place)
        let text = before + String(scalar) + "yy"
        var together = surface(24)
        together.write(text, ink: .text, at: Point(column: 0, row: 0), in: Rect(together.size))
        var apart = surface(24)
        var column = 0
        var glyphs = Glyphs(text)
        while let glyph = glyphs.next() {
          let end = Point(column: column, row: 0)
          column = apart.write(glyph.text, ink: .text, at: end, in: Rect(apart.size))
        }
        #expect(together == apart, "U+\(String(scalar.value, radix: 16)) at \(place)")
      }
    }
  }

  @Test("Paint gives both halves of a wide glyph one ink")
  func paint() {
    var surface = surface(4)
    surface.write("a漢b", ink: .text, at: Point(column: 0, row: 0), in: Rect(surface.size))
    surface.paint(Rect(column: 0, row: 0, columns: 2, rows: 1), Ink(.selected))
    let roles = (0..<4).map { surface[$0, 0].ink.role }
    #expect(roles == [.selected, .selected, .selected, .text])
  }

  @Test("A diff is the changed runs, with wide glyphs whole")
  func diff() {
    var old = surface(10, 2)
    let all = Rect(old.size)
    old.write("ab漢cd", ink: .text, at: Point(column: 0, row: 0), in: all)
    var new = old
    #expect(SurfaceDiff(from: old, to: new).runs.isEmpty)
    new.write("x", ink: .text, at: Point(column: 3, row: 0), in: all)
    new.write("y", ink: .text, at: Point(column: 8, row: 1), in: all)
    #expect(
      SurfaceDiff(from: old, to: new).runs == [
        SurfaceDiff.Run(row: 0, columns: 2..<4), SurfaceDiff.Run(row: 1, columns: 8..<9),
      ])
    let repaint = SurfaceDiff(from: surface(3), to: surface(4, 2))
    #expect(repaint.runs.map(\.columns) == [0..<4, 0..<4])
  }

  @Test("A diff may send a few equal cells again rather than begin another run")
  func joinedDiff() {
    let old = surface(20)
    var new = old
    for column in [1, 5, 15] {
      new.write("x", ink: .text, at: Point(column: column, row: 0), in: Rect(new.size))
    }
    let runs = SurfaceDiff(from: old, to: new, joining: 8).runs
    #expect(runs.map(\.columns) == [1..<6, 15..<16])
  }

  @Test(
    "Plain text written at once is what its letters written one by one are",
    arguments: [0, 1, 2, 3, 17, 19, 20, 25])
  func plain(_ column: Int) {
    let text = "plain words"
    let clip = Rect(column: 1, row: 0, columns: 18, rows: 1)
    var whole = surface(20)
    // Wide glyphs stand where the text's edges may cut them.
    whole.write(
      "漢漢漢漢漢漢漢漢漢漢", ink: .text, at: Point(column: 0, row: 0), in: Rect(whole.size))
    var single = whole
    whole.write(text, ink: Ink(.title), at: Point(column: column, row: 0), in: clip)
    for (offset, letter) in text.enumerated() where column + offset < clip.right {
      single.write(
        String(letter), ink: Ink(.title), at: Point(column: column + offset, row: 0), in: clip)
    }
    #expect(whole == single)
  }
}
