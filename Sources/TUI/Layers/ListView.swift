import Engine

/// What stands around the rows of a list.
struct ListForm {
  var title: String
  /// Over the columns: of the rows' text, then of their cells.
  var headings: [String] = []
  var keys: [KeyHint] = []
  /// Said where there is no row.
  var empty = LayersMessages.nothingMatches
  /// Stands where nothing is typed yet.
  var invitation = ""
  /// How wide its box may become.
  var columns = 92
}

/// A list to choose from: what was typed, headings where it is a table, then the rows that fit.
enum ListView {
  /// With less height than this the rows have all of it.
  private static let leastForHeadings = 16

  static func draw<ID>(
    _ picker: Picker<ID>, _ form: ListForm, in screen: Rect, on surface: inout Surface
  ) -> Point {
    var form = form
    if screen.rows < leastForHeadings || !picker.matches.contains(where: { !$0.cells.isEmpty }) {
      form.headings = []
    }
    let rows = max(1, picker.matches.count) + 3 + (form.headings.isEmpty ? 0 : 1)
    let box = LayerBox.rect(columns: form.columns, rows: rows, in: screen)
    LayerBox.open(box, title: form.title, keys: form.keys, on: &surface)
    return draw(picker, form, inside: box.inset(columns: 2, rows: 1), on: &surface)
  }

  /// Draws the list in a box that is open; returns where the cursor stands.
  static func draw<ID>(
    _ picker: Picker<ID>, _ form: ListForm, inside text: Rect, on surface: inout Surface
  ) -> Point {
    let rows = picker.matches
    let query = Line([
      Span("› ", Ink(.key)),
      picker.query.isEmpty
        ? Span(SafeText(foreign: form.invitation), Ink(.faint))
        : Span(SafeText(foreign: picker.query), Ink(.overlay)),
    ])
    surface.write(
      query.truncated(to: text.columns), at: Point(column: text.column, row: text.row), in: text)
    var place = Point(column: text.column, row: text.row + 1)
    let visible = max(0, text.rows - 1 - (form.headings.isEmpty ? 0 : 1))
    let top = max(0, min(picker.selected - visible + 1, rows.count - visible))
    let shown = rows.dropFirst(top).prefix(visible)
    let columns = ListColumns(Array(shown), form.headings, width: text.columns - 2)
    if !form.headings.isEmpty {
      let head = form.headings.first ?? ""
      let line = "  " + head + columns.words(form.headings.dropFirst(), after: head)
      let words = Line(SafeText(foreign: line), Ink(.faint)).truncated(to: text.columns)
      surface.write(words, at: place, in: text)
      place.row += 1
    }
    let wanted = FuzzyMatch(picker.query)
    for (index, entry) in zip(shown.indices, shown) {
      let isSelected = index == picker.selected
      let ink = Ink(isSelected ? .selected : entry.disabledReason == nil ? .overlay : .disabled)
      if isSelected {
        surface.fill(
          Rect(column: text.column, row: place.row, columns: text.columns, rows: 1),
          Cell(.space, ink))
      }
      let words =
        entry.disabledReason == nil && !entry.cells.isEmpty
        ? columns.words(entry.cells[...], after: entry.text)
        : columns.gap(after: entry.text) + (entry.disabledReason ?? entry.detail)
      var line = Line(
        [Span(SafeText(foreign: isSelected ? "▸ " : "  "), ink)] + wanted.marked(entry.text, ink))
      // Why a row cannot be chosen is read to its end, as far as it leaves half the row to the row's own words.
      if entry.disabledReason != nil {
        line = line.truncated(to: max(text.columns / 2, text.columns - Glyph.width(of: words)))
      }
      line.spans.append(Span(SafeText(foreign: words), isSelected ? ink : Ink(.faint)))
      surface.write(line.truncated(to: text.columns), at: place, in: text)
      let isFirst = index == shown.startIndex || rows[index - 1].group != entry.group
      if isFirst, picker.query.isEmpty, !entry.group.isEmpty {
        let group = Line(SafeText(foreign: " " + entry.group), isSelected ? ink : Ink(.faint))
        let column = text.right - group.width
        if column > place.column + line.width {
          surface.write(group, at: Point(column: column, row: place.row), in: text)
        }
      }
      place.row += 1
    }
    if rows.isEmpty {
      surface.write(
        Line(SafeText(foreign: form.empty), Ink(.faint)),
        at: Point(column: text.column, row: text.row + 1), in: text)
    }
    return Point(column: text.column + 2 + Glyph.width(of: picker.query), row: text.row)
  }
}

/// How wide the columns of a list are, by the rows in view: what they say stands under each other.
struct ListColumns {
  private let text: Int
  private let cells: [Int]
  /// Between two columns: one where the widest row would be cut with two.
  private let gap: Int

  init<ID>(_ rows: [Picker<ID>.Row], _ headings: [String], width: Int) {
    let names =
      rows.map { Glyph.width(of: $0.text) } + headings.prefix(1).map { Glyph.width(of: $0) }
    text = min(names.max() ?? 0, width / 2)
    // The last cell of a row stands before nothing.
    let tables = rows.map(\.cells) + (headings.isEmpty ? [] : [Array(headings.dropFirst())])
    let count = tables.map(\.count).max() ?? 0
    let cells = (0..<count).map { column in
      tables.map { column < $0.count - 1 ? Glyph.width(of: $0[column]) : 0 }.max() ?? 0
    }
    self.cells = cells
    let text = text
    let widest = rows.map { row in
      max(text, Glyph.width(of: row.text)) + cells.prefix(max(0, row.cells.count - 1)).reduce(0, +)
        + Glyph.width(of: row.cells.last ?? "") + 2 * row.cells.count
    }
    gap = widest.max() ?? 0 <= width ? 2 : 1
  }

  func gap(after words: String) -> String { blank(text - Glyph.width(of: words)) }

  func words(_ row: ArraySlice<String>, after words: String) -> String {
    var line = gap(after: words)
    for (column, cell) in row.enumerated() {
      line += cell
      guard column + 1 < row.count else { break }
      line += blank(cells[column] - Glyph.width(of: cell))
    }
    return line
  }

  private func blank(_ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns) + gap)
  }
}
