import CNcurses

/// One row of a picture on its way to ncurses.
///
/// Not bound to the main actor as a whole: what is asked of every cell must not ask each time which
/// thread it is on.
struct CursesRow {
  let cells: ArraySlice<Cell>

  /// Some glyph in these columns is one whose width ncurses or the terminal may see differently.
  func isContested(_ columns: Range<Int>, hasStrikethrough: Bool) -> Bool {
    for column in columns
    where Self.isContested(cells[cells.startIndex + column], hasStrikethrough: hasStrikethrough) {
      return true
    }
    return false
  }

  /// Writes columns into ncurses' window. Contested glyphs become blanks of the same style there.
  @MainActor
  func write(_ columns: Range<Int>, at row: Int, ink: inout CursesInk, buffer: inout [cchar_t]) {
    buffer.removeAll(keepingCapacity: true)
    var column = columns.lowerBound
    var styled = Ink.text
    var style = ink.style(for: styled)
    while column < columns.upperBound {
      let cell = cells[cells.startIndex + column]
      // Neighbours mostly wear the same.
      if cell.ink != styled {
        styled = cell.ink
        style = ink.style(for: styled)
      }
      let width = widthFitting(cell.glyph, at: column, before: columns.upperBound)
      if width == 0 || Self.isContested(cell, hasStrikethrough: ink.hasStrikethrough) {
        let blank = curses_cell(0x20, style.attributes, style.pair)
        buffer.append(contentsOf: repeatElement(blank, count: max(1, width)))
      } else {
        buffer.append(Self.cell(cell.glyph, style))
      }
      column += max(1, width)
    }
    curses_write(Int32(row), Int32(columns.lowerBound), buffer, Int32(buffer.count))
  }

  /// The glyph's width; 0 where it is the right half of nothing or has no room for its own.
  private func widthFitting(_ glyph: Glyph, at column: Int, before end: Int) -> Int {
    guard glyph.width == 2 else { return glyph.width }
    let next = column + 1
    return next < end && cells[cells.startIndex + next].glyph.width == 0 ? 2 : 0
  }

  private static func cell(_ glyph: Glyph, _ style: CursesStyle) -> cchar_t {
    var cell = curses_cell(glyph.scalar(at: 0), style.attributes, style.pair)
    guard !glyph.isASCII else { return cell }
    for index in 1..<glyph.scalarCount where curses_add_mark(&cell, glyph.scalar(at: index)) == 0 {
      break
    }
    return cell
  }

  /// Every terminal and libc agree on one scalar of a known width with marks of width 0. They do
  /// not on emoji sequences, flags, key caps and characters newer than they are.
  static func isContested(_ cell: Cell, hasStrikethrough: Bool) -> Bool {
    if hasStrikethrough, cell.ink.attributes.contains(.strikethrough) { return true }
    let glyph = cell.glyph
    guard !glyph.isASCII, glyph.width > 0 else { return false }
    guard curses_width(glyph.scalar(at: 0)) == glyph.width else { return true }
    for index in 1..<glyph.scalarCount where curses_width(glyph.scalar(at: index)) != 0 {
      return true
    }
    return false
  }
}
