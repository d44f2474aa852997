/// Shows what is marked with the mouse.
enum SelectionView {
  static func draw(_ state: AppState, in layout: ScreenLayout, on surface: inout Surface) {
    guard let selection = state.selection else { return }
    let area = selection.pane == .thinking ? layout.thinkingText : layout.responseText
    guard let area else { return }
    for row in 0..<area.rows {
      guard let place = place(row, selection.pane, state),
        let columns = selection.columns(of: place, width: area.columns)
      else { continue }
      surface.paint(
        Rect(
          column: area.column + columns.lowerBound, row: area.row + row, columns: columns.count,
          rows: 1), Ink(.selection))
    }
  }

  private static func place(_ row: Int, _ pane: Focus, _ state: AppState) -> Viewport.Place? {
    if pane == .thinking {
      let line = state.thinkingTop + row
      return line < state.thoughts.lineCount ? Viewport.Place(turn: 0, line: line) : nil
    }
    return row < state.responseLines.count ? state.responseLines[row].place : nil
  }
}
