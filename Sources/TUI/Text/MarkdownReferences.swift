/// Finds link definitions (`[name]: https://…`), which may stand after what they change.
enum MarkdownReferences {
  /// CommonMark's longest name, in characters of at most four bytes, with its brackets.
  private static let longestName = 999 * 4 + 2

  /// Whether something looks like a definition: a line that begins with `[`, after marks of quotes
  /// and lists, and `]:` after it, perhaps lines later. Says yes too often rather than too seldom.
  static func exist(in source: [UInt8]) -> Bool {
    var opened: Int?
    var isInMarks = true
    for (offset, byte) in source.enumerated() {
      if byte == 0x0A {
        isInMarks = true
      } else if isInMarks, !isMark(byte) {
        isInMarks = false
        if byte == UInt8(ascii: "[") { opened = offset }
      } else if byte == UInt8(ascii: ":"), let start = opened, offset - start <= longestName,
        source[offset - 1] == UInt8(ascii: "]")
      {
        return true
      }
    }
    return false
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0D, UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"),
      UInt8(ascii: "+"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
      UInt8(ascii: ")"):
      true
    default: false
    }
  }
}
