/// Where the lines of a piece of source begin.
struct MarkdownLines {
  private let text: [UInt8]
  private let starts: [Int]
  /// Whether a blank line stands before the piece.
  private let followsBlank: Bool

  init(_ text: [UInt8], followsBlank: Bool) {
    self.text = text
    self.followsBlank = followsBlank
    var starts = [0]
    for (index, byte) in text.enumerated() where byte == 0x0A { starts.append(index + 1) }
    self.starts = starts
  }

  /// Bytes before a line, which counts from 1.
  func start(ofLine line: Int) -> Int {
    starts[min(max(0, line - 1), starts.count - 1)]
  }

  /// Whether the line before a block is blank, marks of quotes aside.
  func isBlank(before block: MarkdownNode) -> Bool {
    let line = block.startLine
    guard line > 1 else { return line == 1 && followsBlank }
    return text[start(ofLine: line - 1)..<start(ofLine: line)].allSatisfy(Self.isBlank)
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == UInt8(ascii: ">")
  }
}
