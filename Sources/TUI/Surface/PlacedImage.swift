/// An image, by its number, and the cells it is drawn over.
package struct PlacedImage: Hashable, Sendable {
  package var number: UInt16
  package var area: Rect

  package init(number: UInt16, area: Rect) {
    self.number = number
    self.area = area
  }
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
