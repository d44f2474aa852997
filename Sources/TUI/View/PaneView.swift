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

  /// `↓ 12 lines below`, while the reader holds a place above the end.
  static func more(_ lines: Int) -> String? {
    lines > 0 ? ViewMessages.below(lines: lines) : nil
  }
}
