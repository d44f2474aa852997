/// Marking the text of a pane with the mouse; points and areas are cells of the screen.
extension Pane {
  /// One press begins a mark, a second marks the word, a third the line.
  mutating func press(at point: Point, in area: Rect, clicks: Int) {
    guard let position = position(at: point, in: area) else { return }
    pressed = position
    holdForPress()
    if clicks == 2 { selection = word(at: position) }
    if clicks == 3 { selection = wholeLine(at: position) }
  }

  /// Moves the end of the mark; past an edge of the pane its text scrolls along.
  mutating func drag(to point: Point, in area: Rect) {
    guard let pressed else { return }
    if point.row < area.row { scroll(by: -1, rows: area.rows) }
    if point.row >= area.bottom { scroll(by: 1, rows: area.rows) }
    guard let head = position(at: point, in: area) else { return }
    selection = Selection(anchor: pressed, head: head)
  }

  mutating func unmark() {
    selection = nil
    pressed = nil
  }

  /// The marked text without the pane's indentation and the blanks at line ends; what only the
  /// pane's width broke is one line again. `nil` when nothing is marked.
  mutating func markedText() -> String? {
    guard let selection else { return nil }
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
        // of quotes are the pane's, and so are the blanks that fill a prompt's tint.
        let isTinted = placed.line.spans.first?.ink.role == .you
        let words =
          isTinted ? trimmed : frame > 0 ? text[...] : trimmed.drop { $0 == " " || $0 == "▌" }
        rows[above] += (placed.line.joint == .blank ? " " : "") + words
      } else {
        rows.append(String(trimmed))
      }
    }
    return Self.withoutIndent(rows)
  }

  private static func withoutIndent(_ rows: [String]) -> String {
    let indent = rows.dropFirst().filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min()
    return rows.enumerated().map { index, row in
      let blanks = row.prefix { $0 == " " }.count
      return String(row.dropFirst(min(blanks, index == 0 ? blanks : indent ?? 0)))
    }.joined(separator: "\n")
  }

  /// What is marked was scrolled over, so it is laid out; a cap keeps a slip cheap.
  private mutating func lines(of selection: Selection) -> [PlacedLine] {
    let (first, last) = (selection.first.place, selection.last.place)
    let rows = first.turn == last.turn ? last.line - first.line + 1 : 20_000
    return text.lines(from: first, rows: min(rows, 20_000)).filter { $0.place <= last }
  }

  private mutating func word(at position: Selection.Position) -> Selection? {
    guard let columns = text.line(at: position.place)?.word(at: position.column) else { return nil }
    return Selection(
      anchor: .init(place: position.place, column: columns.lowerBound),
      head: .init(place: position.place, column: columns.upperBound - 1))
  }

  /// The line of the text, over all rows that the pane's width made of it.
  private mutating func wholeLine(at position: Selection.Position) -> Selection? {
    var first = position.place
    while first.line > 0, text.line(at: first)?.joint != .newline { first.line -= 1 }
    var last = position.place
    while let next = text.line(at: .init(turn: last.turn, line: last.line + 1)),
      next.joint != .newline
    {
      last.line += 1
    }
    guard let width = text.line(at: last)?.width, width > 0 else { return nil }
    return Selection(
      anchor: .init(place: first, column: 0), head: .init(place: last, column: width - 1))
  }

  /// The cell of the text under a point, or the nearest one.
  private func position(at point: Point, in area: Rect) -> Selection.Position? {
    guard !area.isEmpty, let last = lines.last else { return nil }
    let row = min(max(0, point.row - area.row), area.rows - 1)
    let column = min(max(0, point.column - area.column), area.columns - 1)
    guard row < lines.count else {
      return Selection.Position(place: last.place, column: area.columns - 1)
    }
    return Selection.Position(place: lines[row].place, column: column)
  }
}
