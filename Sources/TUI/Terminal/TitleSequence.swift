/// The terminal's title, as OSC 2.
enum TitleSequence {
  /// Longer titles are cut by every desktop.
  private static let longest = 240

  static func bytes(_ title: String) -> String {
    "\u{1b}]2;" + clean(title) + "\u{7}"
  }

  /// One line that can neither end a sequence nor hide a part of itself or turn what stands around it.
  static func clean(_ text: String) -> String {
    let seen = PlainText.seen(text).unicodeScalars.lazy.filter { $0 != "\n" && $0 != "\t" }
    return String(String.UnicodeScalarView(seen.prefix(longest)))
  }
}
