extension Sanitizer {
  /// The three flags written with tags after a black flag (UTS #51, `RGI_Emoji_Tag_Sequence`).
  private static let tagFlags = ["gbeng", "gbsct", "gbwls"].map { Array($0.utf8) + [0x7F] }

  /// The ASCII character a tag stands for; U+E007F ends a sequence.
  static func tag(_ scalar: Unicode.Scalar) -> UInt8? {
    (0xE0020...0xE007F).contains(scalar.value) ? UInt8(scalar.value - 0xE0000) : nil
  }

  /// Tags are invisible and can carry words to a reader who copies the text: only a flag may have them.
  mutating func verdict(onTag tag: UInt8, _ scalar: Unicode.Scalar) -> Verdict {
    let spelled = tags + [tag]
    guard previous == "\u{1F3F4}", Self.tagFlags.contains(where: { $0.starts(with: spelled) })
    else { return .show(Self.name(scalar)) }
    tags = spelled
    return .drop
  }

  /// What becomes of joiners, variation selectors, tones and flag letters; `nil` for all others.
  mutating func verdict(onEmojiPart scalar: Unicode.Scalar) -> Verdict? {
    let follows = isJoining
    isJoining = false
    switch scalar.value {
    case 0x200C, 0x200D: return joiner(scalar)
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: return variation(scalar)
    case 0x1F3FB...0x1F3FF where previous?.properties.isEmojiModifierBase == true:
      return emoji == .full ? .keep : .drop
    case 0x1F1E6...0x1F1FF where emoji == .safe:
      return .replace(String(Unicode.Scalar(UInt8(scalar.value - 0x1F1E6) + 0x41)))
    default: return follows && scalar.isPictographic ? .drop : nil
    }
  }

  /// Joiners stay where scripts need them and inside emoji; elsewhere they only hide.
  private mutating func joiner(_ scalar: Unicode.Scalar) -> Verdict {
    guard let previous else { return .show(Self.name(scalar)) }
    if scalar.value == 0x200D, Self.endsEmoji(previous) {
      isJoining = emoji == .safe
      return emoji == .full ? .keep : .drop
    }
    // Arabic to the Indic scripts and Mongolian.
    let isScript = previous.value >= 0x0600 && previous.value < 0x1C80
    guard isScript, marks < Self.markLimit else { return .show(Self.name(scalar)) }
    marks += 1
    return .keep
  }

  /// One selector after a character that has variants; more would be hidden data.
  private mutating func variation(_ scalar: Unicode.Scalar) -> Verdict {
    guard let previous, previous != " ", WidthTable.width(previous.value) > 0
    else { return .show(Self.name(scalar)) }
    switch scalar.value {
    case 0xFE0E: return WidthTable.width(previous.value) == 1 ? .keep : .drop
    case 0xFE0F: return emoji == .full && previous.properties.isEmoji ? .keep : .drop
    default: return previous.value >= 0x2000 ? .keep : .show(Self.name(scalar))
    }
  }

  private static func endsEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isPictographic || scalar.value == 0xFE0F || scalar.isEmojiTone
  }
}
