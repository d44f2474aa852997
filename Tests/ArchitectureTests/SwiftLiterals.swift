/// The string literals of a Swift source. Not a parser: enough to know what a literal says, and which
/// call it stands in.
struct SwiftLiterals {
  struct Literal {
    /// Of the opening quote, in bytes.
    var offset: Int
    /// What it says; `…` stands for each interpolation, whose own literals are listed too.
    var text: String
  }

  private(set) var all: [Literal] = []
  private let bytes: [UInt8]
  private var index = 0

  init(_ source: String) {
    bytes = Array(source.utf8)
    while index < bytes.count {
      if skip("//", until: "\n") || skip("/*", until: "*/") || skip("#\"", until: "\"#") {
        continue
      }
      if bytes[index] == UInt8(ascii: "\"") { literal() } else { index += 1 }
    }
    all.sort { $0.offset < $1.offset }
  }

  /// Those that stand in none of these calls' parentheses.
  func outside(_ calls: [String]) -> [Literal] {
    let spans = calls.flatMap { call in self.spans(of: call) }
    return all.filter { literal in !spans.contains { $0.contains(literal.offset) } }
  }

  func line(of literal: Literal) -> Int {
    bytes[..<literal.offset].count { $0 == UInt8(ascii: "\n") } + 1
  }

  // MARK: Reading

  private func stands(_ text: String, at place: Int) -> Bool {
    bytes[place...].starts(with: text.utf8)
  }

  private mutating func skip(_ opening: String, until closing: String) -> Bool {
    guard stands(opening, at: index) else { return false }
    index += opening.utf8.count
    while index < bytes.count, !stands(closing, at: index) { index += 1 }
    index += closing.utf8.count
    return true
  }

  private mutating func literal() {
    let start = index
    let quotes = stands("\"\"\"", at: index) ? "\"\"\"" : "\""
    index += quotes.utf8.count
    var text: [UInt8] = []
    while index < bytes.count, !stands(quotes, at: index) {
      if stands("\\(", at: index) {
        index += 2
        interpolation()
        text += Array("…".utf8)
      } else if bytes[index] == UInt8(ascii: "\\") {
        let escaped = bytes[index + 1]
        text.append(escaped == UInt8(ascii: "n") ? UInt8(ascii: "\n") : escaped)
        index += 2
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    index += quotes.utf8.count
    all.append(Literal(offset: start, text: String(decoding: text, as: UTF8.self)))
  }

  private mutating func interpolation() {
    var depth = 1
    while index < bytes.count, depth > 0 {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        literal()
        continue
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      index += 1
    }
  }

  /// From a call's name to the parenthesis that closes it.
  private func spans(of call: String) -> [Range<Int>] {
    let starts = all.map(\.offset)
    let name = Array("\(call)(".utf8)
    var found: [Range<Int>] = []
    var place = 0
    while let start = bytes[place...].firstRange(of: name) {
      var end = start.upperBound
      var depth = 1
      while end < bytes.count, depth > 0 {
        if bytes[end] == UInt8(ascii: "\""), starts.contains(end) {
          end = Self.end(ofLiteralAt: end, in: bytes)
          continue
        }
        depth += bytes[end] == UInt8(ascii: "(") ? 1 : bytes[end] == UInt8(ascii: ")") ? -1 : 0
        end += 1
      }
      found.append(start.lowerBound..<end)
      place = start.upperBound
    }
    return found
  }

  private static func end(ofLiteralAt start: Int, in bytes: [UInt8]) -> Int {
    var rest = SwiftLiterals(bytes: bytes, at: start)
    rest.literal()
    return rest.index
  }

  private init(bytes: [UInt8], at index: Int) {
    self.bytes = bytes
    self.index = index
  }
}
