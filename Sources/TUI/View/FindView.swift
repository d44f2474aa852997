import Engine

/// The line that asks what to find, and the matches in the pane.
enum FindView {
  /// Draws both; returns where the cursor goes, `nil` while nothing is searched.
  static func draw(_ state: AppState, _ layout: ScreenLayout, on surface: inout Surface) -> Point? {
    guard let pane = state.searched, let find = state[pane].find else { return nil }
    if let area = state.area(of: pane) { mark(find, state[pane], in: area, on: &surface) }
    return drawLine(find, of: pane, in: layout.stages, on: &surface)
  }

  private static func drawLine(
    _ find: Find, of pane: Focus, in rect: Rect, on surface: inout Surface
  ) -> Point {
    surface.fill(rect, Cell(.space, Ink(.text)))
    let label = ViewMessages.find(inThinking: pane == .thinking)
    let query = Sanitizer.sanitize(find.query)
    var line = Line([
      Span(SafeText(foreign: label), Ink(.prompt)), Span(SafeText(foreign: query), Ink(.input)),
    ])
    let column = rect.column + line.width
    line.append(
      Span(SafeText(foreign: "   " + find.count), Ink(find.matches.isEmpty ? .warning : .notice)))
    line.append(Span(ViewMessages.findKeys, Ink(.faint)))
    surface.write(line, at: Point(column: rect.column, row: rect.row), in: rect)
    return Point(column: min(column, rect.right - 1), row: rect.row)
  }

  private static func mark(
    _ find: Find, _ pane: Pane, in area: Rect, on surface: inout Surface
  ) {
    guard !find.matches.isEmpty else { return }
    for (row, placed) in pane.lines.prefix(area.rows).enumerated() {
      mark(find, placed.place, placed.line, row: row, in: area, on: &surface)
    }
  }

  private static func mark(
    _ find: Find, _ place: Viewport.Place, _ line: Line, row: Int, in text: Rect,
    on surface: inout Surface
  ) {
    let bytes = Array(line.text.lowercased().utf8)
    for range in find.ranges(at: place, length: bytes.count) {
      let cut = range.bytes.clamped(to: 0..<bytes.count)
      let start = width(bytes[..<cut.lowerBound])
      let columns = width(bytes[cut])
      let rect = Rect(
        column: text.column + start, row: text.row + row, columns: columns, rows: 1)
      surface.paint(
        rect.intersection(text), Ink(.match, range.isCurrent ? [.bold, .underline] : []))
    }
  }

  private static func width(_ bytes: ArraySlice<UInt8>) -> Int {
    Glyph.width(of: String(decoding: bytes, as: UTF8.self))
  }
}
