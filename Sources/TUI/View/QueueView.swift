import Engine

/// Prompts that wait for the reply or the load to end, the next one first.
enum QueueView {
  static func draw(_ state: AppState, in rect: Rect, on surface: inout Surface) {
    let queue = state.session.queue
    for row in 0..<rect.rows {
      let hidden = queue.count - rect.rows
      let more = row == rect.rows - 1 && hidden > 0 ? ViewMessages.more(hidden) : ""
      let text = Sanitizer.sanitize(String(queue[row].text.prefix(200).prefix { $0 != "\n" }))
      let line = Line([
        Span(" ⋯ ", Ink(.notice)), Span(SafeText(foreign: text + more), Ink(.faint)),
      ])
      surface.write(line, at: Point(column: rect.column, row: rect.row + row), in: rect)
    }
  }
}
