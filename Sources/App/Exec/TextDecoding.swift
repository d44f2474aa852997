/// Bytes of a pipe or a file as text, whatever editor or shell wrote them.
///
/// UTF-8 with or without a byte order mark, UTF-16 with one. Anything else is refused with its
/// place, because a question that arrives damaged costs a whole reply.
enum TextDecoding {
  /// - Parameter source: what a message calls the bytes: `stdin`, a path.
  static func text(_ bytes: [UInt8], source: String) throws(Failure) -> String {
    // UTF-32's little-endian mark begins like that of UTF-16, so it is looked at first.
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw ExecMessages.isUTF32(source)
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      return try utf16(bytes.dropFirst(2), isBigEndian: false, source)
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return try utf16(bytes.dropFirst(2), isBigEndian: true, source)
    }
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let text = String(validating: bytes.dropFirst(mark), as: UTF8.self) { return text }
    let offset = mark + firstError(in: bytes.dropFirst(mark), Unicode.UTF8.ForwardParser())
    throw ExecMessages.isNotUTF8(source, at: offset)
  }

  private static func utf16(
    _ bytes: ArraySlice<UInt8>, isBigEndian: Bool, _ source: String
  ) throws(Failure) -> String {
    guard bytes.count.isMultiple(of: 2) else {
      throw ExecMessages.endsInHalfACharacter(source)
    }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    if let text = String(validating: units, as: UTF16.self) { return text }
    let offset = 2 + 2 * firstError(in: units[...], Unicode.UTF16.ForwardParser())
    throw ExecMessages.isNotUTF16(source, at: offset)
  }

  /// How many code units stand before the first that fits nothing.
  private static func firstError<Parser: Unicode.Parser>(
    in units: ArraySlice<Parser.Encoding.CodeUnit>, _ parser: Parser
  ) -> Int {
    var parser = parser
    var iterator = units.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error, .emptyInput: return offset
      }
    }
  }
}
