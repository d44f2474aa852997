import Engine

/// A list to choose from: what was typed, then the rows that fit it.
enum ListView {
  static func draw<ID>(
    _ picker: Picker<ID>, title: String, empty: String = LayersMessages.nothingMatches,
    columns: Int = 92, in screen: Rect, on surface: inout Surface
  ) -> Point {
    let box = LayerBox.rect(columns: columns, rows: max(1, picker.matches.count) + 3, in: screen)
    LayerBox.open(box, title: title, on: &surface)
    return draw(picker, empty: empty, inside: box.inset(columns: 2, rows: 1), on: &surface)
  }

  /// Draws the list in a box that is open; returns where the cursor stands.
  ///
  /// - Parameter empty: said where there is no row.
  static func draw<ID>(
    _ picker: Picker<ID>, empty: String = LayersMessages.nothingMatches, inside text: Rect,
    on surface: inout Surface
  ) -> Point {
    let rows = picker.matches
    let query = Line([
      Span("› ", Ink(.prompt)),
      Span(SafeText(foreign: picker.query), Ink(.overlay)),
    ])
    surface.write(query, at: Point(column: text.column, row: text.row), in: text)
    let wanted = FuzzyMatch(picker.query)
    let visible = max(0, text.rows - 1)
    let top = max(0, min(picker.selected - visible + 1, rows.count - visible))
    // What is said of the rows in view stands under each other, where that leaves room for it.
    let widest = rows.dropFirst(top).prefix(visible).map { Glyph.width(of: $0.text) }.max() ?? 0
    let column = min(widest, text.columns / 2)
    for row in 0..<visible where top + row < rows.count {
      let entry = rows[top + row]
      let isSelected = top + row == picker.selected
      let ink = Ink(isSelected ? .selected : entry.disabledReason == nil ? .overlay : .disabled)
      let place = Point(column: text.column, row: text.row + 1 + row)
      if isSelected {
        surface.fill(
          Rect(column: text.column, row: place.row, columns: text.columns, rows: 1),
          Cell(.space, ink))
      }
      let detail = entry.disabledReason ?? entry.detail
      surface.write(
        Line(
          [Span(SafeText(foreign: isSelected ? "▸ " : "  "), ink)] + wanted.marked(entry.text, ink)
            + [
              Span(
                SafeText(foreign: gap(after: entry.text, to: column) + detail),
                isSelected ? ink : Ink(.faint))
            ]), at: place, in: text)
    }
    if rows.isEmpty {
      surface.write(
        Line(SafeText(foreign: empty), Ink(.faint)),
        at: Point(column: text.column, row: text.row + 1), in: text)
    }
    return Point(column: text.column + 2 + Glyph.width(of: picker.query), row: text.row)
  }

  private static func gap(after text: String, to column: Int) -> String {
    String(repeating: " ", count: max(0, column - Glyph.width(of: text)) + 2)
  }
}
