/// Cuts one line of code into inked pieces.
struct CodeLexer {
  private(set) var open: Int?
  private(set) var isInTag: Bool

  private let text: String
  private let bytes: [UInt8]
  private let language: CodeLanguage
  private var line = Line()
  private var at = 0

  init(_ text: String, language: CodeLanguage, open: Int?, isInTag: Bool) {
    self.text = text
    bytes = Array(text.utf8)
    self.language = language
    self.open = open
    self.isInTag = isInTag
  }

  mutating func spans() -> [Span] {
    while at < bytes.count {
      if let open {
        consumeQuote(language.quotes[open], index: open, from: at)
      } else if language.grammar == .markup {
        consumeMarkup()
      } else {
        consumePiece()
      }
    }
    return line.spans
  }

  private mutating func consume(_ count: Int, _ role: Role) {
    let end = min(bytes.count, at + max(1, count))
    line.append(Span(SafeText(washed: text.slice(at..<end)), Ink(role)))
    at = end
  }

  private mutating func consumePiece() {
    if startsComment() { return consume(bytes.count - at, .codeComment) }
    for (index, quote) in language.quotes.enumerated() where starts(with: quote.open) {
      return consumeQuote(quote, index: index, from: at + quote.open.count)
    }
    let byte = bytes[at]
    if Self.isDigit(byte) { return consume(run(Self.isNumeral), .codeNumber) }
    guard isWord(byte) else { return consume(run { !isWord($0) && !isSpecial($0) }, .code) }
    consumeWord()
  }

  private mutating func consumeWord() {
    let count = run { isWord($0) || Self.isDigit($0) }
    let word = String(decoding: bytes[at..<(at + count)], as: UTF8.self)
    let known = language.ignoresCase ? word.lowercased() : word
    if language.keywords.contains(known) { return consume(count, .codeKeyword) }
    if language.types.contains(known) { return consume(count, .codeType) }
    if language.grammar == .keys, isKey(endingAt: at + count) { return consume(count, .codeType) }
    if language.capitalIsType, (0x41...0x5A).contains(bytes[at]), count > 1 {
      return consume(count, .codeType)
    }
    let isCall = language.grammar == .words && at + count < bytes.count && bytes[at + count] == 0x28
    consume(count, isCall ? .codeFunction : .code)
  }

  /// Takes a string or comment from where its inside begins up to its end or the line's.
  private mutating func consumeQuote(_ quote: CodeLanguage.Quote, index: Int, from inside: Int) {
    var end = inside
    while end < bytes.count {
      if quote.escapes, bytes[end] == UInt8(ascii: "\\") {
        end += 2
      } else if bytes[end...].starts(with: quote.close) {
        end += quote.close.count
        open = nil
        return consume(end - at, role(of: quote, endingAt: end))
      } else {
        end += 1
      }
    }
    open = quote.spansLines ? index : nil
    consume(bytes.count - at, role(of: quote, endingAt: bytes.count))
  }

  private func role(of quote: CodeLanguage.Quote, endingAt end: Int) -> Role {
    if quote.isComment { return .codeComment }
    return language.grammar == .keys && isKey(endingAt: end) ? .codeType : .codeString
  }

  private mutating func consumeMarkup() {
    for (index, quote) in language.quotes.enumerated()
    where quote.isComment != isInTag && starts(with: quote.open) {
      return consumeQuote(quote, index: index, from: at + quote.open.count)
    }
    isInTag ? consumeInTag() : consumeOutsideTag()
  }

  private mutating func consumeOutsideTag() {
    guard bytes[at] == UInt8(ascii: "<") else {
      return consume(run { $0 != UInt8(ascii: "<") }, .code)
    }
    isInTag = true
    consume(run { $0 != 0x20 && $0 != UInt8(ascii: ">") }, .codeKeyword)
  }

  private mutating func consumeInTag() {
    switch bytes[at] {
    case UInt8(ascii: ">"):
      isInTag = false
      consume(1, .codeKeyword)
    case UInt8(ascii: "/"): consume(1, .codeKeyword)
    case let byte where isName(byte): consume(run(isName), .codeType)
    default: consume(1, .code)
    }
  }
}

extension CodeLexer {
  private func starts(with sign: [UInt8]) -> Bool { bytes[at...].starts(with: sign) }

  /// `#` begins a comment only at the start of a word, as in shells.
  private func startsComment() -> Bool {
    language.lineComments.contains { sign in
      starts(with: sign) && (sign.count > 1 || at == 0 || bytes[at - 1] == 0x20)
    }
  }

  private func run(_ belongs: (UInt8) -> Bool) -> Int {
    bytes[at...].prefix(while: belongs).count
  }

  /// Of a tag or attribute: `xlink:href`, `data-id`.
  private func isName(_ byte: UInt8) -> Bool {
    isWord(byte) || Self.isDigit(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")
  }

  private func isWord(_ byte: UInt8) -> Bool {
    Self.isLetter(byte) || byte >= 0x80 || language.wordBytes.contains(byte)
  }

  /// May begin a string or comment, or follow one: looked at by itself.
  private func isSpecial(_ byte: UInt8) -> Bool {
    Self.isDigit(byte) || language.quotes.contains { $0.open[0] == byte }
      || language.lineComments.contains { $0[0] == byte }
  }

  /// Whether `:` or `=` follows.
  private func isKey(endingAt end: Int) -> Bool {
    let next = bytes[end...].first { $0 != 0x20 }
    return next == UInt8(ascii: ":") || next == UInt8(ascii: "=")
  }

  /// A number goes on with letters (`0x1F`, `10ms`, `1e9`) and points.
  private static func isNumeral(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: ".")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F
  }
}
