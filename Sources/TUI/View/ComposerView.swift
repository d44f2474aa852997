import Engine

/// The prompt: a glyph that says where Enter sends, the text, and the real cursor's place.
enum ComposerView {
  /// Draws it and returns where the terminal's cursor goes.
  static func draw(_ state: AppState, in rect: Rect, on surface: inout Surface) -> Point? {
    let layout = ComposerLayout(state.composer, columns: rect.columns)
    let top = max(0, min(layout.cursor.row - rect.rows + 1, layout.lines.count - rect.rows))
    let isCloud = state.session.server.isRemote
    let sign = Span(isCloud ? " » " : " › ", Ink(isCloud ? .promptCloud : .prompt))
    for row in 0..<rect.rows where top + row < layout.lines.count {
      let lead = top + row == 0 ? sign : Span("   ", Ink(.prompt))
      let line = Line([lead] + layout.lines[top + row].spans)
      surface.write(line, at: Point(column: rect.column, row: rect.row + row), in: rect)
    }
    if state.composer.isEmpty { writePlaceholder(state, in: rect, on: &surface) }
    guard state.overlay == nil else { return nil }
    return Point(
      column: rect.column + ComposerLayout.margin + layout.cursor.column,
      row: rect.row + layout.cursor.row - top)
  }

  private static func writePlaceholder(
    _ state: AppState, in rect: Rect, on surface: inout Surface
  ) {
    let place = Point(column: rect.column + ComposerLayout.margin, row: rect.row)
    surface.write(Line(placeholder(state), Ink(.placeholder)), at: place, in: rect)
  }

  /// What Enter would do, where that is not plain.
  private static func placeholder(_ state: AppState) -> String {
    let session = state.session
    if !session.queue.isEmpty, !session.isReplying, !session.warmUp.isUnderWay {
      return "\(session.queue.count) waiting · Enter sends the first"
    }
    if session.isReplying || session.warmUp.isLoading { return "type on; Enter queues" }
    if session.server.isRemote {
      return "CLOUD → \(Washer.wash(session.server.address)) · Enter leaves this machine"
    }
    return "ask \(Washer.wash(session.profile.model))"
  }
}
