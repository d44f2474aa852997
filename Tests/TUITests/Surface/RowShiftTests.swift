import Testing

@testable import TUI

@Suite("Rows that moved")
struct RowShiftTests {
  private static let size = Size(columns: 20, rows: 12)

  /// Two rows that stand still, then lines from a place on, then a row that stands still.
  private func picture(_ lines: [String], from top: Int) -> Surface {
    var surface = Surface(Self.size)
    let texts = ["title", "────", ""] + lines[top..<top + 8] + ["status"]
    for (row, text) in texts.enumerated() {
      surface.write(text, ink: .text, at: Point(column: 0, row: row), in: Rect(Self.size))
    }
    return surface
  }

  private func lines(_ period: Int) -> [String] {
    (0..<30).map { "line \($0 % period) of many" }
  }

  private func diff(_ old: Surface, _ new: Surface) -> SurfaceDiff {
    SurfaceDiff(from: old, to: new, joining: 8, shifting: true)
  }

  @Test("A text that scrolls is moved, also one whose lines repeat", arguments: [30, 10])
  func scrolls(period: Int) {
    for step in [1, 2, 3, -1, -2, -3] {
      let diff = diff(picture(lines(period), from: 5), picture(lines(period), from: 5 + step))
      #expect(diff.shift == RowShift(rows: 3..<11, up: step))
      let fresh = step > 0 ? Array(11 - step..<11) : Array(3..<3 - step)
      #expect(diff.runs.map(\.row) == fresh)
      #expect(diff.runs.allSatisfy { $0.columns == 0..<20 })
    }
  }

  @Test("A line that grew before the next began moves along, and only its end is sent")
  func growing() {
    var (before, after) = (lines(30), lines(30))
    before[13] = ""
    before[12] = "grow"
    after[12] = "growing on"
    after[13] = "next"
    let diff = diff(picture(before, from: 5), picture(after, from: 6))
    #expect(diff.shift == RowShift(rows: 3..<11, up: 1))
    #expect(
      diff.runs == [
        SurfaceDiff.Run(row: 9, columns: 4..<10), SurfaceDiff.Run(row: 10, columns: 0..<20),
      ])
  }

  @Test("Few rows, or others, are sent as they are")
  func others() {
    #expect(diff(picture(lines(30), from: 5), picture(lines(30), from: 5)).isEmpty)
    #expect(diff(picture(lines(30), from: 0), picture(lines(30), from: 9)).shift == nil)
    var few = picture(lines(30), from: 5)
    few.write("other", ink: .text, at: Point(column: 0, row: 5), in: Rect(Self.size))
    let diff = diff(picture(lines(30), from: 5), few)
    #expect(diff.shift == nil)
    #expect(diff.runs.count == 1)
  }

  @Test("Blank rows that a shift would bring are not worth the text it spoils")
  func spoiling() {
    let size = Size(columns: 20, rows: 26)
    func picture(_ card: String) -> Surface {
      var surface = Surface(size)
      for row in 0..<16 {
        let text = row < 6 ? card : "still \(row)"
        surface.write(text, ink: .text, at: Point(column: 0, row: row), in: Rect(size))
      }
      surface.write(
        "status \(card)", ink: .text, at: Point(column: 0, row: 25), in: Rect(size))
      return surface
    }
    #expect(diff(picture("card"), picture("")).shift == nil)
  }

  @Test("What is known of rows moves with them")
  func moved() {
    #expect(
      RowShift(rows: 1..<4, up: 1).moved([9, 1, 2, 3, 8], blank: 0) == [9, 2, 3, 0, 8])
    #expect(
      RowShift(rows: 1..<4, up: -2).moved([9, 1, 2, 3, 8], blank: 0) == [9, 0, 0, 1, 8])
  }
}
