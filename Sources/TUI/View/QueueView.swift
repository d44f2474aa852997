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

/// What came up during the conversation, newest last; Esc takes them away.
enum NoticeView {
  static func draw(_ state: AppState, in rect: Rect, on surface: inout Surface) {
    let notices = state.session.notices.suffix(rect.rows)
    let hidden = state.session.notices.count - notices.count
    for (row, notice) in notices.enumerated() {
      let isLast = row == notices.count - 1
      let count = hidden > 0 ? ViewMessages.more(hidden) : ""
      let more = isLast ? count + ViewMessages.escapeCloses : ""
      let room = Line(SafeText(foreign: notice.text), Ink(.notice))
        .truncated(to: max(1, rect.columns - 3 - Glyph.width(of: more)))
      let line = Line(
        [Span(" ! ", Ink(.warning))] + room.spans + [Span(SafeText(foreign: more), Ink(.faint))])
      surface.write(line, at: Point(column: rect.column, row: rect.row + row), in: rect)
    }
  }
}
