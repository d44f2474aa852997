/// What a scalar without columns of its own does to a terminal.
enum ScalarKind {
  /// Changes the look of the glyph before it and may stay in a cell.
  case mark
  /// Turns the direction, hides text, or is invisible: shown by the washer, never sent.
  case hidden

  /// - Parameter scalar: one that `WidthTable` gives no columns.
  init(_ scalar: Unicode.Scalar) {
    self = Self.isHidden(scalar.value) ? .hidden : .mark
  }

  /// Scalars of any width that mislead the reader of a terminal when they are obeyed.
  ///
  /// Unicode 17 `Default_Ignorable_Code_Point` without what scripts and emoji need (joiners and
  /// variation selectors), with the bidirectional controls and the annotation marks.
  static func isHidden(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E: true
    case 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164: true
    case 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xFFFE, 0xFFFF: true
    case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A: true
    case 0xE0000...0xE00FF, 0xE01F0...0xE0FFF: true
    default: scalar > 0xFFFF && scalar & 0xFFFE == 0xFFFE
    }
  }
}

extension Unicode.Scalar {
  /// One of the letters two of which make a flag.
  var isFlagLetter: Bool { (0x1F1E6...0x1F1FF).contains(value) }

  /// A skin tone (UTS #51 emoji modifier).
  var isEmojiTone: Bool { (0x1F3FB...0x1F3FF).contains(value) }

  /// Can take part in a joined emoji.
  var isPictographic: Bool { value > 0xFF && properties.isEmoji && !isFlagLetter }
}
