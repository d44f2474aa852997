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
    }
    PaneHead.mark(state.response, in: frame, isFocused: focused, on: &surface)
  }

  /// Who answered the turn in view, or will answer the next.
  private static func model(_ state: AppState) -> SafeText {
    let name = state.turnInView?.reply.source.model ?? state.session.profile.model
    let short = name.split(separator: "/").last.map(String.init) ?? name
    return SafeText(foreign: Sanitizer.sanitize(short))
  }

  /// The first prompt's first line names the conversation.
  static func title(_ state: AppState) -> SafeText {
    let transcript = state.session.transcript
    guard !transcript.isEmpty else { return ViewMessages.newConversation }
    let line = transcript[0].prompt.text.prefix(120).prefix { $0 != "\n" }
    let title = SafeText(foreign: state.session.conversation.givenTitle ?? String(line))
    return state.options.isRaw ? ViewMessages.asWritten(title: title) : title
  }
}

/// What an empty conversation shows: notices first, then the three keys worth knowing.
enum Welcome {
  static func draw(_ state: AppState, in rect: Rect, on surface: inout Surface) {
    var row = rect.row
    for line in lines(state, width: rect.columns) where row < rect.bottom {
      surface.write(line, at: Point(column: rect.column, row: row), in: rect)
      row += 1
    }
  }

  private static func lines(_ state: AppState, width: Int) -> [Line] {
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
    if case let words = WarmUpLabel.untold(state.session), !words.isEmpty {
      if !lines.isEmpty { lines.append(Line()) }
      for (text, role) in words {
        lines += Wrap.lines([Span(SafeText(foreign: text), Ink(role))], width: width)
      }
    }
    if !lines.isEmpty { lines.append(Line()) }
    return lines + keyHints(state)
  }

  private static func keyHints(_ state: AppState) -> [Line] {
    let hints: [(Action, String)] = [
      (.send, ViewMessages.sends),
      (.nextProfile, ViewMessages.nextProfile),
      (.cycleThinking, ViewMessages.movesThinking),
      (.help, ViewMessages.allKeys),
    ]
    return hints.compactMap { action, words in
      state.options.keymap.hint(action).map { key in
        let pad = String(repeating: " ", count: max(1, 8 - key.count))
        return Line([
          Span(SafeText(foreign: key), Ink(.key)),
          Span(SafeText(foreign: pad + words), Ink(.faint)),
        ])
      }
    }
  }
}
