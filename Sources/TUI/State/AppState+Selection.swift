/// Marking text with the mouse.
extension AppState {
  /// One press begins a mark, a second marks the word, a third the line.
  mutating func press(at point: Point, in layout: ScreenLayout, clicks: Int = 1) {
    selection = nil
    pressed = nil
    guard layer == nil, let pane = textPane(at: point, layout),
      let position = position(at: point, in: pane, layout)
    else { return }
    pressed = Selection(pane: pane, anchor: position, head: position)
    hold(pane)
    if clicks == 2 { selection = word(at: position, in: pane) }
    if clicks == 3 { selection = wholeLine(at: position, in: pane) }
  }

  /// A press in the prompt puts the cursor there.
  mutating func placeCursor(at point: Point, in rect: Rect) {
    layOutComposer()
    let top = ComposerView.top(composerLayout, rows: rect.rows)
    let place = Point(column: point.column - rect.column, row: point.row - rect.row + top)
    composer.move(to: composerLayout.element(composer, at: place))
  }

  /// What is under the button stands still while text streams in below.
  private mutating func hold(_ pane: Focus) {
    if pane == .thinking, thinking == .following {
      thinking = .held(top: .init(turn: 0, line: thinkingTop))
      heldByPress = pane
    } else if pane == .response, response == .following, let first = responseLines.first {
      response = .held(top: first.place)
      heldByPress = pane
    }
  }

  private mutating func letGo() {
    if heldByPress == .thinking { thinking = .following }
    if heldByPress == .response { response = .following }
    heldByPress = nil
  }

  private mutating func word(at position: Selection.Position, in pane: Focus) -> Selection? {
    let all = Selection(pane: pane, anchor: position, head: position)
    guard let line = lines(of: all).first?.line, let columns = line.word(at: position.column) else {
      return nil
    }
    return Selection(
      pane: pane, anchor: .init(place: position.place, column: columns.lowerBound),
      head: .init(place: position.place, column: columns.upperBound - 1))
  }

  /// The line of the text, over all rows that the pane's width made of it.
  private mutating func wholeLine(at position: Selection.Position, in pane: Focus) -> Selection? {
    var first = position.place
    while first.line > 0, self.line(first, in: pane)?.joint != .newline { first.line -= 1 }
    var last = position.place
    while let next = self.line(.init(turn: last.turn, line: last.line + 1), in: pane),
      next.joint != .newline
    {
      last.line += 1
    }
    guard let width = self.line(last, in: pane)?.width, width > 0 else { return nil }
    return Selection(
      pane: pane, anchor: .init(place: first, column: 0),
      head: .init(place: last, column: width - 1))
  }

  private mutating func line(_ place: Viewport.Place, in pane: Focus) -> Line? {
    guard pane == .response else {
      return place.line < thoughts.lineCount ? thoughts.line(place.line) : nil
    }
    let layout = transcript.layOut(place.turn)
    return place.line < layout.lineCount ? layout.line(place.line) : nil
  }

  /// Moves the end of the mark; past an edge of the pane its text scrolls along.
  mutating func drag(to point: Point, in layout: ScreenLayout) {
    guard let pressed, let area = area(of: pressed.pane, layout) else { return }
    if point.row < area.row { scroll(pressed.pane, by: -1) }
    if point.row >= area.bottom { scroll(pressed.pane, by: 1) }
    guard let position = position(at: point, in: pressed.pane, layout) else { return }
    selection = Selection(pane: pressed.pane, anchor: pressed.anchor, head: position)
  }

  /// What is marked is copied when the button is let go.
  mutating func release() -> [Command] {
    pressed = nil
    letGo()
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
      guard let columns = selection.columns(of: placed.place, width: .max),
        !placed.line.isOnlyFrame
      else { continue }
      // The bars of code are the pane's, not the text's.
      let frame = placed.line.frameColumns
      let text =
        columns.upperBound > frame
        ? placed.line.text(in: max(columns.lowerBound, frame)..<columns.upperBound) : ""
      var trimmed = text[...]
      while trimmed.last == " " { trimmed.removeLast() }
      if placed.line.joint != .newline, let above = rows.indices.last {
        // What was cut inside code begins with what was written; elsewhere the indentation and the bars
        // of quotes are the pane's.
        let words = frame > 0 ? text[...] : trimmed.drop { $0 == " " || $0 == "▌" }
        rows[above] += (placed.line.joint == .blank ? " " : "") + words
      } else {
        rows.append(String(trimmed))
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
  private func position(
    at point: Point, in pane: Focus, _ layout: ScreenLayout
  ) -> Selection.Position? {
    guard let area = area(of: pane, layout), !area.isEmpty else { return nil }
    let row = min(max(0, point.row - area.row), area.rows - 1)
    let column = min(max(0, point.column - area.column), area.columns - 1)
    if pane == .thinking {
      guard thoughts.lineCount > 0 else { return nil }
      let line = min(thinkingTop + row, thoughts.lineCount - 1)
      return Selection.Position(place: Viewport.Place(turn: 0, line: line), column: column)
    }
    guard let last = responseLines.last else { return nil }
    guard row < responseLines.count else {
      return Selection.Position(place: last.place, column: area.columns - 1)
    }
    return Selection.Position(place: responseLines[row].place, column: column)
  }
}
