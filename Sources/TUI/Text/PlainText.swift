/// Text for streams that are no screen of ours: harmless text passes as it is, joined emoji included.
package enum PlainText {
  /// The text with each control that a terminal would obey, and each character that hides or turns the
  /// reading order, made visible.
  ///
  /// Costs nothing for clean ASCII. `\n` and tabs stay; `\r\n` becomes `\n`.
  package static func safe(_ text: String) -> String {
    guard !Sanitizer.isClean(text) else { return text }
    var safe = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "\n", "\t": safe.unicodeScalars.append(scalar)
      case "\r": break
      default:
        if previous == "\r" { safe += "\u{240D}" }
        safe += shown(scalar, after: safe.unicodeScalars.last)
        continue
      }
    }
    return safe
  }

  /// The text without controls and without characters that hide or turn the reading order; `\n` and tabs stay,
  /// every other line end becomes `\n`.
  static func seen(_ text: String) -> String {
    guard !Sanitizer.isClean(text) else { return text }
    var seen = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\t": seen.append(scalar)
      case "\r", "\u{85}", "\u{2028}", "\u{2029}": seen.append("\n")
      default:
        let isSeen = shown(scalar, after: seen.last).unicodeScalars.elementsEqual([scalar])
        if isSeen { seen.append(scalar) }
      }
    }
    return String(seen)
  }

  private static func shown(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> String {
    switch scalar.value {
    case 0..<0x20: String(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0: Sanitizer.name(scalar)
    // A joiner stays where it joins, as in 👩‍💻 and in Persian words.
    case 0x200C, 0x200D:
      previous == nil || previous == " " ? Sanitizer.name(scalar) : String(scalar)
    case 0xE0020...0xE007F:
      previous.map(Self.mayTag) ?? false ? String(scalar) : Sanitizer.name(scalar)
    default: ScalarKind.isHidden(scalar.value) ? Sanitizer.name(scalar) : String(scalar)
    }
  }

  /// A flag of a region is a black flag and tags.
  private static func mayTag(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x1F3F4 || (0xE0020...0xE007F).contains(scalar.value)
  }
}
