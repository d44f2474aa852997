/// Text that holds nothing a terminal would obey: the only thing a span is made of.
///
/// A literal of ours is safe as it stands, and so is what is put together from safe parts and numbers. Anything
/// else is washed by `SafeText(foreign:)`, which stands beside the `Sanitizer`.
package struct SafeText: Hashable, Sendable, ExpressibleByStringInterpolation {
  package let string: String

  /// For text that was washed before. Only Surface and Text, which cut and join such text, may say so.
  package init(washed string: String) {
    self.string = string
  }

  package init(repeating text: SafeText, count: Int) {
    // `String(repeating:count:)` appends strings; the bars and blanks of each picture are made here.
    let length = text.string.utf8.count * count
    string = String(unsafeUninitializedCapacity: length) { bytes in
      var end = 0
      while end < length {
        for byte in text.string.utf8 {
          bytes[end] = byte
          end += 1
        }
      }
      return length
    }
  }

  package init(stringLiteral value: String) {
    string = value
  }

  package init(stringInterpolation parts: StringInterpolation) {
    string = parts.string
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var string = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      string.reserveCapacity(literalCapacity)
    }

    package mutating func appendLiteral(_ literal: String) { string += literal }
    package mutating func appendInterpolation(_ text: SafeText) { string += text.string }
    package mutating func appendInterpolation(_ number: some BinaryInteger) {
      string += String(number)
    }
  }
}

extension Sequence<SafeText> {
  package func joined(separator: SafeText) -> SafeText {
    SafeText(washed: map(\.string).joined(separator: separator.string))
  }
}
