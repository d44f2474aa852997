/// What both panes share: their lines, what is marked in them, where they go on.
enum PaneView {
  static func draw(_ pane: Pane, in area: Rect, on surface: inout Surface) {
    for (row, placed) in pane.lines.prefix(area.rows).enumerated() {
      surface.write(placed.line, at: Point(column: area.column, row: area.row + row), in: area)
    }
  }

  /// Shows what is marked with the mouse.
  static func drawSelection(_ pane: Pane, in area: Rect, on surface: inout Surface) {
    guard let selection = pane.selection else { return }
    for (row, placed) in pane.lines.prefix(area.rows).enumerated() {
      guard let columns = selection.columns(of: placed.place, width: area.columns) else { continue }
      surface.paint(
        Rect(
          column: area.column + columns.lowerBound, row: area.row + row, columns: columns.count,
          rows: 1), Ink(.selection))
    }
  }

  /// `↓ 12 lines below` on the lower border, while the reader holds a place above the end.
  static func writeMore(_ lines: Int, in rect: Rect, on surface: inout Surface) {
    guard lines > 0 else { return }
    let words = ViewMessages.below(lines: lines)
    let column = rect.right - words.count - 2
    guard column > rect.column else { return }
    surface.write(
      Line(SafeText(foreign: words), Ink(.notice)), at: Point(column: column, row: rect.bottom - 1),
      in: rect)
  }
}
