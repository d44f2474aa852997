/// Makes foreign text safe to show: what a terminal would obey or hide becomes visible.
///
/// A pure machine over scalars that looks only back, so text may be fed in any pieces and the
/// result is the same. `\n` stays, `\r\n` and `\r` become `\n`, a tab becomes spaces up to the next stop.
package struct Sanitizer: Sendable {
  /// What is done with emoji whose width terminals do not agree on.
  package enum Emoji: Sendable {
    /// Only what every terminal draws alike: a joined emoji shows its first member, `❤️` is `❤`,
    /// a flag is its two letters. Columns never shift.
    case safe
    /// All emoji, for terminals that cluster graphemes (kitty, Ghostty, WezTerm, foot, iTerm2).
    case full
  }

  /// Columns between tab stops.
  package static let tabStop = 4
  /// Marks one glyph may carry; the rest of a taller pile is left out.
  static let markLimit = 4

  package let emoji: Emoji
  /// The scalar before, after washing; `nil` at the start of a line.
  private(set) var previous: Unicode.Scalar?
  /// Marks on the current glyph so far.
  var marks = 0
  /// Columns of the current line so far, for tabs.
  private(set) var column = 0
  /// What the tags after a black flag have spelled so far.
  var tags: [UInt8] = []
  /// A joiner was left out, so the emoji after it is left out too.
  var isJoining = false
  private var endsInReturn = false

  package init(emoji: Emoji = .safe) {
    self.emoji = emoji
  }

  /// A text without anything a terminal would obey. Clean ASCII is returned as it is.
  package static func sanitize(_ text: String, emoji: Emoji = .safe) -> String {
    guard !isClean(text) else { return text }
    var washer = Sanitizer(emoji: emoji)
    var sanitized = ""
    washer.sanitize(text) { piece, _ in sanitized += piece }
    return sanitized
  }

  /// The same with the shown controls in ink role `.control`.
  package static func spans(_ text: String, _ ink: Ink, emoji: Emoji = .safe) -> [Span] {
    var washer = Sanitizer(emoji: emoji)
    return washer.spans(text, ink)
  }

  /// Washes the next piece of a text.
  package mutating func spans(_ text: String, _ ink: Ink) -> [Span] {
    var line = Line()
    sanitize(text) { piece, isShown in
      line.append(Span(SafeText(washed: piece), isShown ? Ink(.control, ink.attributes) : ink))
    }
    return line.spans
  }

  /// Printable ASCII and newlines only.
  static func isClean(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A }
    }
  }

  private mutating func sanitize(_ text: String, emit: (String, _ isShown: Bool) -> Void) {
    guard !text.isEmpty else { return }
    if Self.isClean(text), !(endsInReturn && text.utf8.first == 0x0A) {
      passClean(text)
      emit(text, false)
      return
    }
    var run = ""
    for scalar in text.unicodeScalars {
      switch verdict(on: scalar) {
      case .keep: run.unicodeScalars.append(scalar)
      case .replace(let text): run += text
      case .show(let text):
        if !run.isEmpty { emit(run, false) }
        run = ""
        emit(text, true)
      case .drop: break
      }
    }
    if !run.isEmpty { emit(run, false) }
  }

  private mutating func passClean(_ text: String) {
    endsInReturn = false
    begin()
    previous = text.unicodeScalars.last
    var text = text
    text.withUTF8 { bytes in
      if let newline = bytes.lastIndex(of: 0x0A) {
        column = bytes.count - newline - 1
      } else {
        column += bytes.count
      }
    }
  }
}

extension Sanitizer {
  enum Verdict: Equatable {
    case keep, drop
    case replace(String)
    /// In the ink of controls.
    case show(String)
  }

  /// Decides on one scalar and remembers what the next decision needs.
  mutating func verdict(on scalar: Unicode.Scalar) -> Verdict {
    let followsReturn = endsInReturn
    endsInReturn = scalar == "\r"
    if scalar == "\n" && followsReturn { return .drop }
    let verdict = judge(scalar)
    switch verdict {
    case .drop: break
    case .keep:
      previous = scalar
      column = scalar == "\n" ? 0 : column + max(0, WidthTable.width(scalar.value))
    case .replace(let text), .show(let text):
      previous = text.unicodeScalars.last
      column = text == "\n" ? 0 : column + Glyph.width(of: text)
      marks = 0
    }
    return verdict
  }

  private mutating func judge(_ scalar: Unicode.Scalar) -> Verdict {
    if scalar.value < 0x300 {
      begin()
      return Self.isPlain(scalar.value) ? .keep : control(scalar)
    }
    if let tag = Self.tag(scalar) { return verdict(onTag: tag, scalar) }
    if ScalarKind.isHidden(scalar.value) { return hidden(scalar) }
    if let verdict = verdict(onEmojiPart: scalar) { return verdict }
    guard WidthTable.width(scalar.value) == 0 else {
      begin()
      return .keep
    }
    marks += 1
    return marks <= Self.markLimit ? .keep : .drop
  }

  /// A new glyph begins.
  private mutating func begin() {
    marks = 0
    tags = []
    isJoining = false
  }

  private static func isPlain(_ scalar: UInt32) -> Bool {
    scalar >= 0x20 && scalar < 0x7F || scalar == 0x0A || scalar >= 0xA0 && scalar != 0xAD
  }

  private func control(_ scalar: Unicode.Scalar) -> Verdict {
    switch scalar.value {
    case 0x09: .replace(String(repeating: " ", count: Self.tabStop - column % Self.tabStop))
    case 0x0D: .replace("\n")
    case 0..<0x20: .show(String(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"))
    case 0x7F: .show("\u{2421}")
    default: .show(Self.name(scalar))
    }
  }

  private func hidden(_ scalar: Unicode.Scalar) -> Verdict {
    // Thai, Lao, Myanmar and Khmer writers mark word ends with U+200B.
    let breaksWord = scalar.value == 0x200B && previous.map(Self.isSpaceless) ?? false
    return breaksWord ? .drop : .show(Self.name(scalar))
  }

  private static func isSpaceless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true
    default: false
    }
  }

  /// `⟨U+202E⟩`
  static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
  }
}

extension SafeText {
  /// Washes a text of any origin; costs a look at each byte where it is clean.
  package init(foreign: String) {
    self.init(washed: Sanitizer.sanitize(foreign))
  }
}
