/// One place of the picture.
///
/// Eight bytes of plain memory: a picture of a large terminal is made, compared and kept many times a second, and what
/// is small stays in the processor's cache.
package struct Cell: Hashable, Sendable {
  /// A scalar in 21 bits, or the number of a cluster; two bits of width; one that says which it is.
  private var code: UInt32
  package var ink: Ink

  package init(_ glyph: Glyph, _ ink: Ink) {
    code = Self.code(of: glyph)
    self.ink = ink
  }

  /// - Parameter ascii: a printable character.
  private init(ascii: UInt8, _ ink: Ink) {
    code = UInt32(ascii) | Self.one
    self.ink = ink
  }

  /// Writes printable ASCII, a byte a cell: most of what is ever drawn, and so by whole words that the compiler can take
  /// several of at a time.
  static func write(
    _ bytes: UnsafeBufferPointer<UInt8>, _ ink: Ink, to cells: UnsafeMutableBufferPointer<Cell>
  ) {
    guard let target = cells.baseAddress, let bytes = bytes.baseAddress else { return }
    // The code is the lower half: every platform of Swift's is little-endian.
    let empty = unsafeBitCast(Cell(ascii: 0, ink), to: UInt64.self)
    target.withMemoryRebound(to: UInt64.self, capacity: cells.count) { words in
      for index in 0..<cells.count { words[index] = empty | UInt64(bytes[index]) }
    }
  }

  package static let blank = Cell(.space, .text)

  /// What stands here; the right half of a wide glyph holds `.continuation`.
  package var glyph: Glyph {
    get { Self.glyph(code) }
    set { code = Self.code(of: newValue) }
  }

  /// The right half of a wide glyph.
  var isContinuation: Bool { code == 0 }

  /// The character, where it is one of ASCII: what most cells hold.
  var ascii: UInt8? { code & ~0x7F == Self.one ? UInt8(truncatingIfNeeded: code) : nil }

  private static let widthShift: UInt32 = 21
  /// The width of most glyphs, in its place.
  private static let one: UInt32 = 1 << widthShift
  private static let clusterBit: UInt32 = 1 << 23

  /// Glyphs of more than one scalar that have been drawn.
  private static let clusters = NumberTable<Glyph>()

  private static func code(of glyph: Glyph) -> UInt32 {
    guard glyph != .continuation else { return 0 }
    let width = UInt32(glyph.width) << widthShift
    guard glyph.scalarCount > 1, case let number = clusters.number(of: glyph), number > 0 else {
      // Of so many that the table is full, the marks are not drawn.
      return glyph.scalar(at: 0) | width
    }
    return UInt32(number) | width | clusterBit
  }

  private static func glyph(_ code: UInt32) -> Glyph {
    guard code != 0 else { return .continuation }
    let value = code & 0x1F_FFFF
    guard code & clusterBit != 0 else {
      return Glyph(value, width: Int(code >> widthShift & 3))
    }
    return clusters.value(UInt16(value)) ?? .space
  }
}
