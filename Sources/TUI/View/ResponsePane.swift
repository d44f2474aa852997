import Engine

/// The conversation: prompts, answers, markers.
enum ResponsePane {
  static func draw(_ state: AppState, in frame: PaneFrame, on surface: inout Surface) {
    let focused = state.focus == .response
    PaneHead.draw(
      title(state), right: model(state), more: PaneView.more(state.response.linesBelow),
      in: frame, isFocused: focused, on: &surface)
    let text = frame.text
    if state.session.transcript.isEmpty {
      Welcome.draw(state, in: text, on: &surface)
    } else {
      PaneView.draw(state.response, in: text, on: &surface)
      drawWaiting(state, in: text, on: &surface)
    }
    PaneHead.mark(state.response, in: frame, isFocused: focused, on: &surface)
  }

  /// The model getting ready, over the end of the conversation, while a prompt waits for it.
  private static func drawWaiting(_ state: AppState, in text: Rect, on surface: inout Surface) {
    // Not bound to a name: that would copy the session for each picture.
    guard !state.session.queue.isEmpty, !state.session.isReplying,
      state.session.warmUp.state.isUnderWay, state.session.warmUp.state != .unknown,
      text.rows >= 12, state.layer?.tellsWarmUp != true
    else { return }
    let lines = WarmUpCard.lines(
      state, width: min(84, text.columns), rows: text.rows
    ).prefix(text.rows / 2)
    let top = text.bottom - lines.count - 1
    surface.fill(
      Rect(column: text.column, row: top, columns: text.columns, rows: lines.count + 1),
      Cell(.space, Ink(.text)))
    surface.fill(
      Rect(column: text.column, row: top, columns: text.columns, rows: 1),
      Cell(Glyph("─"), Ink(.border)))
    for (row, line) in lines.enumerated() {
      surface.write(line, at: Point(column: text.column, row: top + 1 + row), in: text)
    }
  }

  /// Who answered the turn in view, or will answer the next.
  private static func model(_ state: AppState) -> SafeText {
    let name = state.turnInView?.reply.source.model ?? state.session.profile.model
    return SafeText(foreign: ModelLabel.short(name))
  }

  /// The first prompt's first line names the conversation.
  static func title(_ state: AppState) -> SafeText {
    guard !state.session.transcript.isEmpty else { return ViewMessages.newConversation }
    let title = SafeText(
      foreign: state.session.conversation.givenTitle ?? beginning(state.session.transcript[0]))
    return state.options.isRaw ? ViewMessages.asWritten(title: title) : title
  }

  /// More than a title's room. By scalars: to look for whole characters takes longer than to write them.
  private static func beginning(_ turn: Turn) -> String {
    String(turn.prompt.text.unicodeScalars.prefix(240).prefix { $0 != "\n" })
  }
}

/// What an empty conversation shows: notices, the model getting ready, the keys worth knowing, and what one may go on
/// with.
enum Welcome {
  /// Columns of a text that is not to be searched for its right end.
  private static let most = 84

  static func draw(_ state: AppState, in rect: Rect, on surface: inout Surface) {
    // Air where there is room for it.
    let air = rect.rows >= 20 ? 1 : 0
    let rect = rect.inset(columns: 2 * air, rows: air)
    var row = rect.row
    for line in lines(state, width: min(most, rect.columns), rows: rect.rows)
    where row < rect.bottom {
      surface.write(line, at: Point(column: rect.column, row: row), in: rect)
      row += 1
    }
  }

  private static func lines(_ state: AppState, width: Int, rows: Int) -> [Line] {
    var lines: [Line] = []
    for notice in state.session.notices {
      lines += Wrap.lines(
        [
          Span("! ", Ink(.warning)),
          Span(SafeText(foreign: notice.text), Ink(.notice)),
        ],
        width: width)
    }
    for complaint in state.options.keymap.complaints
      + StatusItem.complaints(state.options.statusItems)
    {
      lines += Wrap.lines(
        [
          Span("! ", Ink(.warning)),
          Span(SafeText(foreign: complaint), Ink(.notice)),
        ], width: width
      )
    }
    // What a layer tells is not told behind it, in what it leaves of the lines.
    if state.layer?.tellsWarmUp == true { return lines }
    if !lines.isEmpty { lines.append(Line()) }
    lines += WarmUpCard.lines(state, width: width, rows: rows)
    lines += [Line()] + keyHints(state, width: width)
    if case let recent = RecentList.lines(state, width: width), !recent.isEmpty {
      lines += [Line()] + recent
    }
    return lines
  }

  private static func keyHints(_ state: AppState, width: Int) -> [Line] {
    let hints: [(Action, String)] = [
      (.send, ViewMessages.sends),
      (.nextProfile, ViewMessages.nextProfile),
      (.cycleThinking, ViewMessages.movesThinking),
      (.help, ViewMessages.allKeys),
    ]
    let known = hints.compactMap { action, words in
      state.options.keymap.hint(action).map { (key: $0, words: words) }
    }
    // Behind a layer they mean something else, and their place stays empty.
    guard state.layer == nil else { return known.map { _ in Line() } }
    let column = max(8, (known.map { Glyph.width(of: $0.key) }.max() ?? 0) + 2)
    return known.map { key, words in
      let pad = String(repeating: " ", count: column - Glyph.width(of: key))
      return Line([
        Span(SafeText(foreign: key), Ink(.key)), Span(SafeText(foreign: pad + words), Ink(.faint)),
      ]).truncated(to: width)
    }
  }
}
