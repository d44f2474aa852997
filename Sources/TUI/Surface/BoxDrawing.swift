extension Surface {
  /// Draws a box on the edge of a rectangle, with a title in its upper border.
  package mutating func frame(_ rect: Rect, ink: Ink, title: Line? = nil) {
    guard rect.columns >= 2, rect.rows >= 2 else { return }
    let (right, bottom) = (rect.right - 1, rect.bottom - 1)
    func draw(_ glyph: Glyph, _ column: Int, _ row: Int, columns: Int = 1, rows: Int = 1) {
      fill(Rect(column: column, row: row, columns: columns, rows: rows), Cell(glyph, ink))
    }
    draw(Self.horizontal, rect.column + 1, rect.row, columns: rect.columns - 2)
    draw(Self.horizontal, rect.column + 1, bottom, columns: rect.columns - 2)
    draw(Self.vertical, rect.column, rect.row + 1, rows: rect.rows - 2)
    draw(Self.vertical, right, rect.row + 1, rows: rect.rows - 2)
    for (corner, column, row) in [
      ("┌", rect.column, rect.row), ("┐", right, rect.row), ("└", rect.column, bottom),
      ("┘", right, bottom),
    ] { draw(Glyph(corner), column, row) }
    if let title { writeTitle(title, ink: ink, in: rect) }
  }

  private static let horizontal = Glyph("─")
  private static let vertical = Glyph("│")

  /// A blank on each side, and the border's corner always visible.
  private mutating func writeTitle(_ title: Line, ink: Ink, in rect: Rect) {
    let room = rect.columns - 4
    guard room > 0, !title.spans.isEmpty else { return }
    let shown = title.truncated(to: room)
    var place = Point(column: rect.column + 1, row: rect.row)
    place.column = write(" ", ink: ink, at: place, in: rect)
    place.column = write(shown, at: place, in: rect)
    write(" ", ink: ink, at: place, in: rect)
  }
}
