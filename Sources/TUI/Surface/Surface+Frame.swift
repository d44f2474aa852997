extension Surface {
  /// Draws a box on the edge of a rectangle, with a title in its upper border.
  package mutating func frame(_ rect: Rect, ink: Ink, title: Line? = nil) {
    guard rect.columns >= 2, rect.rows >= 2 else { return }
    let border = String(repeating: "─", count: rect.columns - 2)
    let corner = Point(column: rect.column, row: rect.row)
    write("┌" + border + "┐", ink: ink, at: corner, in: rect)
    write(
      "└" + border + "┘", ink: ink, at: Point(column: rect.column, row: rect.bottom - 1), in: rect)
    for row in (rect.row + 1)..<max(rect.row + 1, rect.bottom - 1) {
      write("│", ink: ink, at: Point(column: rect.column, row: row), in: rect)
      write("│", ink: ink, at: Point(column: rect.right - 1, row: row), in: rect)
    }
    if let title { writeTitle(title, ink: ink, in: rect) }
  }

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
