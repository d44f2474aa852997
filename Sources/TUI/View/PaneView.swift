/// What both panes share: their lines, what is marked in them, where they go on.
enum PaneView {
  static func draw(_ pane: Pane, in area: Rect, on surface: inout Surface) {
    for (row, placed) in pane.lines.prefix(area.rows).enumerated() {
      let shift = pane.shift(of: placed.line, width: area.columns)
      let place = Point(column: area.column - shift, row: area.row + row)
      let end = surface.write(placed.line, at: place, in: area)
      // Only a table is wider than its pane: a sign says where it goes on.
      if end >= area.right, placed.line.width - shift > area.columns {
        surface.write(
          Line("›", Ink(.key)), at: Point(column: area.right - 1, row: place.row), in: area)
      }
      if shift > 0 {
        surface.write(
          Line("‹", Ink(.key)), at: Point(column: area.column, row: place.row), in: area)
      }
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

  /// `↓ 12 lines below`, while the reader holds a place above the end.
  static func more(_ lines: Int) -> String? {
    lines > 0 ? ViewMessages.below(lines: lines) : nil
  }
}
