import Engine

/// Keys and the mouse in the panes: scrolling, searching, marking.
extension AppState {
  /// The turn whose thinking belongs on the screen: the live one while following, else the one at the
  /// response's top.
  package var turnInView: Turn? {
    if let race = focusedRace { return race.lanes[panes.race.focused].turn }
    guard case .held = response.viewport, let first = response.lines.first,
      first.place.turn < session.transcript.count
    else { return session.transcript.last }
    return session.transcript[first.place.turn]
  }

  /// What the panes show now.
  var source: PaneSource {
    PaneSource(
      transcript: focusedRace.map { Transcript(of: $0.shown(panes.race.focused)) }
        ?? session.transcript,
      turn: turnInView, translation: session.translation, isRaw: options.isRaw,
      // The lanes of a race draw none.
      images: session.race == nil ? terminal.images.fitted(to: size) : ImageShelf())
  }

  /// The race on the screen, where one of its lanes has the focus.
  private var focusedRace: Race? {
    session.race.flatMap { $0.lanes.indices.contains(panes.race.focused) ? $0 : nil }
  }

  private func rows(of pane: Focus) -> Int { area(of: pane)?.rows ?? 1 }

  mutating func followBoth() {
    response.viewport = .following
    thinking.viewport = .following
  }

  // MARK: Scrolling

  mutating func scroll(_ action: Action) -> [Command] {
    let pane: Focus = focus == .thinking ? .thinking : .response
    let page = max(1, (area(of: pane)?.rows ?? 2) - 1)
    switch action {
    case .scrollUp: scroll(pane, by: -1)
    case .scrollDown: scroll(pane, by: 1)
    case .scrollLeft:
      self[pane].scrollSideways(by: -Pane.sidestep, width: area(of: pane)?.columns ?? 0)
    case .scrollRight:
      self[pane].scrollSideways(by: Pane.sidestep, width: area(of: pane)?.columns ?? 0)
    case .pageUp: scroll(pane, by: -page)
    case .pageDown: scroll(pane, by: page)
    case .scrollToTop: self[pane].viewport = .held(top: .init(turn: 0, line: 0))
    case .follow: self[pane].viewport = .following
    case .find: return openFind(in: pane, query: "")
    default: break
    }
    return []
  }

  mutating func scroll(_ pane: Focus, by step: Int) {
    self[pane].scroll(by: step, rows: rows(of: pane))
  }

  // MARK: Searching

  /// The pane whose search line is open.
  package var searched: Focus? {
    thinking.find != nil ? .thinking : response.find != nil ? .response : nil
  }

  mutating func openFind(in pane: Focus, query: String) -> [Command] {
    if let searched { self[searched].endFind() }
    if pane == .thinking { outline(false) }
    let source = source
    self[pane].beginFind(query, source, rows: rows(of: pane))
    return []
  }

  mutating func typeInFind(_ text: String, of pane: Focus) {
    let source = source
    self[pane].type(inFind: text, source, rows: rows(of: pane))
  }

  mutating func notePaneGrowth() {
    response.noteGrowth()
    thinking.noteGrowth()
  }

  mutating func searchAgain() {
    guard let searched else { return }
    let source = source
    self[searched].searchAgain(source)
  }

  /// A key while the line is open; `nil` lets scrolling keys through.
  mutating func pressInFind(_ key: KeyPress, of pane: Focus) -> [Command]? {
    let source = source
    let rows = rows(of: pane)
    switch key {
    case KeyPress(.escape), KeyPress(.character("c"), .control): self[pane].endFind()
    case KeyPress(.enter), KeyPress(.down), KeyPress(.character("f"), .control):
      self[pane].goOnFinding(by: 1, source, rows: rows)
    case KeyPress(.enter, .shift), KeyPress(.up):
      self[pane].goOnFinding(by: -1, source, rows: rows)
    case KeyPress(.backspace): self[pane].deleteBackInFind(source, rows: rows)
    case KeyPress(.character("u"), .control): self[pane].beginFind("", source, rows: rows)
    default:
      guard let character = key.typed else { return nil }
      self[pane].type(inFind: String(character), source, rows: rows)
    }
    return []
  }

  // MARK: The mouse

  /// A press in the prompt puts the cursor there.
  mutating func placeCursor(at point: Point) {
    guard let rect = area(of: .composer) else { return }
    layOutComposer()
    let top = input.layout.firstRow(shown: rect.rows)
    let place = Point(column: point.column - rect.column, row: point.row - rect.row + top)
    composer.move(to: input.layout.element(composer, at: place))
  }

  mutating func mark(_ mouse: Mouse, in pane: Focus) {
    response.unmark()
    thinking.unmark()
    guard let area = area(of: pane), area.contains(mouse.at) else { return }
    self[pane].press(at: mouse.at, in: area, clicks: mouse.clicks)
  }

  mutating func drag(to point: Point) {
    for pane in [Focus.thinking, .response] {
      if let area = area(of: pane) { self[pane].drag(to: point, in: area) }
    }
  }

  /// What is marked is copied when the button is let go.
  mutating func release() -> [Command] {
    thinking.letGo()
    response.letGo()
    guard let text = thinking.markedText() ?? response.markedText(),
      text.contains(where: { !$0.isWhitespace })
    else { return [] }
    return [.copy(CopyRequest(StateMessages.theSelection, text))]
  }
}
