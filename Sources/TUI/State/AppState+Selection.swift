/// Marking text with the mouse.
extension AppState {
  mutating func press(at point: Point, in layout: ScreenLayout) {
    selection = nil
    pressed = nil
    guard overlay == nil, let pane = textPane(at: point, layout),
      let spot = spot(at: point, in: pane, layout)
    else { return }
    pressed = Selection(pane: pane, anchor: spot, head: spot)
  }

  /// Moves the end of the mark; past an edge of the pane its text scrolls along.
  mutating func drag(to point: Point, in layout: ScreenLayout) {
    guard let pressed, let area = area(of: pressed.pane, layout) else { return }
    if point.row < area.row { scroll(pressed.pane, by: -1) }
    if point.row >= area.bottom { scroll(pressed.pane, by: 1) }
    guard let spot = spot(at: point, in: pressed.pane, layout) else { return }
    selection = Selection(pane: pressed.pane, anchor: pressed.anchor, head: spot)
  }

  /// What is marked is copied when the button is let go.
  mutating func release() -> [Command] {
    pressed = nil
    guard let selection else { return [] }
    let text = selectedText(selection)
    guard text.contains(where: { !$0.isWhitespace }) else { return [] }
    return [.copy(CopyRequest("the selection", text))]
  }

  /// The marked text without the pane's indentation and the blanks at line ends; what only the
  /// pane's width broke is one line again.
  mutating func selectedText(_ selection: Selection) -> String {
    var rows: [String] = []
    for placed in lines(of: selection) {
      guard let columns = selection.columns(of: placed.place, width: .max) else { continue }
      var text = placed.line.text(in: columns)
      while text.last == " " { text.removeLast() }
      if placed.line.joint != .newline, let above = rows.indices.last {
        // Its indentation and the bars of quotes are the pane's, not the text's.
        let words = text.drop { $0 == " " || $0 == "▌" }
        rows[above] += (placed.line.joint == .blank ? " " : "") + words
      } else {
        rows.append(text)
      }
    }
    let indent = rows.dropFirst().filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min()
    return rows.enumerated().map { index, row in
      let blanks = row.prefix { $0 == " " }.count
      return String(row.dropFirst(min(blanks, index == 0 ? blanks : indent ?? 0)))
    }.joined(separator: "\n")
  }

  private mutating func lines(of selection: Selection) -> [PlacedLine] {
    let (first, last) = (selection.first.place, selection.last.place)
    guard selection.pane == .thinking else {
      // What is marked was scrolled over, so it is laid out; a cap keeps a slip cheap.
      return transcript.lines(from: first, rows: 20_000).filter {
        ($0.place.turn, $0.place.line) <= (last.turn, last.line)
      }
    }
    let end = min(last.line + 1, thoughts.lineCount)
    guard first.line < end else { return [] }
    return (first.line..<end).map {
      PlacedLine(place: Viewport.Place(turn: 0, line: $0), line: thoughts.line($0))
    }
  }

  private func area(of pane: Focus, _ layout: ScreenLayout) -> Rect? {
    pane == .thinking ? layout.thinkingText : layout.responseText
  }

  private func textPane(at point: Point, _ layout: ScreenLayout) -> Focus? {
    [Focus.thinking, .response].first { area(of: $0, layout)?.contains(point) == true }
  }

  /// The cell of the text under a point, or the nearest one.
  private func spot(at point: Point, in pane: Focus, _ layout: ScreenLayout) -> Selection.Spot? {
    guard let area = area(of: pane, layout), !area.isEmpty else { return nil }
    let row = min(max(0, point.row - area.row), area.rows - 1)
    let column = min(max(0, point.column - area.column), area.columns - 1)
    if pane == .thinking {
      guard thoughts.lineCount > 0 else { return nil }
      let line = min(thinkingTop + row, thoughts.lineCount - 1)
      return Selection.Spot(place: Viewport.Place(turn: 0, line: line), column: column)
    }
    guard let last = responseLines.last else { return nil }
    guard row < responseLines.count else {
      return Selection.Spot(place: last.place, column: area.columns - 1)
    }
    return Selection.Spot(place: responseLines[row].place, column: column)
  }
}
