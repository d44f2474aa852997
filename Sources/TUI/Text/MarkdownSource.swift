/// A text as it is given to the Markdown parser: what models write and CommonMark would spoil is
/// protected. Lines stay lines, so that places in the parsed text are places in the source.
///
/// Mathematics (`$…$`, `$$…$$`, `\(…\)`, `\[…\]`) becomes a line of Unicode where `Formula` has one, and
/// passes untouched where not; each sign that means something to the parser is escaped. A footnote `[^1]` is a small
/// number at its place and before its text, wherever that stands. Emphasis beside Chinese, Japanese or Korean punctuation gets the neighbour that
/// CommonMark's rule of flanking asks for (`**重要：**的`), which `MarkdownInline` takes away again.
struct MarkdownSource {
  /// A punctuation sign that no model writes (RING POINT, of a script of bones and shells).
  static let neighbour: Unicode.Scalar = "\u{2E30}"
  private static let neighbourBytes = Array(String(neighbour).utf8)
  private static let neighbourNumber = neighbourBytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
  /// A formula in a line, and one that stands by itself, in bytes.
  private static let longestInline = 400
  private static let longestDisplay = 4000

  private let text: [UInt8]
  private var output: [UInt8] = []
  private var place = 0

  /// The text as the parser gets it.
  static func protected(_ text: [UInt8]) -> [UInt8] {
    guard mayNeedIt(text) else { return text }
    var source = MarkdownSource(text: text)
    return source.run()
  }

  private init(text: [UInt8]) { self.text = text }

  private static func mayNeedIt(_ text: [UInt8]) -> Bool {
    var hasStar = false
    var hasWide = false
    var hasNeighbour = false
    // The last four bytes, the newest lowest.
    var recent: UInt32 = 0
    for byte in text {
      if byte == UInt8(ascii: "$") { return true }
      let opens =
        byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "b")
      let previous = UInt8(truncatingIfNeeded: recent)
      if opens, previous == UInt8(ascii: "\\") { return true }
      if byte == UInt8(ascii: "^"), previous == UInt8(ascii: "[") { return true }
      hasStar = hasStar || byte == UInt8(ascii: "*")
      hasWide = hasWide || byte >= 0xE3
      recent = recent << 8 | UInt32(byte)
      hasNeighbour = hasNeighbour || recent & 0xFF_FFFF == neighbourNumber
    }
    return hasStar && hasWide && !hasNeighbour
  }

  private mutating func run() -> [UInt8] {
    output.reserveCapacity(text.count + text.count / 8)
    var code = CodeSpans()
    while place < text.count {
      let byte = text[place]
      if let end = code.end(of: text, at: place) {
        copy(to: end)
      } else if let end = formulaEnd() {
        escape(formula(to: end) ?? Array(text[place..<end]))
        place = end
      } else if let note = footnote() {
        output += note.sign
        place = note.end
      } else if byte == UInt8(ascii: "\\"), place + 1 < text.count {
        copy(to: place + 2)
      } else if byte == UInt8(ascii: "*") {
        emphasis()
      } else {
        copy(to: place + 1)
      }
    }
    return output
  }

  private mutating func copy(to end: Int) {
    output += text[place..<end]
    place = end
  }

  // MARK: Footnotes

  /// The sign of the note that is named here, or whose text begins here, and where the name ends. Only a number is
  /// one for sure: `[^a-z]` is an expression, and behind a digit a small number would be its power.
  private func footnote() -> (sign: [UInt8], end: Int)? {
    guard text[place] == UInt8(ascii: "["), follows("[^") else { return nil }
    let name = text[(place + 2)...].prefix(24).prefix { Self.isWord($0) || $0 == UInt8(ascii: "-") }
    guard !name.isEmpty, name.endIndex < text.count, text[name.endIndex] == UInt8(ascii: "]") else {
      return nil
    }
    let end = name.endIndex + 1
    guard name.allSatisfy(Self.isDigit), place == 0 || !Self.isDigit(text[place - 1]) else {
      // The parser would take its text for the address of a link.
      return (Array("\\[\\^".utf8) + name + Array("\\]".utf8), end)
    }
    let isText =
      (place == 0 || text[place - 1] == 0x0A) && end < text.count && text[end] == UInt8(ascii: ":")
    return (name.flatMap { Array(Self.raised[Int($0 - 0x30)].utf8) }, isText ? end + 1 : end)
  }

  private static let raised = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

  // MARK: Formulas

  /// Where the formula ends that begins here; `nil` where none does.
  private func formulaEnd() -> Int? {
    switch text[place] {
    case UInt8(ascii: "$"):
      if follows("$$") { return end(of: "$$", from: place + 2, longest: Self.longestDisplay) }
      return inlineEnd()
    case UInt8(ascii: "\\"):
      if follows("\\(") { return end(of: "\\)", from: place + 2, longest: Self.longestInline) }
      if follows("\\[") { return end(of: "\\]", from: place + 2, longest: Self.longestDisplay) }
      if follows("\\begin{") { return environmentEnd() }
      return nil
    default: return nil
    }
  }

  /// Behind the `\end{align}` of a bare `\begin{align}`.
  private func environmentEnd() -> Int? {
    let name = text[(place + 7)...].prefix(24).prefix { $0 != UInt8(ascii: "}") && $0 != 0x0A }
    return end(
      of: "\\end{" + String(decoding: name, as: UTF8.self) + "}", from: name.endIndex,
      longest: Self.longestDisplay)
  }

  private func follows(_ mark: StaticString) -> Bool {
    text[place...].starts(
      with: UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount))
  }

  /// Behind the closing mark; no formula goes over a blank line. One whose end is still to be written
  /// goes to the end of the text.
  private func end(of mark: String, from start: Int, longest: Int) -> Int? {
    let mark = Array(mark.utf8)
    var index = start
    while index < text.count, index - start <= longest {
      if text[index...].starts(with: mark) { return index > start ? index + mark.count : nil }
      if text[index] == 0x0A, index + 1 < text.count, text[index + 1] == 0x0A { return nil }
      index += 1
    }
    return index == text.count && index > start ? index : nil
  }

  /// Pandoc's rule: no blank behind the first sign or before the last, no digit behind the last. So
  /// `$5 and $10` are prices.
  private func inlineEnd() -> Int? {
    let start = place + 1
    guard start < text.count, !Self.isSpace(text[start]), text[start] != UInt8(ascii: "$"),
      place == 0 || !Self.isWord(text[place - 1])
    else { return nil }
    var index = start
    while index < text.count, text[index] != 0x0A, index - start <= Self.longestInline {
      if text[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if text[index] == UInt8(ascii: "$") {
        let isEnd =
          !Self.isSpace(text[index - 1])
          && (index + 1 == text.count || !Self.goesOn(text[index + 1]))
        return isEnd ? index + 1 : nil
      }
      index += 1
    }
    // The end is still to be written; such signs tell that it will be.
    let rest = text[start..<min(index, text.count)]
    let isFormula = rest.contains {
      [UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "_")].contains($0)
    }
    return index >= text.count && isFormula && !Self.isDigit(text[start]) ? text.count : nil
  }

  /// `$5 and $10`, `$HOME/$USER`, `${A}${B}`: what stands behind such a sign goes on with a word.
  private static func goesOn(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "_")
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A
  }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A
  }

  /// The formula from here in Unicode, on as many lines as it was written on; `nil` where it has to stay as it is.
  private func formula(to end: Int) -> [UInt8]? {
    guard !follows("\\begin{") else { return nil }
    let mark = text[place] == UInt8(ascii: "$") && !follows("$$") ? 1 : 2
    // One that is still being written has no second mark.
    let closing = Self.closing(of: text[place..<min(place + mark, end)])
    guard end - place > 2 * mark, text[..<end].suffix(mark).elementsEqual(closing) else {
      return nil
    }
    let inside = text[place + mark..<end - mark]
    guard let line = Formula.unicode(String(decoding: inside, as: UTF8.self)) else { return nil }
    let breaks = inside.count { $0 == 0x0A }
    let before = inside.prefix { Self.isSpace($0) }.count { $0 == 0x0A }
    // A line that says nothing would end the paragraph: the neighbour holds it, and is not shown.
    let empty = Self.neighbourBytes + [0x0A]
    var lines = (0..<before).flatMap { _ in empty } + Array(line.utf8)
    for _ in before..<breaks { lines += [0x0A] + Self.neighbourBytes }
    return lines
  }

  private static func closing(of mark: ArraySlice<UInt8>) -> [UInt8] {
    switch mark.last {
    case UInt8(ascii: "("): Array("\\)".utf8)
    case UInt8(ascii: "["): Array("\\]".utf8)
    default: Array(mark)
    }
  }

  /// A backslash before everything that the parser could take for its own; it removes each again.
  private mutating func escape(_ formula: [UInt8]) {
    for byte in formula {
      let isSign = byte > 0x20 && byte < 0x7F && !Self.isWord(byte)
      if isSign, byte != UInt8(ascii: "$") { output.append(UInt8(ascii: "\\")) }
      output.append(byte)
    }
  }

  // MARK: Emphasis

  /// A run of stars between punctuation and a letter, one of them Chinese, Japanese or Korean.
  private mutating func emphasis() {
    let run = text[place...].prefix { $0 == UInt8(ascii: "*") }.count
    let (before, after) = (scalar(before: place), scalar(at: place + run))
    let opens = after.map(Self.isWidePunctuation) == true && before.map(Self.isLetter) == true
    let closes = before.map(Self.isWidePunctuation) == true && after.map(Self.isLetter) == true
    if opens { output += Self.neighbourBytes }
    copy(to: place + run)
    if closes { output += Self.neighbourBytes }
  }

  private func scalar(before end: Int) -> Unicode.Scalar? {
    guard end > 0 else { return nil }
    var start = end - 1
    while start > 0, text[start] & 0xC0 == 0x80, end - start < 4 { start -= 1 }
    return String(decoding: text[start..<end], as: UTF8.self).unicodeScalars.first
  }

  private func scalar(at start: Int) -> Unicode.Scalar? {
    guard start < text.count else { return nil }
    return String(decoding: text[start..<min(start + 4, text.count)], as: UTF8.self).unicodeScalars
      .first
  }

  private static func isWidePunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .openPunctuation, .closePunctuation, .otherPunctuation, .initialPunctuation,
      .finalPunctuation, .dashPunctuation, .connectorPunctuation:
      scalar.value >= 0x2000
    default: false
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}

extension String {
  /// Without the signs that were put beside emphasis.
  var withoutNeighbours: String {
    guard unicodeScalars.contains(MarkdownSource.neighbour) else { return self }
    var clean = ""
    clean.unicodeScalars.append(
      contentsOf: unicodeScalars.filter { $0 != MarkdownSource.neighbour })
    return clean
  }
}

/// Finds code, in which everything stays as it is: fenced blocks and spans between backticks.
private struct CodeSpans {
  private var isAtLineStart = true
  private var fence: (byte: UInt8, length: Int)?

  /// Where the code ends that stands at a place, or a line of it; `nil` where there is none.
  mutating func end(of text: [UInt8], at place: Int) -> Int? {
    let byte = text[place]
    if isAtLineStart, let line = fenceLine(text, place) { return line }
    isAtLineStart = byte == 0x0A
    guard byte == UInt8(ascii: "`") else { return nil }
    let run = text[place...].prefix { $0 == byte }.count
    var index = place + run
    while index < text.count {
      guard text[index] == byte else {
        // No span goes over a blank line.
        if text[index] == 0x0A, index + 1 < text.count, text[index + 1] == 0x0A { break }
        index += 1
        continue
      }
      let closing = text[index...].prefix { $0 == byte }.count
      if closing == run { return index + closing }
      index += closing
    }
    return place + run
  }

  /// A line of a fenced block, its fences included.
  private mutating func fenceLine(_ text: [UInt8], _ start: Int) -> Int? {
    let end = (text[start...].firstIndex(of: 0x0A) ?? text.count - 1) + 1
    let line = text[start..<end].drop { $0 == 0x20 || $0 == UInt8(ascii: ">") }
    let first = line.first ?? 0
    let length = line.prefix { $0 == first }.count
    let isMark = (first == UInt8(ascii: "`") || first == UInt8(ascii: "~")) && length >= 3
    if let open = fence {
      if isMark, first == open.byte, length >= open.length { fence = nil }
      return end
    }
    guard isMark, !(first == UInt8(ascii: "`") && line.dropFirst(length).contains(first)) else {
      return nil
    }
    fence = (first, length)
    return end
  }
}
