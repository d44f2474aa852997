extension MarkdownLayout {
  /// Settles the first part of a block that has become too large to be parsed again and again.
  ///
  /// - Returns: true, because the rest must be looked at again.
  mutating func cutBlock(isTable: Bool) -> Bool {
    let header = repeatedHeader
    let cut = blockCut(from: settledBytes)
    let text = header + source[settledBytes..<cut]
    let base = settledBytes - header.count
    bytesParsed += text.count
    var writer = MarkdownWriter(
      MarkdownLines(text, followsBlank: false), emoji: emoji, images: images)
    let lines = MarkdownTree.read(text) { written($0[...], from: base, &writer) }
    linesWrapped += writer.linesWrapped
    let rest: [UInt8] = isTable ? header.isEmpty ? tableHeader() : header : []
    settle(lines, upTo: cut, leaving: .inBlock(header: rest))
    return true
  }

  /// What stands before the rest of a table so that it is one.
  var repeatedHeader: [UInt8] {
    guard case .inBlock(let header) = place, settledBytes < source.count,
      source[settledBytes] != 0x0A
    else { return [] }
    return header
  }

  /// The first two lines of what is not settled.
  private func tableHeader() -> [UInt8] {
    var newlines = 0
    let lines = source[settledBytes...].prefix { byte in
      defer { if byte == 0x0A { newlines += 1 } }
      return newlines < 2
    }
    // A header that is no small part of a piece would be most of the next one.
    return lines.count < Self.longest / 4 ? Array(lines) : []
  }

  /// After the last line that ends in the second half of the piece, else inside a line.
  private func blockCut(from start: Int) -> Int {
    let end = start + Self.largest
    for offset in stride(from: end, to: start + Self.largest / 2, by: -1)
    where source[offset - 1] == 0x0A { return offset }
    return scalarStart(end)
  }
}
