/// The end of a text that is still being written, made whole, so that half a mark never shows as text and
/// then turns into something else.
enum MarkdownTail {
  /// Marks that are open for longer are text.
  private static let longest = 600

  /// The text with what is open closed, and with what cannot be told yet held back.
  static func completed(_ text: [UInt8]) -> [UInt8] {
    let shown = withoutUndecidedTable(text)
    let start = paragraphStart(of: shown)
    guard shown.count - start <= longest else { return shown }
    return Array(shown[..<start] + InlineMarks(shown[start...]).completed)
  }

  /// A first row of a table is one once the line below it says so.
  private static func withoutUndecidedTable(_ text: [UInt8]) -> [UInt8] {
    var lines: [Range<Int>] = []
    var end = text.count
    // The last two lines decide: a header, and the beginning of the line below.
    for _ in 0..<2 {
      let start = text[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      lines.append(start..<end)
      guard start > 0 else { break }
      end = start - 1
    }
    let (last, above) = (text[lines[0]], lines.count > 1 ? text[lines[1]] : [])
    if isRule(last, under: above), isRow(above), !isRowOfTable(above, in: text) {
      return Array(text[..<lines[1].lowerBound])
    }
    guard isRow(last), !isRow(above) else { return text }
    return Array(text[..<lines[0].lowerBound])
  }

  private static func isRow(_ line: ArraySlice<UInt8>) -> Bool {
    line.first { $0 != 0x20 } == UInt8(ascii: "|")
  }

  /// `|:--|` under a header as far as it is written, which may be nothing yet; not the whole of it.
  private static func isRule(_ line: ArraySlice<UInt8>, under header: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy {
      [UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ":"), 0x20].contains($0)
    }
      && (line.isEmpty || isRow(line)) && !isWholeRule(line, under: header)
  }

  /// As many bars as the header has, and an end like its.
  private static func isWholeRule(
    _ line: ArraySlice<UInt8>, under header: ArraySlice<UInt8>
  ) -> Bool {
    let bar = UInt8(ascii: "|")
    func bars(_ line: ArraySlice<UInt8>) -> Int { line.reduce(0) { $0 + ($1 == bar ? 1 : 0) } }
    func endsInBar(_ line: ArraySlice<UInt8>) -> Bool { line.last { $0 != 0x20 } == bar }
    return bars(line) >= bars(header) && endsInBar(line) == endsInBar(header)
  }

  /// A row above this one is one, too: the table stands already.
  private static func isRowOfTable(_ row: ArraySlice<UInt8>, in text: [UInt8]) -> Bool {
    guard row.startIndex > 1 else { return false }
    let end = row.startIndex - 1
    let start = text[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return isRow(text[start..<end])
  }

  /// Behind the last blank line.
  private static func paragraphStart(of text: [UInt8]) -> Int {
    var index = text.count - 1
    while index > 0 {
      if text[index] == 0x0A, text[index - 1] == 0x0A { return index + 1 }
      index -= 1
    }
    return 0
  }
}

/// The inline marks of a paragraph that are open at its end.
private struct InlineMarks {
  private let text: ArraySlice<UInt8>
  private var open: [[UInt8]] = []
  /// Where the text of a link begins whose address is not written yet.
  private var bracket: Int?
  private var codeRun = 0
  private var isFence = false

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    read()
  }

  var completed: ArraySlice<UInt8> {
    if isFence { return text }
    if codeRun > 0 {
      // A backtick at the very end is half a mark.
      let isPlainView = text.suffix(codeRun).allSatisfy { $0 == UInt8(ascii: "`") }
      return isPlainView
        ? text.dropLast(codeRun) : text + Array(repeating: UInt8(ascii: "`"), count: codeRun)
    }
    var shown = text
    if let bracket { shown = shown[..<bracket] }
    var marks = open
    // Half of the mark that closes: `~~gone~`.
    let tildes = shown.reversed().prefix { $0 == UInt8(ascii: "~") }.count
    if tildes == 1, marks.last?.first == UInt8(ascii: "~") { shown = shown.dropLast() }
    // Marks with nothing behind them yet.
    while let mark = marks.last, shown.suffix(mark.count).elementsEqual(mark) {
      shown = shown.dropLast(mark.count)
      marks.removeLast()
    }
    while let last = shown.last, !marks.isEmpty, last == 0x20 || last == 0x0A {
      shown = shown.dropLast()
    }
    return shown + marks.reversed().joined()
  }

  private mutating func read() {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if codeRun > 0 {
        let run = self.run(at: index, of: UInt8(ascii: "`"))
        if run == codeRun { codeRun = 0 }
        index += max(1, run)
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"):
        codeRun = run(at: index, of: byte)
        if codeRun >= 3, isLineStart(index) { isFence = true }
        index += codeRun
      case UInt8(ascii: "*"), UInt8(ascii: "~"):
        let length = run(at: index, of: byte)
        mark(byte, length, at: index)
        index += length
      case UInt8(ascii: "["):
        bracket = index
        index += 1
      case UInt8(ascii: "]"):
        // With an address behind it the link goes on, until that is closed.
        let next = index + 1
        if next < text.endIndex, text[next] != UInt8(ascii: "(") { bracket = nil }
        index += 1
      case UInt8(ascii: ")"), 0x0A:
        bracket = nil
        index += 1
      default: index += 1
      }
    }
  }

  private mutating func mark(_ byte: UInt8, _ length: Int, at index: Int) {
    guard length <= 3, byte == UInt8(ascii: "*") || length == 2 else { return }
    let mark = Array(repeating: byte, count: length)
    if let last = open.last, last == mark {
      open.removeLast()
      return
    }
    let next = index + length
    // A star before a blank is a list or a product; at the end it is not known yet.
    guard next == text.endIndex || text[next] != 0x20 && text[next] != 0x0A else { return }
    open.append(mark)
  }

  private func run(at start: Int, of byte: UInt8) -> Int {
    text[start...].prefix { $0 == byte }.count
  }

  private func isLineStart(_ index: Int) -> Bool {
    index == text.startIndex || text[index - 1] == 0x0A
  }
}
