/// Where everything stands on a screen of a given size.
///
/// From the top: the panes, one line for the stages, the prompt, the status bar. The thinking
/// stands beside the response from 100 columns on, above it below that; no pane has a box.
package struct ScreenLayout: Sendable {
  package static let smallest = Size(columns: 40, rows: 10)
  static let sideBySide = 100

  package let screen: Rect
  /// `nil` while the thinking is folded or hidden.
  package let thinking: PaneFrame?
  /// The thinking in another language; below the original where that stands beside the response, else beside it.
  let translation: PaneFrame?
  /// The one line that stands for folded thinking.
  package let fold: Rect?
  package let response: PaneFrame
  /// The column between two panes beside each other, and the left one.
  let divider: (column: Int, left: PaneFrame)?
  package let stages: Rect
  /// Notices that came during the conversation, as their lines.
  package let notices: Rect
  let noticeLines: [Line]
  /// Where the thinking is: the user's wish, as far as the room allows it.
  package let mode: ThinkingMode
  /// Prompts that wait, a line each, above the composer.
  package let queue: Rect
  package let composer: Rect
  package let status: Rect
  /// The lanes of a race, in the place of thinking and response.
  let race: RaceLayout?

  package var isTooSmall: Bool {
    screen.columns < Self.smallest.columns || screen.rows < Self.smallest.rows
  }

  /// Columns of the seconds before the thinking, and the width from which on there is room for them.
  static let gutter = 5
  private static let gutterFrom = 40

  /// Right of the seconds.
  package var thinkingText: Rect? {
    guard var text = thinking?.text else { return nil }
    if text.columns >= Self.gutterFrom {
      text.column += Self.gutter
      text.columns -= Self.gutter
    }
    return text
  }
  /// Where the seconds stand; `nil` on a narrow pane.
  var thinkingGutter: Rect? {
    guard let pane = thinking?.text, let text = thinkingText, text.column > pane.column else {
      return nil
    }
    return Rect(column: pane.column, row: pane.row, columns: Self.gutter, rows: pane.rows)
  }
  package var responseText: Rect { response.text }

  package init(_ state: borrowing AppState) {
    let size = state.size
    screen = Rect(size)
    let composerRows = Self.composerRows(state)
    let queueRows = min(2, state.session.queue.count)
    noticeLines = NoticeView.lines(state)
    let noticeRows = noticeLines.count
    let panes = Rect(
      column: 0, row: 0, columns: size.columns,
      rows: size.rows - composerRows - queueRows - noticeRows - 2)
    status = Rect(column: 0, row: size.rows - 1, columns: size.columns, rows: 1)
    composer = Rect(
      column: 0, row: status.row - composerRows, columns: size.columns, rows: composerRows)
    queue = Rect(
      column: 0, row: composer.row - queueRows, columns: size.columns, rows: queueRows)
    notices = Rect(
      column: 0, row: queue.row - noticeRows, columns: size.columns, rows: noticeRows)
    stages = Rect(column: 0, row: notices.row - 1, columns: size.columns, rows: 1)

    let raced = state.panes.race
    race =
      raced.isShown
      ? RaceLayout(raced.lanes.count, showsThinking: raced.showsThinking, in: panes) : nil
    let isTranslated = state.session.translation != nil
    var parts = PaneParts()
    var mode = Self.mode(state.thinkingMode, panes)
    // Nothing was asked yet: what gets ready has the rows.
    if mode == .stacked, state.session.transcript.isEmpty { mode = .folded }
    switch mode {
    case .side: parts = .beside(panes, share: state.thinkingShare, isTranslated: isTranslated)
    case .stacked: parts = .above(panes, share: state.thinkingShare, isTranslated: isTranslated)
    case .folded:
      parts.fold = Rect(column: 0, row: 0, columns: panes.columns, rows: 1)
      parts.response = PaneFrame(
        Rect(column: 0, row: 1, columns: panes.columns, rows: panes.rows - 1), isLow: true)
    case .hidden:
      parts.response = PaneFrame(panes, isLow: panes.rows < Self.lowRows)
    }
    self.mode = mode
    (thinking, translation, fold) = (parts.thinking, parts.translation, parts.fold)
    (response, divider) = (parts.response, parts.divider)
  }

  /// Fewer rows give the rule no row of its own.
  static let lowRows = 16

  /// The wish, as far as the room allows it.
  private static func mode(_ wish: ThinkingMode, _ panes: Rect) -> ThinkingMode {
    switch wish {
    case .side where panes.columns < sideBySide: mode(.stacked, panes)
    case .stacked where panes.rows < 11: .folded
    default: wish
    }
  }

  /// As many rows as the prompt needs, up to a third of the screen.
  private static func composerRows(_ state: AppState) -> Int {
    let most = max(1, state.size.rows / 3)
    return min(most, state.input.layout.lines.count)
  }
}

extension AppState {
  /// Where the thinking is: the user's wish, as far as the room allows it.
  var shownThinkingMode: ThinkingMode { ScreenLayout(self).mode }

  /// The lane of a race under a point has the focus from now on.
  mutating func focusLane(at point: Point) {
    guard let race = ScreenLayout(self).race,
      let lane = race.lanes.firstIndex(where: { $0.frame.whole.contains(point) })
    else { return }
    panes.race.focused = lane
  }

  /// The text of a pane, or the prompt, on the screen; `nil` while the thinking is folded or hidden.
  func area(of part: Focus) -> Rect? {
    let layout = ScreenLayout(self)
    if let race = layout.race, part != .composer {
      let lane = race.lanes[panes.race.focused]
      return part == .thinking ? lane.thinking : lane.text
    }
    return switch part {
    case .composer: layout.composer
    case .thinking: layout.thinkingText
    case .response: layout.responseText
    }
  }

  /// The part of the screen that the mouse means; the response where it is none of the others.
  func part(at point: Point) -> Focus {
    let layout = ScreenLayout(self)
    if layout.composer.contains(point) { return .composer }
    if let race = layout.race {
      guard let lane = race.lanes.firstIndex(where: { $0.frame.whole.contains(point) }) else {
        return .response
      }
      return race.lanes[lane].thinking?.contains(point) == true ? .thinking : .response
    }
    return layout.thinking?.whole.contains(point) == true ? .thinking : .response
  }
}

/// Where thinking, its translation and the response stand.
private struct PaneParts {
  var thinking: PaneFrame?
  var translation: PaneFrame?
  var fold: Rect?
  var response = PaneFrame(Rect(column: 0, row: 0, columns: 0, rows: 0), isLow: true)
  var divider: (column: Int, left: PaneFrame)?

  /// The thinking left of the response, one line between them.
  static func beside(_ panes: Rect, share: Int, isTranslated: Bool) -> PaneParts {
    var parts = PaneParts()
    let isLow = panes.rows < ScreenLayout.lowRows
    let columns = panes.columns * share / 100
    let rows = isTranslated ? panes.rows / 2 : panes.rows
    let thinking = PaneFrame(
      Rect(column: 0, row: 0, columns: columns, rows: rows), isLow: isLow)
    parts.thinking = thinking
    if isTranslated {
      parts.translation = PaneFrame(
        Rect(column: 0, row: rows, columns: columns, rows: panes.rows - rows), isLow: true)
    }
    parts.response = PaneFrame(
      Rect(
        column: columns + 1, row: 0, columns: panes.columns - columns - 1, rows: panes.rows),
      isLow: isLow)
    let whole = Rect(column: 0, row: 0, columns: columns, rows: panes.rows)
    parts.divider = (columns, PaneFrame(whole, isLow: isLow))
    return parts
  }

  /// The thinking above the response.
  static func above(_ panes: Rect, share: Int, isTranslated: Bool) -> PaneParts {
    var parts = PaneParts()
    let rows = max(3, panes.rows * share / 100)
    let columns = isTranslated ? panes.columns / 2 : panes.columns
    let thinking = PaneFrame(Rect(column: 0, row: 0, columns: columns, rows: rows), isLow: true)
    parts.thinking = thinking
    if isTranslated {
      parts.translation = PaneFrame(
        Rect(column: columns + 1, row: 0, columns: panes.columns - columns - 1, rows: rows),
        isLow: true)
      parts.divider = (columns, thinking)
    }
    parts.response = PaneFrame(
      Rect(column: 0, row: rows, columns: panes.columns, rows: panes.rows - rows), isLow: true)
    return parts
  }
}
