import CNcurses

/// How a terminal moves rows by itself: a line that scrolls a pane of fifty costs one row instead of fifty.
///
/// ncurses is given an entry that cannot scroll (`TerminfoOverlay`): its own search hashes every row, which costs more
/// than ours, misses rows that repeat, and would find again what was already moved.
struct RowScroll {
  /// terminfo's `csr`, and `ind` and `ri`, which move the rows between the margins by one while the cursor stands at
  /// one of them.
  private let csr: String
  private let up: String
  private let down: String

  /// For a crash within a picture: no margins (DECSTBM). The cursor goes back with the alternate screen.
  static let rescue = "\u{1b}[r"

  /// - Returns: `nil` where the terminal cannot, has to be waited for, or has no alternate screen: what leaves a
  ///   picture there is kept for its user to read.
  init?(_ entry: curses_entry) {
    guard entry.has_alternate_screen == 1 else { return nil }
    func text<Bytes>(_ bytes: Bytes) -> String {
      withUnsafeBytes(of: bytes) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    (csr, up, down) = (text(entry.margins), text(entry.up), text(entry.down))
    // terminfo(5): a delay stands as $<5>, and only ncurses' own output would keep it.
    for capability in [csr, up, down] where capability.isEmpty || capability.contains("$<") {
      return nil
    }
  }

  /// Makes ncurses believe that the rows have moved; answers what makes the terminal do so.
  ///
  /// ncurses ends each update with plain attributes, so what comes into view is blank in the terminal's own
  /// colours, as it is for ncurses.
  @ScreenActor
  func take(_ shift: RowShift, rows: Int) -> String {
    let (top, bottom) = (shift.rows.lowerBound, shift.rows.upperBound - 1)
    curses_shift_rows(Int32(top), Int32(bottom), Int32(shift.up))
    let isUp = shift.up > 0
    return margins(top, bottom)
      + CursorSequence.move(to: Point(column: 0, row: isUp ? bottom : top))
      + String(repeating: isUp ? up : down, count: abs(shift.up)) + reset(rows: rows)
  }

  /// No margins, whatever a program before us left; the cursor where ncurses believes it.
  @ScreenActor
  func reset(rows: Int) -> String {
    let cursor = Point(column: Int(curses_cursor_column()), row: Int(curses_cursor_row()))
    return margins(0, rows - 1) + CursorSequence.move(to: cursor)
  }

  private func margins(_ top: Int, _ bottom: Int) -> String {
    curses_filled(csr, Int32(top), Int32(bottom)).map { String(cString: $0) } ?? ""
  }
}
