/// The terminal's title, as OSC 2.
enum TitleSequence {
  /// Longer titles are cut by every desktop.
  private static let longest = 240

  static func bytes(_ title: String) -> String {
    "\u{1b}]2;" + clean(title) + "\u{7}"
  }

  /// One line that can neither end a sequence nor hide a part of itself or turn what stands around it.
  static func clean(_ text: String) -> String {
    // By hand: for a lazy filter Swift looks through all conformances it knows, before the first picture.
    var line = String.UnicodeScalarView()
    var room = longest
    for scalar in PlainText.seen(text).unicodeScalars where scalar != "\n" && scalar != "\t" {
      guard room > 0 else { break }
      line.append(scalar)
      room -= 1
    }
    return String(line)
  }
}
