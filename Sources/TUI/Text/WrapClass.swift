/// What a glyph means for line breaking: a small part of UAX #14.
enum WrapClass {
  /// Nothing stands before: the start of a line.
  case none
  case newline, blank, word
  /// A line may end after it inside a word: `-`, `/`, dashes.
  case hyphen
  /// Chinese, Japanese, emoji: a line may end before and after it.
  case wide
  /// Brackets, and marks that may not begin a line.
  case opening, closing
  /// Belongs to the glyph before it: a vowel sign, a letter after a virama.
  case continued
  /// Ends in a virama: the next letter belongs to it.
  case linking

  init(_ glyph: Glyph, after last: WrapClass) {
    let scalar = glyph.scalar(at: 0)
    if scalar == 0x20, glyph.scalarCount > 1 {
      // A mark that stands on a blank is seen.
      self = .word
    } else if scalar < 0x80 {
      self = Self.ascii(scalar, after: last)
    } else {
      self = Self.other(glyph, scalar, after: last)
    }
  }

  private static func ascii(_ scalar: UInt32, after last: WrapClass) -> WrapClass {
    switch UInt8(truncatingIfNeeded: scalar) {
    case UInt8(ascii: "\n"): .newline
    case UInt8(ascii: " "): .blank
    // Not within `https://` and `../`.
    case UInt8(ascii: "/") where last == .closing: .closing
    case UInt8(ascii: "-"), UInt8(ascii: "/"): last == .word || last == .hyphen ? .hyphen : .word
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): .opening
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","),
      UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"),
      UInt8(ascii: ";"):
      .closing
    default: .word
    }
  }

  private static func other(_ glyph: Glyph, _ scalar: UInt32, after last: WrapClass) -> WrapClass {
    switch scalar {
    case 0x2013, 0x2014: return last == .word || last == .hyphen ? .hyphen : .word
    case 0x3000: return .blank
    case 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0xFF08, 0xFF3B, 0xFF5B, 0x201C, 0x2018, 0x3008:
      return .opening
    case 0x3001, 0x3002, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0xFF09, 0xFF3D, 0xFF5D, 0x201D,
      0x2019, 0x3009, 0xFF01, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0x30FC, 0x3005, 0x2026,
      0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x30A1, 0x30A3,
      0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7:
      return .closing
    case 0x0900...0x1CFF, 0xA800...0xABFF, 0x10A00...0x11FFF:
      return indic(glyph, scalar, after: last)
    default: return glyph.width == 2 ? .wide : .word
    }
  }

  private static func indic(_ glyph: Glyph, _ scalar: UInt32, after last: WrapClass) -> WrapClass {
    guard let first = Unicode.Scalar(scalar),
      let end = Unicode.Scalar(glyph.scalar(at: glyph.scalarCount - 1))
    else { return .word }
    // Canonical combining class 9 is the virama. Thai and Lao AM are letters that join leftwards.
    if end.properties.canonicalCombiningClass == .virama { return .linking }
    let joinsLeft = scalar == 0x0E33 || scalar == 0x0EB3
    let isSign = first.properties.generalCategory == .spacingMark || joinsLeft
    return isSign || last == .linking ? .continued : glyph.width == 2 ? .wide : .word
  }

  /// Whether a line may end between `last` and this.
  func allowsBreak(after last: WrapClass) -> Bool {
    switch (last, self) {
    case (.none, _), (_, .blank), (_, .newline): false
    case (.blank, _): true
    case (_, .continued), (_, .closing), (.opening, _), (.linking, _): false
    case (_, .wide), (.wide, _): true
    case (.hyphen, .word): true
    default: false
    }
  }
}
