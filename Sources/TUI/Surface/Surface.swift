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
    place.column += Int(line.indent)
    for span in line.spans where place.column < clip.right {
      place.column = write(span.text, ink: span.ink, at: place, in: clip)
    }
    return place.column
  }

  @discardableResult
  package mutating func write(_ text: String, ink: Ink, at place: Point, in clip: Rect) -> Int {
    let clip = clip.intersection(Rect(size))
    guard place.row >= clip.row, place.row < clip.bottom, !clip.isEmpty else {
      return min(max(place.column, clip.right), place.column + Glyph.width(of: text))
    }
    return withRow(place.row) {
      $0.write(text, ink, from: place.column, in: clip.column..<clip.right)
    }
  }

  /// Copies what stands on another surface, as wide as this one, over the rows from one on.
  mutating func put(_ other: Surface, at row: Int) {
    let start = row * size.columns
    guard other.size.columns == size.columns, start >= 0, start + other.cells.count <= cells.count
    else { return }
    cells.withUnsafeMutableBufferPointer { _ = $0[start...].update(fromContentsOf: other.cells) }
  }

  package mutating func fill(_ rect: Rect, _ cell: Cell) {
    let rect = rect.intersection(Rect(size))
    guard !rect.isEmpty else { return }
    for row in rect.row..<rect.bottom {
      withRow(row) { $0.fill(rect.column..<rect.right, with: cell) }
    }
  }

  private mutating func withRow<Result>(_ row: Int, _ body: (RowPen) -> Result) -> Result {
    let columns = size.columns
    return cells.withUnsafeMutableBufferPointer {
      body(
        RowPen(cells: UnsafeMutableBufferPointer(rebasing: $0[row * columns..<(row + 1) * columns]))
      )
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
