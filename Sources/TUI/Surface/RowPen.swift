/// One row of a surface while it is written.
struct RowPen {
  let cells: UnsafeMutableBufferPointer<Cell>

  /// Writes a text; what does not fit between the clip's edges is not drawn.
  ///
  /// - Returns: the column after the text; any column beyond the clip when it goes on there.
  func write(_ text: String, _ ink: Ink, from start: Int, in clip: Range<Int>) -> Int {
    if start >= clip.lowerBound, let end = writePlain(text, ink, from: start, upTo: clip.upperBound)
    {
      return end
    }
    var column = start
    var glyphs = Glyphs(text)
    while column < clip.upperBound, let glyph = glyphs.next() {
      put(glyph, ink, at: column, in: clip)
      column += glyph.width
    }
    return column
  }

  func fill(_ columns: Range<Int>, with cell: Cell) {
    guard cell.glyph.width == 2 else {
      heal(columns.lowerBound)
      heal(columns.upperBound)
      return cells[columns].update(repeating: cell)
    }
    for column in stride(from: columns.lowerBound, to: columns.upperBound, by: 2) {
      put(cell.glyph, cell.ink, at: column, in: columns)
    }
  }

  /// Writes a text of printable ASCII, a byte a cell, which is most of what is ever written.
  ///
  /// - Returns: the column after what fitted; `nil` when something else is in the text.
  private func writePlain(_ text: String, _ ink: Ink, from start: Int, upTo right: Int) -> Int? {
    text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      guard Self.isPlain(bytes) else { return nil }
      let end = min(right, start + bytes.count)
      guard start < end else { return start }
      heal(start)
      heal(end)
      Cell.write(bytes, ink, to: UnsafeMutableBufferPointer(rebasing: cells[start..<end]))
      return end
    } ?? nil
  }

  /// Printable ASCII only, eight bytes at a time.
  static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let high: UInt64 = 0x8080_8080_8080_8080
    let each: UInt64 = 0x0101_0101_0101_0101
    let words = bytes.count / 8
    var strange: UInt64 = 0
    for word in 0..<words {
      let value = UnsafeRawBufferPointer(bytes).loadUnaligned(
        fromByteOffset: 8 * word, as: UInt64.self)
      // Above 0x7F; below 0x20, which borrows; and 0x7F, which carries.
      strange |= (value | (value &- 0x20 &* each) | (value &+ each)) & high
    }
    guard strange == 0 else { return false }
    return bytes[(8 * words)...].allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  private func put(_ glyph: Glyph, _ ink: Ink, at column: Int, in clip: Range<Int>) {
    let right = column + glyph.width
    guard right > clip.lowerBound, column < clip.upperBound else { return }
    guard column >= clip.lowerBound, right <= clip.upperBound else {
      return put(.space, ink, at: max(column, clip.lowerBound), in: clip)
    }
    heal(column)
    heal(right)
    cells[column] = Cell(glyph, ink)
    if glyph.width == 2 { cells[column + 1] = Cell(.continuation, ink) }
  }

  /// Blanks both halves of a wide glyph that a new edge left of `column` would cut.
  private func heal(_ column: Int) {
    guard column > 0, column < cells.count, cells[column].isContinuation else { return }
    cells[column - 1].glyph = .space
    cells[column].glyph = .space
  }
}
