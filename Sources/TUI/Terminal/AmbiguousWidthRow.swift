import CNcurses

/// The part of a row that ncurses cannot place, as bytes.
///
/// ncurses sums libc's `wcwidth`: for it 👩‍💻 takes 4 columns, ❤️ 1, and a character newer than libc
/// none; terminals disagree among themselves as well. So ncurses writes blanks there, and after its
/// update the glyphs are put on them, each followed by an absolute cursor position. Whatever width
/// a terminal gives to the glyph, everything else stands where it belongs: a narrower glyph leaves
/// a blank, what a wider one covers is written again after it. That needs no `wcwidth` of our own
/// linked in the place of libc's.
@ScreenActor
struct AmbiguousWidthRow {
  let cells: ArraySlice<Cell>
  let row: Int

  func bytes(ink: inout CursesInk) -> String {
    let strikes = ink.hasStrikethrough
    var text = ""
    /// Cells before this column have been covered by a wide glyph and are to be written again.
    var coveredEnd = 0
    var isPlaced = false
    var written: CursesStyle?
    var link: UInt16 = 0
    var column = 0
    while column < cells.count {
      let cell = cells[cells.startIndex + column]
      let width = max(1, cell.glyph.width)
      let isContested = CursesRow.isContested(cell, hasStrikethrough: strikes)
      guard isContested || column < coveredEnd, column + width <= cells.count else {
        isPlaced = false
        column += width
        continue
      }
      if !isPlaced { text += position(column) }
      let style = ink.style(for: cell.ink)
      if style != written { text += style.sequence }
      written = style
      if cell.ink.link != link {
        link = cell.ink.link
        text += Self.hyperlink(to: LinkTable.address(link))
      }
      let most = Self.mostColumns(cell.glyph)
      text += Self.text(cell.glyph, nearEdge: column + most > cells.count)
      coveredEnd = max(coveredEnd, column + most)
      isPlaced = !isContested || most == width && cell.glyph.scalarCount == 1
      column += width
    }
    guard !text.isEmpty else { return "" }
    return text + (link > 0 ? Self.hyperlink(to: nil) : "") + "\u{1b}[m"
  }

  /// OSC 8: what is written from here on leads to an address, or nowhere. Each row names the whole
  /// address, and the same number everywhere, so that a terminal lights up all rows of a link.
  private static func hyperlink(to address: String?) -> String {
    guard let address else { return "\u{1b}]8;;\u{1b}\\" }
    return "\u{1b}]8;id=\(LinkTable.number(of: address));\(address)\u{1b}\\"
  }

  private func position(_ column: Int) -> String {
    CursorSequence.move(to: Point(column: column, row: row))
  }

  /// The columns a terminal takes that joins nothing and knows no scalar to be narrow.
  private static func mostColumns(_ glyph: Glyph) -> Int {
    let sum = (0..<glyph.scalarCount).reduce(0) { sum, index in
      let width = Int(curses_width(glyph.scalar(at: index)))
      return sum + (width < 0 ? 2 : width)
    }
    return max(sum, glyph.width, 1)
  }

  /// At the right edge a terminal that sees the glyph wider would begin a new line, or lay its
  /// second part over the first. There it gets only as much as surely fits.
  private static func text(_ glyph: Glyph, nearEdge: Bool) -> String {
    guard glyph.width > 0 else { return " " }
    guard nearEdge else { return glyph.text }
    var columns = 0
    var text = ""
    for scalar in glyph.scalars {
      columns += max(0, Int(curses_width(scalar.value)))
      // A joiner left at the end would take hold of whatever is written next.
      if columns > glyph.width || scalar.value == 0x200d { break }
      text.unicodeScalars.append(scalar)
    }
    return "\u{1b}[?7l" + text + "\u{1b}[?7h"
  }
}
