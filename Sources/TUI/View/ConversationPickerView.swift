import Engine

/// Kept conversations, and below them what the chosen one says.
enum ConversationPickerView {
  /// With less height than this the list has all of it.
  private static let leastRows = 14

  static func draw(
    _ picker: Picker, _ state: AppState, in screen: Rect, on surface: inout Surface
  ) -> Point {
    guard screen.rows >= leastRows else {
      return PickerView.draw(picker, in: screen, on: &surface)
    }
    let box = OverlayView.box(columns: 110, rows: screen.rows, in: screen)
    OverlayView.open(box, title: picker.title, on: &surface)
    let text = box.inset(columns: 2, rows: 1)
    let listRows = min(max(1, picker.matches.count) + 1, text.rows * 2 / 5)
    let list = Rect(column: text.column, row: text.row, columns: text.columns, rows: listRows)
    let preview = Rect(
      column: text.column, row: text.row + listRows + 1, columns: text.columns,
      rows: text.rows - listRows - 1)
    let rule = Line(String(repeating: "─", count: text.columns), Ink(.overlayBorder))
    surface.write(rule, at: Point(column: text.column, row: preview.row - 1), in: text)
    for (row, line) in lines(picker, state, in: preview).enumerated() {
      surface.write(line, at: Point(column: preview.column, row: preview.row + row), in: preview)
    }
    return PickerView.draw(picker, inside: list, on: &surface)
  }

  /// The end of the conversation; of a turn that a search found, what stands around its words.
  private static func lines(_ picker: Picker, _ state: AppState, in preview: Rect) -> [Line] {
    guard let choice = picker.choice,
      let place = ConversationRows.place(choice, state.session.kept),
      let shown = state.session.kept.preview, shown.conversation == place.conversation,
      shown.turn == place.turn
    else { return [] }
    var lines: [Line] = []
    for exchange in shown.exchanges {
      if !lines.isEmpty { lines.append(Line()) }
      lines += said("you", .you, exchange.prompt, preview.columns)
      lines += said("thinking", .thinking, exchange.thinking, preview.columns)
      lines += said("model", .model, exchange.answer, preview.columns)
    }
    guard lines.count > preview.rows else { return lines }
    let wanted = FuzzyMatch(picker.query)
    let found = place.turn == nil ? nil : lines.firstIndex { wanted.isIn($0.text) }
    let top = found.map { max(0, $0 - preview.rows / 2) } ?? lines.count - preview.rows
    return Array(lines[min(top, lines.count - preview.rows)...].prefix(preview.rows))
  }

  private static func said(
    _ name: String, _ role: Role, _ text: String, _ width: Int
  ) -> [Line] {
    guard !text.isEmpty else { return [] }
    let lines = Washer.wash(text).split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { Wrap.lines([Span(String($0), Ink(.overlay))], width: max(1, width - 2)) }
    return [Line(name, Ink(role))] + lines.map { Line([Span("  ", Ink(.overlay))] + $0.spans) }
  }
}
