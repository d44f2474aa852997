/// Where a long paragraph can be cut so that its two parts read like the whole.
///
/// A part ends after a blank and before a letter, so that neither side looks like other Markdown, and
/// where no emphasis, code, link, formula or tag is open. What looks open to this reader but is none, such as
/// a lone `*`, only makes it find no place.
struct ParagraphCut {
  /// The last such place in the second half of a range of a source; `nil` where everything is open.
  static func closed(in range: Range<Int>, of source: [UInt8]) -> Int? {
    var reader = ParagraphCut()
    let half = range.lowerBound + range.count / 2
    var place: Int?
    source.withUnsafeBufferPointer { source in
      for offset in range {
        if offset > half, reader.isClosed, isPlace(offset, in: source) { place = offset }
        reader.consume(offset, in: source, from: range.lowerBound)
      }
    }
    return place
  }

  /// After one blank and before a letter.
  static func isPlace(_ offset: Int, in source: UnsafeBufferPointer<UInt8>) -> Bool {
    source[offset - 1] == 0x20 && source[offset - 2] != 0x20 && isLetter(source[offset])
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  /// A bit for each mark that has begun a span and not ended it.
  private var open: UInt8 = 0
  private var brackets = 0
  private var isEscaped = false

  private var isClosed: Bool { open == 0 && brackets == 0 }

  private mutating func consume(
    _ offset: Int, in source: UnsafeBufferPointer<UInt8>, from start: Int
  ) {
    let byte = source[offset]
    // Letters, digits, and what has no meaning within a line.
    guard byte < 0x80, byte < 0x30 || byte > 0x39, byte | 0x20 < 0x61 || byte | 0x20 > 0x7A else {
      isEscaped = false
      return
    }
    defer { isEscaped = byte == 0x5C && !isEscaped }
    guard !isEscaped else {
      // A formula between \( and \), or \[ and \].
      if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { open |= 128 }
      if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { open &= ~128 }
      return
    }
    let before = offset > start ? source[offset - 1] : 0x20
    switch byte {
    case UInt8(ascii: "`"): if before != byte { open ^= 1 }
    case UInt8(ascii: "$"): if before != byte { open ^= 64 }
    case UInt8(ascii: "*"): if before != byte { open ^= 2 }
    case UInt8(ascii: "~"): if before != byte { open ^= 4 }
    case UInt8(ascii: "_"):
      let next = offset + 1 < source.count ? source[offset + 1] : 0x20
      // Within a word it is a letter.
      if before != byte, !(Self.isLetter(before) && Self.isLetter(next)) { open ^= 8 }
    case UInt8(ascii: "<"): open |= 16
    case UInt8(ascii: ">"): open &= ~16
    case UInt8(ascii: "["): brackets += 1
    case UInt8(ascii: "]"): brackets = max(0, brackets - 1)
    case UInt8(ascii: "("): if before == UInt8(ascii: "]") { open |= 32 }
    case UInt8(ascii: ")"): open &= ~32
    default: break
    }
  }
}
