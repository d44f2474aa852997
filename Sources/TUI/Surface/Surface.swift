/// The grid of cells that the views render to, and a `Screen` shows.
///
/// A wide glyph always stands whole: its cell is followed by one `.continuation`. Whatever is drawn
/// over one half leaves a blank in the other, and a wide glyph cut by an edge becomes a blank.
package struct Surface: Equatable, Sendable {
  package let size: Size
  /// Row by row.
  package private(set) var cells: [Cell]

  package init(_ size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
  }

  package subscript(column: Int, row: Int) -> Cell {
    cells[row * size.columns + column]
  }

  /// Writes a line from a place on; what does not fit between the clip's edges is not drawn.
  ///
  /// - Returns: the column after the line; any column beyond the clip when the line goes on there.
  @discardableResult
  package mutating func write(_ line: Line, at place: Point, in clip: Rect) -> Int {
    var place = place
    for span in line.spans where place.column < clip.right {
      place.column = write(span.text, ink: span.ink, at: place, in: clip)
    }
    return place.column
  }

  @discardableResult
  package mutating func write(_ text: String, ink: Ink, at place: Point, in clip: Rect) -> Int {
    let clip = clip.intersection(Rect(size))
    let visible = place.row >= clip.row && place.row < clip.bottom && !clip.isEmpty
    var column = place.column
    if visible, column >= clip.column, let end = writePlain(text, ink, at: place, upTo: clip.right)
    {
      return end
    }
    var glyphs = Glyphs(text)
    while column < clip.right, let glyph = glyphs.next() {
      if visible { put(glyph, ink, column: column, row: place.row, in: clip) }
      column += glyph.width
    }
    return column
  }

  package mutating func fill(_ rect: Rect, _ cell: Cell) {
    let rect = rect.intersection(Rect(size))
    guard !rect.isEmpty else { return }
    let blank = Cell(.space, cell.ink)
    for row in rect.row..<rect.bottom {
      healEdges(of: rect, row: row)
      var column = rect.column
      while column < rect.right {
        let fits = column + cell.glyph.width <= rect.right
        set(fits ? cell : blank, column: column, row: row)
        column += fits ? max(1, cell.glyph.width) : 1
      }
    }
  }

  /// Gives what stands in a rectangle another ink. A wide glyph follows its left half.
  package mutating func paint(_ rect: Rect, _ ink: Ink) {
    paint(rect) { $0 = ink }
  }

  /// Adds attributes to what stands in a rectangle.
  package mutating func paint(_ rect: Rect, adding attributes: Attributes) {
    paint(rect) { $0.attributes.formUnion(attributes) }
  }

  private mutating func paint(_ rect: Rect, _ change: (inout Ink) -> Void) {
    let rect = rect.intersection(Rect(size))
    guard !rect.isEmpty else { return }
    for row in rect.row..<rect.bottom {
      let start = row * size.columns
      for index in (start + rect.column)..<(start + rect.right) {
        if !cells[index].isContinuation { change(&cells[index].ink) }
      }
      for index in (start + rect.column)...(start + rect.right)
      where index < start + size.columns && index > start {
        if cells[index].isContinuation { cells[index].ink = cells[index - 1].ink }
      }
    }
  }
}

extension Surface {
  /// Writes a text of printable ASCII, a byte a cell, which is most of what is ever written.
  ///
  /// - Returns: the column after what fitted; `nil` when something else is in the text.
  private mutating func writePlain(
    _ text: String, _ ink: Ink, at place: Point, upTo right: Int
  ) -> Int? {
    let row = place.row * size.columns
    return text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      guard Self.isPlain(bytes) else { return nil }
      let end = min(right, place.column + bytes.count)
      guard place.column < end else { return place.column }
      heal(column: place.column, row: place.row)
      heal(column: end, row: place.row)
      cells.withUnsafeMutableBufferPointer { cells in
        for index in 0..<(end - place.column) {
          cells[row + place.column + index] = Cell(ascii: bytes[index], ink)
        }
      }
      return end
    } ?? nil
  }

  /// Printable ASCII only, eight bytes at a time.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
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

  private mutating func put(_ glyph: Glyph, _ ink: Ink, column: Int, row: Int, in clip: Rect) {
    let right = column + glyph.width
    guard right > clip.column, column < clip.right else { return }
    guard column >= clip.column, right <= clip.right else {
      put(.space, ink, column: max(column, clip.column), row: row, in: clip)
      return
    }
    heal(column: column, row: row)
    heal(column: right, row: row)
    set(Cell(glyph, ink), column: column, row: row)
  }

  private mutating func set(_ cell: Cell, column: Int, row: Int) {
    let index = row * size.columns + column
    cells[index] = cell
    if cell.glyph.width == 2 { cells[index + 1] = Cell(.continuation, cell.ink) }
  }

  private mutating func healEdges(of rect: Rect, row: Int) {
    heal(column: rect.column, row: row)
    heal(column: rect.right, row: row)
  }

  /// Blanks both halves of a wide glyph that a new edge left of `column` would cut.
  private mutating func heal(column: Int, row: Int) {
    guard column > 0, column < size.columns else { return }
    let index = row * size.columns + column
    guard cells[index].isContinuation else { return }
    cells[index - 1].glyph = .space
    cells[index].glyph = .space
  }
}
