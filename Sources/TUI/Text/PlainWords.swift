/// Words that only lengthen the paragraph they are added to, whatever stands in it: nothing of Markdown begins or ends
/// with them, so that they need no parser.
///
/// What is no such word for this reader, though it may be one for Markdown, only costs the parsing.
enum PlainWords {
  /// Whether such words can follow a text that ends in a paragraph, with no mark open in it.
  static func canFollow(_ text: ArraySlice<UInt8>) -> Bool {
    var previous: UInt8 = 0
    // The letters `w` before this byte.
    var letters = 0
    for byte in text {
      // A formula may still be closed, and a paragraph that is one image is a frame.
      if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "\\") { return false }
      if byte == UInt8(ascii: "["), previous == UInt8(ascii: "!") { return false }
      // The parser takes it for an address once a blank follows.
      if byte == UInt8(ascii: "."), letters >= 3 { return false }
      letters = byte | 0x20 == UInt8(ascii: "w") ? letters + 1 : 0
      previous = byte
    }
    // A blank at the end of code, or one written as a sign, is not in the line that is shown; and where an address ends
    // is read otherwise when nothing follows it.
    let word = text.reversed().drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0x0A }
    guard word.first != UInt8(ascii: "`"), word.first != UInt8(ascii: ";"),
      !word.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "@") })
    else { return false }
    let start = text.lastIndex(of: 0x0A).map { $0 + 1 } ?? text.startIndex
    let line = text[start...].drop { $0 == 0x20 }
    // The address of a link, a row of a table, half a tag, a blank whose width depends on its place.
    guard let first = line.first, first != UInt8(ascii: "["), first != UInt8(ascii: "|"),
      !line.contains(where: { $0 == UInt8(ascii: "<") || $0 == 0x09 })
    else { return false }
    // Behind its first word a line is no mark of a block, and does not decide any more how the one before it ends.
    return line.contains(0x20) && line.contains { isLetter($0) || $0 >= 0x80 }
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

  /// Bytes of the letter or digit at an offset, or of a Chinese one; 0 for anything else.
  private static func word(_ source: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    let byte = source[offset]
    if isLetter(byte) || byte >= 0x30 && byte <= 0x39 { return 1 }
    // U+4000 to U+9FFF.
    if byte >= 0xE4, byte <= 0xE9 { return 3 }
    guard byte == 0xE3 || byte == 0xEF else { return 0 }
    return ["，", "。", "、", "：", "；"].contains { (sign: StaticString) in
      (0..<3).allSatisfy { source[offset + $0] == sign.utf8Start[$0] }
    } ? 3 : 0
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }
}
