/// One place of the picture.
package struct Cell: Hashable, Sendable {
  /// What stands here; the right half of a wide glyph holds `.continuation`.
  package var glyph: Glyph
  package var ink: Ink
  /// Fills the cell's 24 bytes, so that equal cells are equal memory.
  private let filler: UInt32 = 0

  package init(_ glyph: Glyph, _ ink: Ink) {
    self.glyph = glyph
    self.ink = ink
  }

  package static let blank = Cell(.space, .text)
}
