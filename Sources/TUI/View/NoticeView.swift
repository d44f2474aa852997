import Engine

/// What came up during the conversation, newest last; Esc takes them away.
enum NoticeView {
  static func draw(_ lines: [Line], in rect: Rect, on surface: inout Surface) {
    for (row, line) in lines.enumerated() {
      surface.write(line, at: Point(column: rect.column, row: rect.row + row), in: rect)
    }
  }

  /// The newest that fit, each to its end: a remedy stands there. Only one that is too long alone is cut.
  static func lines(_ state: borrowing AppState) -> [Line] {
    let (notices, size) = (state.session.notices, state.size)
    // The empty conversation has room for all of them.
    guard !state.session.transcript.isEmpty, let newest = notices.last else { return [] }
    let room = max(2, size.rows / 8)
    var fitting = wrapped(newest, hidden: notices.count - 1, size.columns)
    for shown in stride(from: 2, through: min(room, notices.count), by: 1) {
      let older = notices.suffix(shown).dropLast().flatMap { wrapped($0, size.columns) }
      let lines = older + wrapped(newest, hidden: notices.count - shown, size.columns)
      guard lines.count <= room else { break }
      fitting = lines
    }
    return cut(fitting, to: room)
  }

  private static func wrapped(
    _ notice: Notice, hidden: Int? = nil, _ columns: Int
  ) -> [Line] {
    var spans = [Span(SafeText(foreign: notice.text), Ink(.notice))]
    if let hidden {
      let more = hidden > 0 ? ViewMessages.more(hidden) : ""
      spans.append(Span(SafeText(foreign: more + ViewMessages.escapeCloses), Ink(.faint)))
    }
    return Wrap.lines(spans, width: columns, first: Line(" ! ", Ink(.warning)))
  }

  private static func cut(_ lines: [Line], to rows: Int) -> [Line] {
    guard lines.count > rows else { return lines }
    let end = Line("   …\(SafeText(foreign: ViewMessages.escapeCloses))", Ink(.faint))
    return Array(lines.prefix(rows - 1)) + [end]
  }
}
