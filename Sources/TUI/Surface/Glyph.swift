/// One grapheme that is safe to send to a terminal, and the columns it takes there.
///
/// At most five scalars, which is what one ncurses cell holds (`CCHARW_MAX`: a spacing character
/// and four marks). They are packed in 128 bits, so that going through a text glyph by glyph
/// allocates nothing and counts no references.
package struct Glyph: Hashable, Sendable {
  /// Scalars one glyph can hold.
  package static let capacity = 5

  /// Scalars 0, 1, 2 in 21 bits each, the first lowest.
  private var low: UInt64
  /// Scalars 3 and 4 in 21 bits each, then three bits of count and two of width.
  private var high: UInt64

  /// A glyph of one scalar, which must be printable.
  init(_ scalar: UInt32, width: Int) {
    low = UInt64(scalar)
    high = 1 << 42 | UInt64(width) << 45
  }

  /// The first glyph of a text; a space when it has none.
  package init(_ text: String) {
    var glyphs = Glyphs(text)
    self = glyphs.next() ?? .space
  }

  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  package static let space = Glyph(0x20, width: 1)
  /// The right half of a wide glyph.
  package static let continuation = Glyph(low: 0, high: 0)

  /// For line breaking; never in a cell.
  static let newline = Glyph(0x0A, width: 0)

  /// 1 or 2; 0 only for `.continuation`.
  package var width: Int { Int(truncatingIfNeeded: high >> 45) }

  /// 1 to 5; 0 only for `.continuation`.
  package var scalarCount: Int { Int(truncatingIfNeeded: high >> 42 & 7) }

  /// The first is the spacing one, the others are marks on it.
  package func scalar(at index: Int) -> UInt32 {
    let bits = index < 3 ? low >> UInt64(21 * index) : high >> UInt64(21 * (index - 3))
    return UInt32(truncatingIfNeeded: bits & 0x1F_FFFF)
  }

  /// For the terminal edge that fills an ncurses cell.
  package var scalars: [Unicode.Scalar] {
    (0..<scalarCount).compactMap { Unicode.Scalar(scalar(at: $0)) }
  }

  package var text: String {
    var text = ""
    for index in 0..<scalarCount {
      if let scalar = Unicode.Scalar(scalar(at: index)) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}

extension Glyph {
  /// Columns of a lone scalar: 0, 1 or 2. A control has 0, because it is never sent.
  package static func width(of scalar: Unicode.Scalar) -> Int {
    max(0, WidthTable.width(scalar.value))
  }

  /// Columns of a washed text on one line.
  package static func width(of text: String) -> Int {
    // Nothing of ASCII joins its neighbour.
    if text.utf8.withContiguousStorageIfAvailable(RowPen.isPlain) ?? false {
      return text.utf8.count
    }
    var columns = 0
    var glyphs = Glyphs(text)
    while let glyph = glyphs.next() { columns += glyph.width }
    return columns
  }

  /// Puts a mark on the glyph, or joins an emoji to it.
  ///
  /// - Returns: false when the glyph is full and stays as it is.
  mutating func append(_ scalar: UInt32) -> Bool {
    let count = scalarCount
    guard count < Self.capacity else { return false }
    if count < 3 {
      low |= UInt64(scalar) << UInt64(21 * count)
    } else {
      high |= UInt64(scalar) << UInt64(21 * (count - 3))
    }
    high += 1 << 42
    return true
  }

  mutating func widen() {
    high = high & ~(3 << 45) | 2 << 45
  }

  /// The glyph with its first scalars only, as wide as before.
  func prefix(_ count: Int) -> Glyph {
    var shorter = Glyph(scalar(at: 0), width: width)
    for index in 1..<max(1, min(count, scalarCount)) { _ = shorter.append(scalar(at: index)) }
    return shorter
  }

  /// Where the first zero width joiner stands.
  var firstJoiner: Int? {
    (0..<scalarCount).first { scalar(at: $0) == 0x200D }
  }
}
