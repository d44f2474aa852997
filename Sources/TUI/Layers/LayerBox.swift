/// The frame that a layer stands in.
enum LayerBox {
  static func rect(columns: Int, rows: Int, in screen: Rect) -> Rect {
    let columns = min(columns, screen.columns - 2)
    let rows = min(rows, screen.rows - 2)
    return Rect(
      column: (screen.columns - columns) / 2, row: (screen.rows - rows) / 3 + 1,
      columns: columns, rows: rows
    ).intersection(screen)
  }

  static func open(
    _ box: Rect, title: String, keys: [KeyHint] = [], on surface: inout Surface
  ) {
    // What is behind ends a column before the frame.
    surface.fill(box.inset(columns: -1), Cell(.space, Ink(.overlay)))
    surface.frame(box, ink: Ink(.overlayBorder), title: Line(SafeText(foreign: title), Ink(.title)))
    let foot = KeyLine.foot(keys, width: box.columns - 4)
    guard !foot.spans.isEmpty else { return }
    surface.write(foot, at: Point(column: box.column + 2, row: box.bottom - 1), in: box)
  }

  /// A frame as high as its lines need, with those that are in view.
  static func draw(
    _ lines: [Line], top: Int, title: String, columns: Int, in screen: Rect,
    on surface: inout Surface
  ) {
    let box = rect(columns: columns, rows: lines.count + 2, in: screen)
    open(box, title: title, on: &surface)
    let text = box.inset(columns: 2, rows: 1)
    let first = min(top, max(0, lines.count - text.rows))
    for row in 0..<text.rows where first + row < lines.count {
      surface.write(
        lines[first + row], at: Point(column: text.column, row: text.row + row), in: text)
    }
  }
}
