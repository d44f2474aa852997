/// JSON as editors allow it: with comments and with commas before a closing bracket.
enum CommentedJSON {
  private static let quote = UInt8(ascii: "\"")
  private static let slash = UInt8(ascii: "/")
  private static let star = UInt8(ascii: "*")
  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")

  /// The same without them.
  static func plain(_ text: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    var index = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < text.count {
      let byte = text[index]
      let next = index + 1 < text.count ? text[index + 1] : 0
      switch (byte, next) {
      case (quote, _): index = copyString(text, from: index, to: &plain)
      case (slash, slash): index = text[index...].firstIndex(of: newline) ?? text.count
      case (slash, star): index = endOfComment(text, from: index + 2)
      case (UInt8(ascii: "}"), _), (UInt8(ascii: "]"), _):
        dropComma(&plain)
        plain.append(byte)
        index += 1
      default:
        plain.append(byte)
        index += 1
      }
    }
    return plain
  }

  private static func copyString(_ text: [UInt8], from start: Int, to plain: inout [UInt8]) -> Int {
    var index = start
    repeat {
      plain.append(text[index])
      if text[index] == UInt8(ascii: "\\"), index + 1 < text.count {
        index += 1
        plain.append(text[index])
      }
      index += 1
    } while index < text.count && text[index] != quote
    if index < text.count { plain.append(quote) }
    return index + 1
  }

  private static func endOfComment(_ text: [UInt8], from start: Int) -> Int {
    var index = start
    while index + 1 < text.count, text[index] != star || text[index + 1] != slash { index += 1 }
    return index + 2
  }

  private static func dropComma(_ plain: inout [UInt8]) {
    guard let last = plain.lastIndex(where: { $0 > 0x20 }), plain[last] == comma else { return }
    plain.remove(at: last)
  }
}
