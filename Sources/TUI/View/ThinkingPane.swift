import Engine

/// The model's thinking in its brackets, live; in the gutter the second in which a line began.
enum ThinkingPane {
  static func draw(
    _ state: AppState, _ layout: ScreenLayout, in rect: Rect, on surface: inout Surface
  ) {
    let focused = state.focus == .thinking
    surface.frame(
      rect, ink: Ink(focused ? .borderFocused : .border),
      title: Line(title(state), Ink(.title)))
    guard let text = layout.thinkingText else { return }
    for row in 0..<text.rows where state.thinkingTop + row < state.thoughts.lineCount {
      let line = state.thinkingTop + row
      surface.write(
        state.thoughts.line(line), at: Point(column: text.column, row: text.row + row), in: text)
      guard let gutter = layout.thinkingGutter, let second = state.thoughts.second(ofLine: line)
      else { continue }
      let words = "\(second)s"
      let column = max(gutter.column, gutter.right - 1 - words.count)
      surface.write(
        Line(words, Ink(.faint)), at: Point(column: column, row: gutter.row + row), in: gutter)
    }
    if case .held = state.thinking {
      let below = state.thoughts.lineCount - state.thinkingTop - text.rows
      Pane.writeMore(below, in: rect, on: &surface)
    }
  }

  /// Folded to one line: how long and how much, not what.
  static func drawFold(_ state: AppState, in rect: Rect, on surface: inout Surface) {
    surface.write(
      Line(" ▸ " + title(state), Ink(.faint)), at: Point(column: rect.column, row: rect.row),
      in: rect)
  }

  /// `thinking · turn 3 · 412 tok · 8.2 s`
  static func title(_ state: AppState) -> String {
    guard let turn = state.turnInView, turn.reply.hasThought else { return "thinking" }
    var parts = [turn.reply.isThinking ? "thinking" : "thought"]
    if let number = state.session.transcript.number(of: turn.id) { parts.append("turn \(number)") }
    parts.append(TokenWords.count(turn.reply.usage.reasoningTokens, or: turn.reply.reasoningDeltas))
    if let time = turn.reply.clock.duration(of: .think, now: state.now) {
      parts.append(TimeWords.seconds(time))
    }
    return parts.joined(separator: " · ")
  }
}

extension Reply {
  var hasThought: Bool { !reasoning.isEmpty }
}

/// What both panes share.
enum Pane {
  /// `↓ 12 new lines` on the lower border, while the reader holds a place above the end.
  static func writeMore(_ lines: Int, in rect: Rect, on surface: inout Surface) {
    guard lines > 0 else { return }
    let words = " ↓ \(lines) \(lines == 1 ? "line" : "lines") below "
    let column = rect.right - words.count - 2
    guard column > rect.column else { return }
    surface.write(
      Line(words, Ink(.notice)), at: Point(column: column, row: rect.bottom - 1), in: rect)
  }
}
