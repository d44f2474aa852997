import CNcurses

/// One row of a picture on its way to ncurses.
///
/// Not bound to the screen's actor as a whole: what is asked of every cell must not ask each time which
/// thread it is on.
struct CursesRow {
  let cells: ArraySlice<Cell>

  /// What ncurses is given for some columns. Contested glyphs are blanks of the same style there.
  ///
  /// - Returns: how many of the buffer's elements were written, a wide glyph being one, and whether
  ///   some glyph is contested.
  @ScreenActor
  func fill(
    _ buffer: inout [cchar_t], with columns: Range<Int>, ink: inout CursesInk
  ) -> (count: Int, isContested: Bool) {
    if buffer.count < cells.count {
      buffer = Array(repeating: cchar_t(), count: cells.count)
    }
    return cells.withUnsafeBufferPointer { cells in
      buffer.withUnsafeMutableBufferPointer { buffer in
        Self.fill(buffer, with: cells, columns, ink: &ink)
      }
    }
  }

  /// The same of columns that hold nothing but ASCII, which is most of what is ever written.
  ///
  /// - Returns: whether there is nothing else.
  @ScreenActor
  func fillPlain(
    _ buffer: inout [chtype], with columns: Range<Int>, ink: inout CursesInk
  ) -> Bool {
    if buffer.count < cells.count { buffer = Array(repeating: 0, count: cells.count) }
    return cells.withUnsafeBufferPointer { cells in
      buffer.withUnsafeMutableBufferPointer { buffer in
        var styled = Ink.text
        var style = ink.plain(for: styled)
        for (index, column) in columns.enumerated() {
          let cell = cells[column]
          // Neighbours mostly wear the same.
          if cell.ink != styled {
            styled = cell.ink
            style = ink.plain(for: styled)
          }
          guard let style, let ascii = cell.ascii else { return false }
          buffer[index] = style | chtype(ascii)
        }
        return true
      }
    }
  }

  @ScreenActor
  private static func fill(
    _ buffer: UnsafeMutableBufferPointer<cchar_t>, with cells: UnsafeBufferPointer<Cell>,
    _ columns: Range<Int>, ink: inout CursesInk
  ) -> (count: Int, isContested: Bool) {
    var count = 0
    var hasContested = false
    var styled = Ink.text
    var blank = ink.blank(for: styled)
    var column = columns.lowerBound
    while column < columns.upperBound {
      let cell = cells[column]
      // Neighbours mostly wear the same.
      if cell.ink != styled {
        styled = cell.ink
        blank = ink.blank(for: styled)
      }
      buffer[count] = blank
      let isContested = isContested(cell, hasStrikethrough: ink.hasStrikethrough)
      let width = widthFitting(cell.glyph, in: cells, at: column, before: columns.upperBound)
      if width > 0, !isContested {
        put(cell.glyph, in: &buffer[count])
        count += 1
      } else {
        for index in 0..<max(1, width) { buffer[count + index] = blank }
        count += max(1, width)
      }
      if isContested { hasContested = true }
      column += max(1, width)
    }
    return (count, hasContested)
  }

  /// The glyph's width; 0 where it is the right half of nothing or has no room for its own.
  private static func widthFitting(
    _ glyph: Glyph, in cells: UnsafeBufferPointer<Cell>, at column: Int, before end: Int
  ) -> Int {
    guard glyph.width == 2 else { return glyph.width }
    let next = column + 1
    return next < end && cells[next].isContinuation ? 2 : 0
  }

  private static func put(_ glyph: Glyph, in cell: inout cchar_t) {
    cell.chars.0 = wchar_t(glyph.scalar(at: 0))
    for index in 1..<max(1, glyph.scalarCount)
    where curses_add_mark(&cell, glyph.scalar(at: index)) == 0 { break }
  }

  /// Every terminal and libc agree on one scalar of a known width with marks of width 0. They do
  /// not on emoji sequences, flags, key caps and characters newer than they are.
  static func isContested(_ cell: Cell, hasStrikethrough: Bool) -> Bool {
    if hasStrikethrough, cell.ink.attributes.contains(.strikethrough) { return true }
    // ncurses knows no links, so their cells are written after it.
    if cell.ink.link > 0 { return true }
    guard cell.ascii == nil, case let glyph = cell.glyph, glyph.width > 0 else { return false }
    guard curses_width(glyph.scalar(at: 0)) == glyph.width else { return true }
    for index in 1..<glyph.scalarCount where curses_width(glyph.scalar(at: index)) != 0 {
      return true
    }
    return false
  }
}
