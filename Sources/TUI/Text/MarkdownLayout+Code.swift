extension MarkdownLayout {
  /// Settles the fence and its label once the first line is complete.
  mutating func enterCode(_ fence: MarkdownFence, to end: Int) -> Bool {
    guard let newline = source[settledBytes..<end].firstIndex(of: 0x0A) else { return false }
    let code = CodeBlock(fence, width: width, emoji: emoji)
    var gap: [Line] = []
    if case .start = place {} else { gap = [Line()] }
    settle(gap + code.label, upTo: newline + 1, leaving: .inCode(code))
    return true
  }

  /// Settles the lines of code that are complete; the last one is the tail.
  ///
  /// - Returns: whether the block was closed.
  mutating func consumeCode(_ code: CodeBlock, to end: Int) -> Bool {
    var code = code
    while let piece = codePiece(from: settledBytes, to: end) {
      if piece.endsLine, code.isClosed(by: source[piece.bytes]) {
        settle(code.empty, upTo: piece.next, leaving: .afterBlock)
        tail = []
        return true
      }
      let lines = code.lines(String(decoding: source[piece.bytes], as: UTF8.self), piece.endsLine)
      linesWrapped += lines.count
      settle(lines, upTo: piece.next, leaving: .inCode(code))
    }
    place = .inCode(code)
    tail = codeTail(code, source[settledBytes..<end])
    linesWrapped += tail.count
    return false
  }

  /// A fence is not shown as code while it is being written.
  private func codeTail(_ code: CodeBlock, _ line: ArraySlice<UInt8>) -> [Line] {
    let isFence = isSettled ? code.isClosed(by: line) : code.mayBeClosed(by: line)
    guard !line.isEmpty, !isFence else { return code.empty }
    var code = code
    return code.lines(String(decoding: line, as: UTF8.self), true)
  }

  /// A top-level block of code that is complete, or whose fence is being written.
  func codeLines(_ fence: MarkdownFence, from start: Int) -> [Line] {
    var code = CodeBlock(fence, width: width, emoji: emoji)
    var lines = code.label
    let newline = source[start...].firstIndex(of: 0x0A) ?? source.count
    var at = min(newline + 1, source.count)
    while at < source.count {
      let rest = CodePiece(bytes: at..<source.count, endsLine: true, next: source.count)
      let piece = codePiece(from: at, to: source.count) ?? rest
      if piece.endsLine, code.isClosed(by: source[piece.bytes]) { break }
      lines += code.lines(String(decoding: source[piece.bytes], as: UTF8.self), piece.endsLine)
      at = piece.next
    }
    return lines + code.empty
  }

  private struct CodePiece {
    var bytes: Range<Int>
    var endsLine: Bool
    var next: Int
  }

  /// The next complete line, or the part of it that is as long as may be looked at again.
  private func codePiece(from start: Int, to end: Int) -> CodePiece? {
    let limit = min(end, start + Self.longest)
    if let newline = source[start..<limit].firstIndex(of: 0x0A) {
      return CodePiece(bytes: start..<newline, endsLine: true, next: newline + 1)
    }
    guard end - start >= Self.longest else { return nil }
    let cut = scalarStart(start + Self.longest)
    return CodePiece(bytes: start..<cut, endsLine: false, next: cut)
  }
}
