import Engine

/// Moving through the panes, and finding what stands in them.
extension AppState {
  mutating func scroll(_ action: Action) -> [Command] {
    let pane: Focus = focus == .thinking ? .thinking : .response
    let page = max(1, (rect(of: pane)?.rows ?? 2) - 1)
    switch action {
    case .scrollUp: scroll(pane, by: -1)
    case .scrollDown: scroll(pane, by: 1)
    case .pageUp: scroll(pane, by: -page)
    case .pageDown: scroll(pane, by: page)
    case .scrollToTop: set(pane, .held(top: .init(turn: 0, line: 0)))
    case .follow: set(pane, .following)
    case .find: return openFind(in: pane, query: "")
    default: break
    }
    return []
  }

  mutating func scroll(_ pane: Focus, by step: Int) {
    let rows = rect(of: pane)?.rows ?? 1
    if pane == .thinking {
      let end = max(0, thoughts.lineCount - rows)
      let top = min(max(0, thinkingTop + step), end)
      thinking = top >= end ? .following : .held(top: .init(turn: 0, line: top))
    } else {
      let end = transcript.followingTop(rows: rows)
      let from = if case .held(let top) = response { top } else { end }
      let top = transcript.moved(from, by: step)
      response =
        transcript.distanceToEnd(from: top, limit: rows + 1) <= rows
        ? .following : .held(top: top)
    }
  }

  private mutating func set(_ pane: Focus, _ viewport: Viewport) {
    if pane == .thinking { thinking = viewport } else { response = viewport }
  }

  private func rect(of pane: Focus) -> Rect? {
    let layout = ScreenLayout(self)
    return pane == .thinking ? layout.thinkingText : layout.responseText
  }

  /// Brings the prompt's layout up to date, so that keys can move by its rows.
  mutating func layOutComposer() {
    composerLayout.update(
      &composer, columns: size.columns, lead: ComposerView.lead(self))
  }

  /// Brings the layouts up to date with the session and the size; call before `draw`.
  package mutating func layOut() {
    layOutComposer()
    let layout = ScreenLayout(self)
    let area = layout.responseText
    rewrapKeepingPlace(layout)
    transcript.update(session.transcript, width: area.columns, isRaw: isRaw)
    let top: Viewport.Place
    if case .held(let place) = response, place.turn < transcript.turnCount {
      top = place
      newLines = max(0, transcript.distanceToEnd(from: place, limit: 10_000) - area.rows)
    } else {
      top = transcript.followingTop(rows: area.rows)
      newLines = 0
    }
    responseLines = transcript.lines(from: top, rows: area.rows)
    layOutThinking(layout)
  }

  /// The thinking of the turn in view: the live one while following, else the one at the top.
  private mutating func layOutThinking(_ layout: ScreenLayout) {
    thoughts.update(turnInView, width: layout.thinkingText?.columns ?? 0)
    let rows = layout.thinkingText?.rows ?? 0
    let end = max(0, thoughts.lineCount - rows)
    if case .held(let place) = thinking {
      thinkingTop = min(place.line, end)
    } else {
      thinkingTop = end
    }
  }

  /// The turn whose thinking belongs on the screen.
  package var turnInView: Turn? {
    guard case .held = response, let first = responseLines.first,
      first.place.turn < session.transcript.count
    else { return session.transcript.last }
    return session.transcript[first.place.turn]
  }
}
