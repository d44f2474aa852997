import Engine

/// What could be completed, in a box that stands on the prompt.
enum CompletionView {
  /// More would hide what is being talked about.
  static let most = 8

  static func draw(_ completion: Completion, above composer: Rect, on surface: inout Surface) {
    let picker = completion.picker
    let rows = min(most, picker.matches.count, composer.row - 2)
    guard rows > 0 else { return }
    let columns = min(84, composer.columns)
    let box = Rect(column: 0, row: composer.row - rows - 2, columns: columns, rows: rows + 2)
    surface.fill(box, Cell(.space, Ink(.overlay)))
    surface.frame(
      box, ink: Ink(.overlayBorder),
      title: Line(
        SafeText(foreign: ViewMessages.completion(title: completion.title)), Ink(.title)))
    let text = box.inset(columns: 1, rows: 1)
    let top = max(0, min(picker.selected - rows + 1, picker.matches.count - rows))
    let names = picker.matches[top..<top + rows].reduce(0) { max($0, Glyph.width(of: $1.text)) }
    for row in 0..<rows {
      let entry = picker.matches[top + row]
      draw(
        entry, isSelected: top + row == picker.selected, names: min(names, columns / 2),
        wanted: FuzzyMatch(picker.query),
        at: Point(column: text.column, row: text.row + row), in: text, on: &surface)
    }
  }

  private static func draw(
    _ row: Picker<String>.Row, isSelected: Bool, names: Int, wanted: FuzzyMatch, at place: Point,
    in text: Rect,
    on surface: inout Surface
  ) {
    let name = Ink(isSelected ? .selected : row.disabledReason == nil ? .overlay : .disabled)
    let more = isSelected ? name : Ink(row.disabledReason == nil ? .faint : .disabled)
    if isSelected {
      surface.fill(
        Rect(column: text.column, row: place.row, columns: text.columns, rows: 1),
        Cell(.space, name))
    }
    let pad = String(repeating: " ", count: max(0, names - Glyph.width(of: row.text)) + 2)
    let detail = row.disabledReason.map(CommandsMessages.notNow) ?? row.detail
    let line = Line(
      [Span(SafeText(foreign: isSelected ? "▸ " : "  "), name)] + wanted.marked(row.text, name)
        + [Span(SafeText(foreign: pad), name), Span(SafeText(foreign: detail), more)])
    surface.write(line.truncated(to: text.columns), at: place, in: text)
  }
}
