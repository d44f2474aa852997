/// A piece of a text that may have been cut inside a character.
///
/// Servers that count in UTF-16 cut 😀 into `"\ud83d"` and `"\ude00"`, each in a delta of its own. The
/// halves are kept apart from the text, so that two pieces in a row give the character back.
package struct CutText: Equatable, Sendable {
  /// The second half of a pair that the piece before began, 0xDC00…0xDFFF.
  package private(set) var low: UInt16?
  package private(set) var text: String
  /// The first half of a pair that the next piece ends, 0xD800…0xDBFF.
  package private(set) var high: UInt16?

  package init(_ text: String, low: UInt16? = nil, high: UInt16? = nil) {
    (self.low, self.text, self.high) = (low, text, high)
  }

  package var isCut: Bool { low != nil || high != nil }
  package var isEmpty: Bool { low == nil && text.isEmpty && high == nil }

  /// The text by itself: what stayed half a character is U+FFFD.
  package var whole: String {
    (low == nil ? "" : "\u{FFFD}") + text + (high == nil ? "" : "\u{FFFD}")
  }

  /// Adds the piece that comes next.
  package mutating func append(_ next: CutText) {
    guard !next.isEmpty else { return }
    guard !isEmpty else { return self = next }
    switch (high, next.low) {
    case (let high?, let low?): text.unicodeScalars.append(Self.scalar(high, low))
    case (nil, nil): break
    case (_?, nil), (nil, _?): text += "\u{FFFD}"
    }
    text += next.text
    high = next.high
  }

  /// Everything that is certain, without the half at the end, which stays here.
  mutating func consumeText() -> String {
    defer { self = CutText("", high: high) }
    return (low == nil ? "" : "\u{FFFD}") + text
  }

  /// The text that is certain behind what was held back; half a character at its end waits there in turn.
  func text(behind cut: inout CutText) -> String {
    guard isCut || !cut.isEmpty else { return text }
    cut.append(self)
    return cut.consumeText()
  }

  /// The character of both halves.
  static func scalar(_ high: UInt16, _ low: UInt16) -> Unicode.Scalar {
    Unicode.Scalar(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00)) ?? "\u{FFFD}"
  }
}
