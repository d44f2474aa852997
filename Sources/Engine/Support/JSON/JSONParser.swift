/// A recursive-descent reader of JSON over bytes.
///
/// As lenient as it is safe to be: line ends and other control characters may stand unescaped in
/// strings, broken UTF-8 and lone surrogates become U+FFFD (but at the ends of a string, see `CutText`),
/// and Python's `NaN` and `Infinity` are read as `null`. It is strict about structure, because a frame
/// cut short must be seen as such.
struct JSONParser {
  /// Deeper nesting is refused, so that a hostile body cannot exhaust the stack.
  static let deepest = 200

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// One value with nothing but white space around it.
  mutating func document() -> JSON? {
    guard let value = value(depth: 0) else { return nil }
    skipSpace()
    return position == bytes.count ? value : nil
  }

  /// The byte ahead; 0 at the end, which no structure accepts.
  private var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipSpace() {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  private mutating func consume(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) -> JSON? {
    skipSpace()
    switch next {
    case UInt8(ascii: "\""): return string().map { $0.isCut ? .cutString($0) : .string($0.text) }
    case UInt8(ascii: "{"): return depth < Self.deepest ? object(depth: depth) : nil
    case UInt8(ascii: "["): return depth < Self.deepest ? array(depth: depth) : nil
    case UInt8(ascii: "n"): return word("null", .null)
    case UInt8(ascii: "t"): return word("true", .bool(true))
    case UInt8(ascii: "f"): return word("false", .bool(false))
    case UInt8(ascii: "N"): return word("NaN", .null)
    case UInt8(ascii: "I"): return word("Infinity", .null)
    default: return number()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) -> JSON? {
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count else { return nil }
    for offset in 0..<count where bytes[position + offset] != word.utf8Start[offset] { return nil }
    position += count
    return value
  }

  private mutating func object(depth: Int) -> JSON? {
    position += 1
    var members: [JSON.Member] = []
    skipSpace()
    if consume(UInt8(ascii: "}")) { return .object(members) }
    members.reserveCapacity(8)
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\""), let key = string()?.whole else { return nil }
      skipSpace()
      guard consume(UInt8(ascii: ":")), let value = value(depth: depth + 1) else { return nil }
      members.append(JSON.Member(key, value))
      skipSpace()
      if consume(UInt8(ascii: "}")) { return .object(members) }
      guard consume(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func array(depth: Int) -> JSON? {
    position += 1
    var elements: [JSON] = []
    skipSpace()
    if consume(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      guard let value = value(depth: depth + 1) else { return nil }
      elements.append(value)
      skipSpace()
      if consume(UInt8(ascii: "]")) { return .array(elements) }
      guard consume(UInt8(ascii: ",")) else { return nil }
    }
  }

  /// The string whose opening quote is ahead.
  private mutating func string() -> CutText? {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        defer { position += 1 }
        return CutText(text(start..<position))
      case UInt8(ascii: "\\"): return escapedString(from: start)
      default: position += 1
      }
    }
    return nil
  }

  /// Decodes UTF-8, repairing what is broken.
  private func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  /// The rest of a string from its first backslash on.
  private mutating func escapedString(from start: Int) -> CutText? {
    var decoded = Decoded(bytes: Array(bytes[start..<position]))
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        let text = String(decoding: decoded.bytes, as: UTF8.self)
        return CutText(text, low: decoded.low, high: decoded.high)
      case UInt8(ascii: "\\"): guard escape(into: &decoded) else { return nil }
      default: decoded.bytes.append(byte)
      }
    }
    return nil
  }

  /// A string so far, and the halves of surrogate pairs at its ends.
  private struct Decoded {
    var bytes: [UInt8]
    var low: UInt16?
    var high: UInt16?

    /// Half a pair that has no other half in this string.
    mutating func append(half: UInt16, isLast: Bool) {
      if half >= 0xDC00, bytes.isEmpty, low == nil {
        low = half
      } else if half < 0xDC00, isLast {
        high = half
      } else {
        bytes.append(contentsOf: "\u{FFFD}".utf8)
      }
    }
  }

  /// What follows a backslash.
  private mutating func escape(into decoded: inout Decoded) -> Bool {
    let byte = next
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.bytes.append(byte)
    case UInt8(ascii: "n"): decoded.bytes.append(0x0A)
    case UInt8(ascii: "t"): decoded.bytes.append(0x09)
    case UInt8(ascii: "r"): decoded.bytes.append(0x0D)
    case UInt8(ascii: "b"): decoded.bytes.append(0x08)
    case UInt8(ascii: "f"): decoded.bytes.append(0x0C)
    case UInt8(ascii: "u"): return unicodeEscape(into: &decoded)
    default: return false
    }
    return true
  }

  /// `\uXXXX`, a surrogate pair, or half of one.
  private mutating func unicodeEscape(into decoded: inout Decoded) -> Bool {
    guard let first = fourDigits() else { return false }
    let afterFirst = position
    if (0xD800..<0xDC00).contains(first), consume(UInt8(ascii: "\\")), consume(UInt8(ascii: "u")),
      let second = fourDigits(), (0xDC00..<0xE000).contains(second)
    {
      decoded.bytes.append(contentsOf: String(CutText.scalar(first, second)).utf8)
      return true
    }
    position = afterFirst
    if let scalar = Unicode.Scalar(first) {
      decoded.bytes.append(contentsOf: String(scalar).utf8)
    } else {
      decoded.append(half: first, isLast: next == UInt8(ascii: "\""))
    }
    return true
  }

  private mutating func fourDigits() -> UInt16? {
    var number: UInt16 = 0
    for _ in 0..<4 {
      let byte = next
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt16(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt16(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): number = number << 4 | UInt16(byte - 0x37)
      default: return nil
      }
      position += 1
    }
    return number
  }
}

extension JSONParser {
  /// A number; an integer too large for `Int` becomes a `Double`.
  private mutating func number() -> JSON? {
    let start = position
    let isNegative = consume(UInt8(ascii: "-"))
    if isNegative, next == UInt8(ascii: "I") { return word("Infinity", .null) }
    var digits = 0
    var mantissa = 0
    var scale = 0
    readDigits(count: &digits, into: &mantissa)
    guard digits > 0 else { return nil }
    var isWhole = true
    if consume(UInt8(ascii: ".")) {
      isWhole = false
      let whole = digits
      readDigits(count: &digits, into: &mantissa)
      guard digits > whole else { return nil }
      scale = digits - whole
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      return slowNumber(from: start)
    }
    // Up to 15 digits and a power of ten up to 22 are exact in a Double, so one division rounds
    // correctly (Clinger 1990).
    guard digits <= 15 else { return slowNumber(from: start) }
    if isWhole { return .int(isNegative ? -mantissa : mantissa) }
    let magnitude = Double(mantissa) / Self.powersOfTen[scale]
    return .double(isNegative ? -magnitude : magnitude)
  }

  private mutating func readDigits(count: inout Int, into mantissa: inout Int) {
    while case let byte = next, byte >= 0x30, byte <= 0x39 {
      if count < 15 { mantissa = mantissa * 10 + Int(byte - 0x30) }
      count += 1
      position += 1
    }
  }

  /// A long number, by the standard library.
  private mutating func slowNumber(from start: Int) -> JSON? {
    while position < bytes.count, Self.isNumeric(bytes[position]) { position += 1 }
    let text = text(start..<position)
    if let number = Int(text) { return .int(number) }
    // 1e999 is JSON, but no number we have: as good as absent.
    return Double(text).map { $0.isFinite ? .double($0) : .null }
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}
