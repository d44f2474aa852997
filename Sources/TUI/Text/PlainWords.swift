/// Words that only lengthen the paragraph they are added to: nothing of Markdown begins or ends with them, so that they
/// need no parser.
///
/// What is no such word for this reader, though it may be one for Markdown, only costs the parsing.
enum PlainWords {
  /// Whether such words can follow a text that ends in a paragraph and shows as it is written.
  static func canFollow(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { text in
      guard let last = text.lastIndex(where: { $0 != 0x20 }), endsPlainly(text, last),
        !holdsUnclosed(text)
      else { return false }
      let start = text.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let line = text[start...].drop { $0 == 0x20 }
      // A row of a table, half a tag, a blank whose width depends on its place.
      guard line.first != UInt8(ascii: "|"),
        !line.contains(where: { $0 == UInt8(ascii: "<") || $0 == 0x09 })
      else { return false }
      // Behind its first word a line is no mark of a block, and does not decide any more how the one before it ends.
      return line.contains(0x20) && line.contains(where: ParagraphCut.isLetter)
    }
  }

  /// What may still become a link, the address of one, a formula or an image, wherever it stands: a closing sign among the
  /// words would end it.
  private static func holdsUnclosed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var previous: UInt8 = 0
    // How often the letter w stands before this byte.
    var ws = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "$"), UInt8(ascii: "\\"): return true
      case UInt8(ascii: "["): if previous == UInt8(ascii: "!") { return true }
      case UInt8(ascii: "("), UInt8(ascii: ":"): if previous == UInt8(ascii: "]") { return true }
      // The parser takes it for an address once a blank follows.
      case UInt8(ascii: "."): if ws >= 3 { return true }
      default: break
      }
      ws = byte | 0x20 == UInt8(ascii: "w") ? ws + 1 : 0
      previous = byte
    }
    return false
  }

  /// Whether the line that is shown ends in what the text ends in. A blank at the end of code or of a link's words is not in
  /// it, and where an address ends is read otherwise when nothing follows.
  private static func endsPlainly(_ text: UnsafeBufferPointer<UInt8>, _ last: Int) -> Bool {
    switch text[last] {
    case UInt8(ascii: ";"), UInt8(ascii: ")"): return false
    case 0x80...:
      guard last >= 2, word(text, at: last - 2) == 3 else { return false }
    default:
      guard last > 0, isPlainSign(text, at: last) || word(text, at: last) == 1 else { return false }
    }
    return !text[...last].reversed().prefix { $0 != 0x20 && $0 != 0x0A }
      .contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "@") }
  }

  /// Whether all that a source holds from an offset on is such words.
  ///
  /// - Parameter first: where the text begins that they follow.
  static func areAll(_ source: [UInt8], from start: Int, following first: Int) -> Bool {
    source.withUnsafeBufferPointer { source in
      guard start > first, start < source.count else { return false }
      guard source[start] == 0x20 || endsInWord(source, first..<start) else { return false }
      var hasWide = false
      var offset = start
      while offset < source.count {
        let length = isPlainSign(source, at: offset) ? 1 : word(source, at: offset)
        guard length > 0 else { return false }
        hasWide = hasWide || length > 1
        offset += length
      }
      // A Chinese letter anywhere decides how stars are read.
      return !hasWide || !source[first..<start].contains(UInt8(ascii: "*"))
    }
  }

  /// Whether a text ends in a word that can go on: no address, no mark that would then stand within a word.
  private static func endsInWord(
    _ source: UnsafeBufferPointer<UInt8>, _ text: Range<Int>
  ) -> Bool {
    var offset =
      text.last { source[$0] == 0x20 || source[$0] == 0x0A }.map { $0 + 1 } ?? text.lowerBound
    guard offset < text.upperBound else { return false }
    while offset < text.upperBound {
      let length = word(source, at: offset)
      guard length > 0 else { return false }
      offset += length
    }
    return true
  }

  private static func isPlainSign(_ source: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    switch source[offset] {
    case 0x20, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "?"),
      UInt8(ascii: "!"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "%"):
      true
    // `www.` begins an address.
    case UInt8(ascii: "."): source[offset - 1] | 0x20 != UInt8(ascii: "w")
    default: false
    }
  }

  /// Bytes of the letter or digit at an offset, or of a Chinese letter or sign; 0 for anything else.
  private static func word(_ source: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    let byte = source[offset]
    if MarkdownSource.isWord(byte) { return 1 }
    // U+4000 to U+9FFF.
    if byte >= 0xE4, byte <= 0xE9 { return 3 }
    guard byte == 0xE3 || byte == 0xEF else { return 0 }
    return ["，", "。", "、", "：", "；"].contains { (sign: StaticString) in
      (0..<3).allSatisfy { source[offset + $0] == sign.utf8Start[$0] }
    } ? 3 : 0
  }
}
