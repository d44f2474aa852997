import Engine

/// The model's thinking in its brackets, live; in the gutter the second in which a line began.
enum ThinkingPane {
  static func draw(
    _ state: AppState, _ layout: ScreenLayout, in frame: PaneFrame, on surface: inout Surface
  ) {
    let focused = state.focus == .thinking
    PaneHead.draw(
      title(state), more: PaneView.more(state.thinking.linesBelow), in: frame,
      isFocused: focused, on: &surface)
    guard let text = layout.thinkingText else { return }
    PaneView.draw(state.thinking, in: text, on: &surface)
    if focused { drawSelected(state.thinking, in: text, on: &surface) }
    if let gutter = layout.thinkingGutter {
      drawSeconds(state.thinking, in: gutter, on: &surface)
    }
    PaneHead.mark(state.thinking, in: frame, isFocused: focused, on: &surface)
  }

  /// The step that the keys act on.
  private static func drawSelected(_ pane: Pane, in area: Rect, on surface: inout Surface) {
    guard let row = (pane.text as? ThinkingLayout)?.outline?.selectedRow,
      let index = pane.lines.prefix(area.rows).firstIndex(where: { $0.place.line == row })
    else { return }
    surface.paint(
      Rect(column: area.column, row: area.row + index, columns: area.columns, rows: 1),
      Ink(.selection))
  }

  private static func drawSeconds(_ pane: Pane, in gutter: Rect, on surface: inout Surface) {
    for (row, placed) in pane.lines.prefix(gutter.rows).enumerated() {
      guard let second = pane.text.second(at: placed.place) else { continue }
      let words = "\(second)s"
      let column = max(gutter.column, gutter.right - 1 - words.count)
      surface.write(
        Line(SafeText(foreign: words), Ink(.faint)),
        at: Point(column: column, row: gutter.row + row), in: gutter)
    }
  }

  /// Folded to one line: how long and how much, not what.
  static func drawFold(_ state: AppState, in rect: Rect, on surface: inout Surface) {
    surface.write(
      Line(" ▸ \(title(state))", Ink(.faint)),
      at: Point(column: rect.column, row: rect.row),
      in: rect)
  }

  /// `thinking · turn 3 · 412 tok · 8.2 s`
  static func title(_ state: AppState) -> SafeText {
    guard let turn = state.turnInView, turn.reply.hasThought else { return ViewMessages.thinking }
    var parts = [turn.reply.isThinking ? ViewMessages.thinking : ViewMessages.thought]
    if let number = state.session.transcript.number(of: turn.id) {
      parts.append(ViewMessages.turn(number))
    }
    let count = TokenFormatter.count(
      turn.reply.usage.reasoningTokens, or: turn.reply.reasoningDeltas)
    if let budget = budget(turn, state) {
      parts.append(SafeText(foreign: ViewMessages.budget(count, of: budget.budget, budget.share)))
    } else {
      let share = turn.reply.thoughtShare.map { " (\($0) %)" } ?? ""
      parts.append(SafeText(foreign: count + share))
    }
    if let repeats = (state.thinking.text as? ThinkingLayout)?.repeats, repeats > 0 {
      parts.append(SafeText(foreign: ViewMessages.repeated(repeats)))
    }
    if let time = turn.reply.clock.duration(of: .think, now: state.now) {
      parts.append(SafeText(foreign: TimeFormatter.seconds(time)))
    }
    return parts.joined(separator: " · ")
  }
}

extension ThinkingPane {
  /// What a reply that thinks may still think, and how much of that is used.
  private static func budget(
    _ turn: Turn, _ state: AppState
  ) -> (budget: ThinkingBudget, share: Double)? {
    guard turn.reply.isThinking, turn.reply.source.profile == state.session.profile.name,
      let budget = state.session.profile.thinkingBudget
    else { return nil }
    return (budget, budget.share(of: turn.reply, at: state.now))
  }
}

extension Reply {
  var hasThought: Bool { !reasoning.isEmpty }

  /// What part of a reply that has ended was thinking, percent.
  fileprivate var thoughtShare: Int? {
    guard !isLive, !text.isEmpty else { return nil }
    let counted = (thought: reasoningDeltas, whole: reasoningDeltas + textDeltas)
    let told = usage.reasoningTokens.flatMap { thought in
      usage.completionTokens.map { (thought: thought, whole: $0) }
    }
    let figures = told ?? counted
    guard figures.thought > 0, figures.whole >= figures.thought else { return nil }
    return figures.thought * 100 / figures.whole
  }
}
