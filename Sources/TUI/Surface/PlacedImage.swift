/// An image, by its number, and the cells it is drawn over.
package struct PlacedImage: Hashable, Sendable {
  package var number: UInt16
  package var area: Rect
  /// All its rows: `area` has fewer where its pane ends within the image.
  package var rows: Int
  /// Those of them above `area`.
  package var rowsAbove: Int

  package init(number: UInt16, area: Rect, rows: Int? = nil, rowsAbove: Int = 0) {
    self.number = number
    self.area = area
    self.rows = rows ?? area.rows
    self.rowsAbove = rowsAbove
  }

  var isWhole: Bool { rows == area.rows }
}

/// An image that a line has a row of, and its whole size in cells, from behind its frame on.
package struct LineImage: Hashable, Sendable {
  /// In `ImageTable`.
  package var number: UInt16
  package var columns: UInt8
  package var rows: UInt8
  /// Which of them it is, from 0.
  package var row: UInt8
}

/// Pixels of one cell.
package struct CellPixels: Hashable, Sendable {
  package var width: Int
  package var height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}
