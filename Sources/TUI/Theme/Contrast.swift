#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How well one colour is read on another, as WCAG 2.2 defines it: 1 is invisible, 21 is black on
/// white, 4.5 is the least for text. <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>
package enum Contrast {
  /// The least contrast of text.
  package static let least = 4.5

  /// The terminal's own colours are unknown and count as readable, 21.
  package static func ratio(_ foreground: Color, on background: Color) -> Double {
    guard let front = foreground.components, let back = background.components else { return 21 }
    let one = luminance(front.red, front.green, front.blue)
    let other = luminance(back.red, back.green, back.blue)
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  /// Relative luminance, 0 black … 1 white.
  package static func luminance(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Double {
    func linear(_ part: UInt8) -> Double {
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}
