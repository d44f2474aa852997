/// The glyphs of a text, left to right: the one place that measures text.
///
/// Layout, cursor, clearing and the terminal edge all see the same glyphs. A glyph begins at every
/// scalar that takes columns and holds the marks after it. So the parts of an Indic conjunct or a
/// Thai vowel that terminals advance over separately are glyphs of their own, and only emoji
/// (joined, toned, or two letters of a flag) are one glyph of several spacing scalars. What Unicode
/// calls a grapheme is therefore one or more glyphs, never a part of one.
package struct Glyphs: Sequence, IteratorProtocol {
  /// UTF-8 bytes of the text that the glyphs so far were made of.
  package private(set) var offset = 0
  private var rest: String.UnicodeScalarView.Iterator
  private var ahead: Unicode.Scalar?
  private let keepsNewlines: Bool

  package init(_ text: String) {
    self.init(text, keepsNewlines: false)
  }

  /// - Parameter keepsNewlines: gives `Glyph.newline` where else a picture of it would stand.
  init(_ text: String, keepsNewlines: Bool) {
    self.keepsNewlines = keepsNewlines
    rest = text.unicodeScalars.makeIterator()
    ahead = rest.next()
  }

  @inline(__always)
  package mutating func next() -> Glyph? {
    guard let first = ahead else { return nil }
    if first.value >= 0x20, first.value < 0x7F {
      consume(first)
      // Marks begin at U+0300.
      guard let ahead, ahead.value >= 0x300 else { return Glyph(first.value, width: 1) }
      return cluster(first)
    }
    return spacing()
  }

  /// Skips what has no place in a cell and begins a glyph with what has.
  private mutating func spacing() -> Glyph? {
    while let first = ahead {
      consume(first)
      if keepsNewlines, first == "\n" { return .newline }
      let width = WidthTable.width(first.value)
      if width < 0 { return cluster(Self.picture(of: first.value)) }
      if width > 0 { return cluster(first) }
      if ScalarKind(first) == .mark {
        // A mark without a base stands on the dotted circle, as in Unicode's own charts.
        var orphan = Glyph(0x25CC, width: 1)
        _ = orphan.append(first.value)
        return orphan
      }
    }
    return nil
  }

  /// Collects the marks and joined emoji after a spacing scalar.
  private mutating func cluster(_ first: Unicode.Scalar) -> Glyph {
    var glyph = Glyph(first.value, width: Swift.max(1, WidthTable.width(first.value)))
    var last = first
    var isWhole = true
    while let next = ahead {
      let joins = Self.joins(next, after: last, in: glyph, of: first)
      guard joins || WidthTable.width(next.value) == 0 else { break }
      consume(next)
      if joins || ScalarKind(next) == .mark {
        if !glyph.append(next.value) { isWhole = false }
        if joins || next.value == 0xFE0F && first.properties.isEmoji { glyph.widen() }
        last = next
      }
    }
    if last.value == 0x200D || !isWhole, first.isPictographic, let joiner = glyph.firstJoiner {
      // Half a family would be drawn as several wide emoji: show its first member.
      return glyph.prefix(joiner)
    }
    return glyph
  }

  private mutating func consume(_ scalar: Unicode.Scalar) {
    offset += UTF8.width(scalar)
    ahead = rest.next()
  }

  private static func joins(
    _ next: Unicode.Scalar, after last: Unicode.Scalar, in glyph: Glyph, of first: Unicode.Scalar
  ) -> Bool {
    if next.isFlagLetter { return last.isFlagLetter && glyph.scalarCount == 1 }
    if next.isEmojiTone { return last.properties.isEmojiModifierBase }
    return last.value == 0x200D && next.isPictographic && first.isPictographic
  }

  /// How a control is shown: Unicode's control pictures, `�` for C1 which has none.
  private static func picture(of control: UInt32) -> Unicode.Scalar {
    switch control {
    case 0..<0x20: Unicode.Scalar(0x2400 + control) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }
}

extension UTF8 {
  @inline(__always)
  static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x80: 1
    case 0x80..<0x800: 2
    case 0x800..<0x10000: 3
    default: 4
    }
  }
}
