import Engine

/// What stands at the right end of the prompt: what goes along with it, and what holds it.
enum ComposerChips {
  static func line(_ state: AppState) -> Line {
    var words: [(String, Role)] = []
    let files = state.composer.elements.count {
      if case .file = $0 { true } else { false }
    }
    if files > 0 { words.append((ViewMessages.files(files), .input)) }
    if !state.session.queue.isEmpty {
      words.append((ViewMessages.queued(state.session.queue.count), .input))
    }
    if state.session.lock.isNear {
      words.append((LocationLabel.lock(state.session.lock), .promptCloud))
    }
    var line = Line()
    for (index, word) in words.enumerated() {
      if index > 0 { line.append(Span(" · ", Ink(.placeholder))) }
      line.append(Span(SafeText(foreign: word.0), Ink(word.1)))
    }
    return line
  }

  /// Only where what is typed leaves room for them.
  static func draw(
    _ line: Line, after typed: Int, _ state: AppState, in rect: Rect, on surface: inout Surface
  ) {
    let column = rect.right - line.width - 1
    guard !line.spans.isEmpty, column > rect.column + ComposerView.lead(state) + typed + 1 else {
      return
    }
    surface.write(line, at: Point(column: column, row: rect.row), in: rect)
  }
}
