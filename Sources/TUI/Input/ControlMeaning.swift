/// What a control sequence says. Unknown ones say nothing and are swallowed whole.
extension ControlSequence {
  enum Meaning: Equatable {
    /// `nil` for a key that exists but types nothing here, such as a release.
    case key(KeyPress?)
    case mouse(Mouse)
    case focus(Bool)
    case pasteStart
    case report
  }

  var meaning: Meaning? {
    switch prefix {
    case nil: plainMeaning
    case UInt8(ascii: "<"): mouse.map { .mouse($0) }
    case UInt8(ascii: "?"), UInt8(ascii: ">"), UInt8(ascii: "="): .report
    default: nil
    }
  }

  private var plainMeaning: Meaning? {
    guard intermediates.isEmpty else { return .report }
    let modifiers = Modifiers(number: value(1, standard: 1))
    switch final {
    case UInt8(ascii: "u"): return .key(extendedKey(code: 0, modifiers: 1))
    case UInt8(ascii: "~"): return tildeMeaning
    case UInt8(ascii: "Z"): return .key(KeyPress(.tab, modifiers.union(.shift)))
    case UInt8(ascii: "I") where parameters.isEmpty: return .focus(true)
    case UInt8(ascii: "O") where parameters.isEmpty: return .focus(false)
    case UInt8(ascii: "a")...UInt8(ascii: "d") where parameters.isEmpty:
      // rxvt's Shift+arrows.
      return KeyPress.letter(final - 0x20).map { .key(KeyPress($0, .shift)) }
    case UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "@"):
      return rxvtKey.map { .key($0) }
    case UInt8(ascii: "R") where value(0, standard: 1) != 1 || value(1, standard: 1) > 256:
      // A cursor position; with a 1 in front it is F3 and its modifier.
      return .report
    case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "c"), UInt8(ascii: "x"):
      return .report
    default:
      return KeyPress.letter(final).map { .key(isRelease ? nil : KeyPress($0, modifiers)) }
    }
  }

  private var tildeMeaning: Meaning? {
    switch value(0, standard: 0) {
    case 200: return .pasteStart
    // An end mark without a beginning.
    case 201: return nil
    // xterm's modifyOtherKeys: `27;modifiers;code~`.
    case 27: return .key(extendedKey(code: 2, modifiers: 1))
    case let number:
      let modifiers = Modifiers(number: value(1, standard: 1))
      return KeyPress.numbered(number).map { .key(isRelease ? nil : KeyPress($0, modifiers)) }
    }
  }

  /// rxvt writes `$` for Shift, `^` for Control, `@` for both where others write `~`.
  private var rxvtKey: KeyPress? {
    guard let key = KeyPress.numbered(value(0, standard: 0)) else { return nil }
    switch final {
    case UInt8(ascii: "$"): return KeyPress(key, .shift)
    case UInt8(ascii: "^"): return KeyPress(key, .control)
    default: return KeyPress(key, [.shift, .control])
    }
  }

  /// kitty's event type, after the modifiers: 1 press, 2 repeat, 3 release.
  private var isRelease: Bool { subvalue(1, 1) == 3 }

  // MARK: The keyboard protocols that name a key by its Unicode scalar

  /// kitty's `code:shifted:base;modifiers:event u` and xterm's `27;modifiers;code~`.
  /// <https://sw.kovidgoyal.net/kitty/keyboard-protocol/>
  private func extendedKey(code: Int, modifiers: Int) -> KeyPress? {
    let bits = value(modifiers, standard: 1) - 1
    // Super and Hyper belong to the window manager.
    guard !isRelease, bits & (8 | 16) == 0 else { return nil }
    let held = Modifiers(number: bits + 1)
    let number = value(code, standard: 0)
    if let key = KeyPress.functional(number) { return KeyPress(key, held) }
    // With Control or Alt the letter on the key cap counts, also on a Cyrillic or Greek keyboard.
    let isShortcut = number > 0x7f && !held.isDisjoint(with: [.control, .alt])
    let base = isShortcut ? subvalue(code, 2) ?? KeyboardLayout.keyCap(of: number) : nil
    guard var character = Self.character(base ?? number) else { return nil }
    if held == .control, let key = KeyPress.sameAsControl(character) { return KeyPress(key) }
    // AltGr, as Windows and some terminals report it: the character is what was meant.
    if held.isSuperset(of: [.control, .alt]), !Self.isShortcutCharacter(character) {
      return .typed(character, [])
    }
    // Caps Lock, where the terminal reports letters by their key.
    if bits & 64 != 0, held.isDisjoint(with: [.control, .alt]), character.isLetter,
      let upper = character.uppercased().first
    {
      return held.contains(.shift) ? .typed(character, []) : .typed(upper, [])
    }
    guard held.contains(.shift) else { return .typed(character, held) }
    // xterm sends the shifted character itself.
    if final == UInt8(ascii: "~"), !character.isLetter, character != " " {
      return .typed(character, held.subtracting(.shift))
    }
    if let shifted = subvalue(code, 1).flatMap(Self.character), !character.isLetter {
      character = shifted
      return .typed(character, held.subtracting(.shift))
    }
    if held.isDisjoint(with: [.control, .alt]), let upper = character.uppercased().first {
      return .typed(upper, held)
    }
    return .typed(character, held)
  }

  /// Letters, digits and the blank are pressed with Ctrl+Alt; nothing else is.
  private static func isShortcutCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == " ")
  }

  private static func character(_ number: Int) -> Character? {
    // The private area from U+E000 holds kitty's own key numbers.
    guard number >= 0x20, number != 0x7f, !(0x80..<0xa0).contains(number),
      !(0xe000...0xf8ff).contains(number), let value = UInt32(exactly: number)
    else { return nil }
    return Unicode.Scalar(value).map { Character($0) }
  }
}

extension KeyPress {
  /// Keys without a printed character, by the number kitty and xterm give them.
  static func functional(_ number: Int) -> Key? {
    switch number {
    case 8, 127: .backspace
    case 9: .tab
    case 10, 13, 57414: .enter
    case 27: .escape
    case 57376...57398: .function(number - 57363)
    case 57399...57408: .character(digit(number - 57399))
    case 57409: .character(".")
    case 57410: .character("/")
    case 57411: .character("*")
    case 57412: .character("-")
    case 57413: .character("+")
    case 57415: .character("=")
    case 57416: .character(",")
    case 57417: .left
    case 57418: .right
    case 57419: .up
    case 57420: .down
    case 57421: .pageUp
    case 57422: .pageDown
    case 57423: .home
    case 57424: .end
    case 57425: .insert
    case 57426: .delete
    default: nil
    }
  }

  /// The keys that have a character of their own on every terminal without a protocol: Ctrl+[ is Escape,
  /// Ctrl+M Enter, Ctrl+I Tab.
  static func sameAsControl(_ character: Character) -> Key? {
    switch character {
    case "[", "3": .escape
    case "m", "M": .enter
    case "i", "I": .tab
    case "?", "8": .backspace
    default: nil
    }
  }

  private static func digit(_ value: Int) -> Character {
    Character(Unicode.Scalar(UInt8(ascii: "0") + UInt8(clamping: value)))
  }
}
