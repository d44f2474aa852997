/// The terminal's title, as OSC 2.
enum TitleSequence {
  /// Longer titles are cut by every desktop.
  private static let longest = 240

  static func bytes(_ title: String) -> String {
    "\u{1b}]2;" + clean(title) + "\u{7}"
  }

  /// Text that can neither end a sequence nor reorder what stands around it.
  static func clean(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.lazy.filter { !isControl($0) }.prefix(longest)))
  }

  /// What would end the sequence early, or turn a desktop's text around.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0x200b, 0x200e, 0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff:
      true
    default: false
    }
  }
}
