import CNcurses

/// The terminal's screen, through ncurses.
@ScreenActor
package final class CursesScreen: Screen {
  package struct Options: Sendable {
    package var theme = Theme.standard
    /// Off for `--no-alt-screen`: the picture then stays in the scrollback.
    package var alternateScreen = true
    /// Clicks and wheel come to us instead of the terminal's own selection.
    package var mouse = false
    /// What the program does is told in the terminal's title.
    package var title = true
    package var notification = NotificationSequence.Method.auto
    package var images = ImageWish.auto
    package var input: Int32 = 0
    package var output: Int32 = 1
    package var environment = TerminalEnvironment.current

    package init() {}
  }

  package let images: TerminalImages
  private let terminal: CursesTerminal
  private let environment: TerminalEnvironment
  private let hasTitle: Bool
  private let notification: NotificationSequence.Method
  private var theme: Theme
  private var ink: CursesInk
  /// What the terminal shows; `nil` when that is unknown.
  private var shown: Frame?
  /// What it is to show; differs from `shown` while the terminal is given away.
  private var latest: Frame?
  private var title: String?
  private var progress = TaskProgress.none
  /// Where the cursor was put last, hidden or not.
  private var cursor = Point(column: 0, row: 0)
  /// The terminal offered to hold its picture back until an update is whole (mode 2026).
  private var canSynchronize = false
  private var buffer: [cchar_t] = []
  private var plainBuffer: [chtype] = []
  /// Rows of `shown` with glyphs that ncurses was not told of.
  private var contestedRows: [Bool] = []
  /// Cells between two changes that cost less to write again than another run costs.
  private static let joint = 8
  package private(set) var size: Size

  package init(_ options: Options = Options()) throws(TerminalRefusal) {
    terminal = try CursesTerminal(options)
    environment = options.environment
    images = TerminalImages(options.images, environment: options.environment)
    hasTitle = options.title
    notification = options.notification
    theme = options.theme
    ink = CursesInk(
      theme: options.theme, depth: terminal.depth,
      hasStrikethrough: environment.isXtermLike && curses_capability("smxx") != nil)
    size = terminal.size
  }

  package var depth: ColorDepth { terminal.depth }

  /// Not lent to the shell or another program.
  package var isOurs: Bool { terminal.isOurs }

  /// Gives the terminal back for good. Nothing else may be called afterwards.
  package func close() {
    if terminal.isOurs, case let bytes = images.leave(), !bytes.isEmpty {
      terminal.device.write(bytes)
    }
    terminal.close()
  }

  /// The terminal was asked something when the screen was opened.
  package var hasAsked: Bool { !terminal.mode.questions.isEmpty }

  /// - Parameter body: Takes in the answers that the terminal still owes; called before it is given back.
  package func onLeaving(_ body: @escaping @ScreenActor () -> Void) {
    terminal.settleAnswers = body
  }

  /// Takes notice of what the terminal answered to the questions asked at the start.
  package func handle(_ report: TerminalReport) {
    if case .mode(2026, let isKnown) = report { canSynchronize = isKnown }
    images.note(report, device: terminal.device.cell)
  }

  /// Shows images that were made since the last frame.
  package func showImages() {
    if let latest { present(latest) }
  }

  package func present(_ frame: Frame) {
    latest = frame
    guard terminal.isOurs else { return }
    let changes = changes(to: frame)
    // What is the same everywhere is compared once: that is the whole cost of a still picture.
    if changes.isEmpty, let shown, shown.cursor == frame.cursor, shown.title == frame.title,
      shown.progress == frame.progress, images.isSettled(frame)
    {
      return
    }
    draw(frame, changes)
  }

  package func perform(_ request: ScreenRequest) {
    switch request {
    case .redraw:
      curses_distrust_all()
      drawAgain()
    case .bell: if terminal.isOurs { terminal.device.write("\u{7}") }
    case .notify(let words):
      guard terminal.isOurs else { return }
      terminal.device.write(
        NotificationSequence.bytes(words, by: notification, environment: environment))
    case .mouse(let wanted): terminal.setMouse(wanted)
    case .showPlain(let text): terminal.showPlain(text)
    case .copy(let text): copy(text)
    case .askMarked:
      if terminal.isOurs, environment.isXtermLike {
        terminal.device.write(ClipboardSequence.question)
      }
    case .theme(let theme): change(theme)
    case .resized:
      size = terminal.size
      images.resized(device: terminal.device.cell)
      if terminal.isOurs { terminal.resize() }
      shown = nil
    case .leave: terminal.leave()
    case .resume:
      size = terminal.size
      terminal.resume { drawAgain() }
      // Only now: the shell's own title has just been put aside again.
      title = nil
      retitle(latest?.title)
      progress = .none
      tell(latest?.progress ?? .none)
    }
  }

  private func change(_ theme: Theme) {
    guard theme != self.theme else { return }
    self.theme = theme
    ink = CursesInk(theme: theme, depth: ink.depth, hasStrikethrough: ink.hasStrikethrough)
    drawAgain()
  }

  private func copy(_ text: String) {
    guard terminal.isOurs, environment.isXtermLike,
      let bytes = ClipboardSequence.bytes(text, environment: environment)
    else { return }
    terminal.device.write(bytes)
  }

  // MARK: Drawing

  private func drawAgain() {
    shown = nil
    guard terminal.isOurs else { return }
    if let latest { draw(latest, changes(to: latest)) } else { curses_update() }
  }

  private func draw(_ frame: Frame, _ changes: SurfaceDiff) {
    let isNew = shown == nil
    let shift =
      isNew ? terminal.scroll?.reset(rows: size.rows) ?? "" : changes.shift.flatMap(move) ?? ""
    let cleared = images.rowsToClear(for: frame)
    let (ambiguousWidth, resent) = fillWindow(
      frame, changes.runs + allOf(cleared), distrusting: cleared)
    if isNew { images.cleared() }
    place(frame.cursor)
    // Where the terminal cannot hold its picture back, the cursor is not seen on its way through it.
    let hides =
      !canSynchronize && frame.cursor != nil && shown?.cursor != nil && environment.isXtermLike
    var (before, after) = canSynchronize ? ("\u{1b}[?2026h", "\u{1b}[?2026l") : ("", "")
    if hides {
      before = "\u{1b}[?25l"
      after = "\u{1b}[?25h"
    }
    terminal.update(before + shift) { written in
      let isDisturbed =
        isNew || images.stand(on: resent)
        || terminal.scroll == nil && !images.isIdle
          && written.map(ScrollCheck.hasScrolled) != false
      let over = ambiguousWidth + images.bytes(for: frame, isDisturbed: isDisturbed)
      // To where ncurses believes the cursor is.
      return over.isEmpty ? after : over + CursorSequence.move(to: cursor) + after
    }
    retitle(frame.title)
    tell(frame.progress)
    shown = frame
  }

  /// Has the terminal move rows, and with them what is known of them.
  private func move(_ shift: RowShift) -> String? {
    contestedRows = shift.moved(contestedRows, blank: false)
    return terminal.scroll?.take(shift, rows: size.rows)
  }

  /// Writes what changed into ncurses' window; answers the bytes that follow its update, and the rows that are
  /// sent as a whole.
  private func fillWindow(
    _ frame: Frame, _ runs: [SurfaceDiff.Run], distrusting cleared: Set<Int>
  ) -> (bytes: String, resent: Set<Int>) {
    if shown?.surface.size != frame.surface.size {
      curses_erase()
      contestedRows = Array(repeating: false, count: size.rows)
    }
    for row in cleared where row < size.rows { curses_distrust_row(Int32(row)) }
    var bytes = ""
    var resent: Set<Int> = []
    var contestedRow: Int?
    for run in withMovedRows(runs) where run.row < size.rows && run.row != contestedRow {
      let row = CursesRow(cells: cells(frame, run.row))
      let all = 0..<row.cells.count
      let wasContested = contestedRows[run.row]
      // Where nothing was contested, only what is new can be.
      var columns = wasContested ? all : run.columns.clamped(to: all)
      if !wasContested, row.fillPlain(&plainBuffer, with: columns, ink: &ink) {
        curses_write_plain(
          Int32(run.row), Int32(columns.lowerBound), plainBuffer, Int32(columns.count))
        continue
      }
      var (count, isContested) = row.fill(&buffer, with: columns, ink: &ink)
      if isContested, columns != all {
        columns = all
        count = row.fill(&buffer, with: all, ink: &ink).count
      }
      // What stands there is not what ncurses believes.
      if isContested || wasContested {
        curses_distrust_row(Int32(run.row))
        resent.insert(run.row)
      }
      curses_write(Int32(run.row), Int32(columns.lowerBound), buffer, Int32(count))
      contestedRows[run.row] = isContested
      if isContested {
        contestedRow = run.row
        bytes += AmbiguousWidthRow(cells: row.cells, row: run.row).bytes(ink: &ink)
      }
    }
    return (bytes, resent)
  }

  /// The runs, and every contested row besides where ncurses may scroll.
  ///
  /// Whatever `idlok` says, ncurses scrolls the whole screen when a row that stands there once is
  /// wanted elsewhere, and takes contested rows with it, whose blanks look to it like any others. A
  /// row that moves is two rows that change.
  private func withMovedRows(_ runs: [SurfaceDiff.Run]) -> [SurfaceDiff.Run] {
    guard terminal.scroll == nil, let first = runs.first, let last = runs.last,
      first.row != last.row, contestedRows.contains(true)
    else { return runs }
    let changed = Set(runs.map(\.row))
    return runs
      + contestedRows.indices.filter { contestedRows[$0] && !changed.contains($0) }
      .map { SurfaceDiff.Run(row: $0, columns: 0..<size.columns) }
  }

  private func allOf(_ rows: Set<Int>) -> [SurfaceDiff.Run] {
    rows.sorted().map { SurfaceDiff.Run(row: $0, columns: 0..<size.columns) }
  }

  private func changes(to frame: Frame) -> SurfaceDiff {
    let nothing = Surface(Size(columns: 0, rows: 0))
    // An image is not moved along by every terminal.
    let canShift = terminal.scroll != nil && frame.surface.size == size && images.isIdle
    return SurfaceDiff(
      from: shown?.surface ?? nothing, to: frame.surface, joining: Self.joint, shifting: canShift)
  }

  private func cells(_ frame: Frame, _ row: Int) -> ArraySlice<Cell> {
    let columns = frame.surface.size.columns
    let start = row * columns
    return frame.surface.cells[start..<start + min(columns, size.columns)]
  }

  /// A hidden cursor stays where it was, so that it costs nothing.
  private func place(_ wanted: Point?) {
    if let wanted { cursor = wanted }
    cursor.column = max(0, min(cursor.column, size.columns - 1))
    cursor.row = max(0, min(cursor.row, size.rows - 1))
    curses_move(Int32(cursor.row), Int32(cursor.column))
    guard let shown else {
      curs_set(wanted == nil ? 0 : 1)
      return
    }
    if (shown.cursor == nil) != (wanted == nil) { curs_set(wanted == nil ? 0 : 1) }
  }

  private func tell(_ progress: TaskProgress) {
    guard progress != self.progress, terminal.isOurs, environment.takesProgress else { return }
    self.progress = progress
    terminal.device.write(ProgressSequence.bytes(progress))
  }

  private func retitle(_ title: String?) {
    guard hasTitle, let title, title != self.title, terminal.isOurs, environment.isXtermLike
    else { return }
    self.title = title
    terminal.device.write(TitleSequence.bytes(title))
  }
}
