import Engine

/// The prompt: a tinted block with a glyph that says where Enter sends, the text, and the real cursor's place.
enum ComposerView {
  /// Draws it and returns where the terminal's cursor goes.
  static func draw(_ state: AppState, in rect: Rect, on surface: inout Surface) -> Point? {
    let layout = state.input.layout
    let top = layout.firstRow(shown: rect.rows)
    surface.fill(rect, Cell(.space, Ink(.input)))
    for row in 0..<rect.rows where top + row < layout.lines.count {
      let lead = top + row == 0 ? sign(state) : Span("   ", Ink(.prompt))
      let line = Line([lead] + layout.lines[top + row].spans)
      surface.write(line, at: Point(column: rect.column, row: rect.row + row), in: rect)
    }
    let chips = ComposerChips.line(state)
    if state.composer.isEmpty {
      writePlaceholder(state, beside: chips.width, in: rect, on: &surface)
    }
    ComposerChips.draw(
      chips, after: layout.lines.count > top ? layout.lines[top].width : 0, state, in: rect,
      on: &surface)
    guard state.layer == nil else { return nil }
    return Point(
      column: rect.column + layout.margin(row: layout.cursor.row) + layout.cursor.column,
      row: rect.row + layout.cursor.row - top)
  }

  /// The glyph, and in words where the next Enter goes when it leaves this machine.
  private static func sign(_ state: AppState) -> Span {
    guard state.session.destination > .thisMachine else {
      if state.session.lock > .thisMachine, state.session.tools.mayReachOut {
        return Span(ViewMessages.toolsReachOut, Ink(.promptCloud))
      }
      return Span(state.input.vim?.mode == .normal ? " ∙ " : " › ", Ink(.prompt))
    }
    if state.session.lockRefusal != nil {
      return Span(ViewMessages.locked, Ink(.promptCloud))
    }
    let place = state.session.destination
    let whole = ViewMessages.leaves(
      to: Sanitizer.sanitize(state.session.destinationAddress), place)
    let fits = Glyph.width(of: whole) * 3 <= state.size.columns
    return Span(
      SafeText(foreign: fits ? whole : ViewMessages.leaves(to: nil, place)),
      Ink(place > .network ? .promptCloud : .prompt))
  }

  /// Columns the sign takes.
  static func lead(_ state: AppState) -> Int { Glyph.width(of: sign(state).text) }

  private static func writePlaceholder(
    _ state: AppState, beside chips: Int, in rect: Rect, on surface: inout Surface
  ) {
    let start = rect.column + lead(state)
    let room = max(0, rect.right - start - (chips > 0 ? chips + 2 : 0))
    let line = Line(SafeText(foreign: placeholder(state)), Ink(.placeholder)).truncated(to: room)
    surface.write(line, at: Point(column: start, row: rect.row), in: rect)
  }

  /// What Enter would do, where that is not plain.
  private static func placeholder(_ state: AppState) -> String {
    // Not bound to a name: that would copy the session for each picture.
    if state.session.tools.asksUser { return ViewMessages.answerFirst }
    if state.session.race != nil { return ViewMessages.enterQueues }
    if let race = state.input.race {
      return ViewMessages.asks(race.profiles.map { Sanitizer.sanitize($0) })
    }
    if state.session.isCompacting { return ViewMessages.enterQueues }
    if !state.session.queue.isEmpty, !state.session.isReplying, !state.session.warmUp.isUnderWay {
      return ViewMessages.waiting(state.session.queue.count)
    }
    if state.session.isReplying || state.session.warmUp.isLoading {
      return ViewMessages.enterQueues
    }
    if state.session.lockRefusal != nil {
      return ViewMessages.enterSendsNothing(within: state.session.lock)
    }
    if state.session.destination > .thisMachine {
      return ViewMessages.enterLeaves(for: state.session.destination)
    }
    return ViewMessages.ask(model: Sanitizer.sanitize(state.session.profile.model))
  }
}
