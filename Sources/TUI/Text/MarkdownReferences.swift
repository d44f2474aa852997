/// Finds link definitions (`[name]: https://…`), which may stand after what they change.
enum MarkdownReferences {
  /// Whether a line looks like a definition. Says yes too often rather than too seldom.
  static func exist(in source: [UInt8]) -> Bool {
    var start = 0
    while start < source.count {
      let end = source[start...].firstIndex(of: 0x0A) ?? source.count
      if isDefinition(source[start..<end]) { return true }
      start = end + 1
    }
    return false
  }

  /// Marks of quotes and lists, then `[`, and `]:` further on.
  private static func isDefinition(_ line: ArraySlice<UInt8>) -> Bool {
    let content = line.drop { byte in
      [0x20, 0x09, UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")]
        .contains(byte)
    }
    guard content.first == UInt8(ascii: "[") else { return false }
    return zip(content, content.dropFirst()).contains { $0 == 0x5D && $1 == 0x3A }
  }
}
