/// Keys as single bytes and as the short sequences of before the modifier numbers.
///
/// Every source is brought to one form: with Control or Alt a letter is lower case and Shift a
/// modifier, without them Shift is in the character. So `ESC A` of xterm and `ESC [97;4u` of
/// kitty are the same Alt+Shift+A.
extension KeyPress {
  /// A character as one key, in the one form all sources share.
  static func typed(_ character: Character, _ modifiers: Modifiers) -> KeyPress {
    guard !modifiers.isDisjoint(with: [.control, .alt]) else {
      return KeyPress(.character(character), modifiers.subtracting(.shift))
    }
    let lower = character.lowercased()
    guard lower.count == 1, let letter = lower.first, letter != character else {
      return KeyPress(.character(character), modifiers)
    }
    return KeyPress(.character(letter), modifiers.union(.shift))
  }

  /// A byte below 0x80, typed.
  static func plain(_ byte: UInt8) -> KeyPress {
    switch byte {
    case 0x00: KeyPress(.character(" "), .control)
    // 0x08 is Backspace on terminals of the VT100 kind, Ctrl+H elsewhere; both delete.
    case 0x08, 0x7f: KeyPress(.backspace)
    case 0x09: KeyPress(.tab)
    case 0x0d: KeyPress(.enter)
    case 0x1b: KeyPress(.escape)
    case 0x01...0x1a: KeyPress(.character(character(byte + 0x60)), .control)
    case 0x1c...0x1f: KeyPress(.character(character(byte + 0x40)), .control)
    default: KeyPress(.character(character(byte)))
    }
  }

  /// A byte below 0x80 after ESC.
  static func alt(_ byte: UInt8) -> KeyPress {
    var press = plain(byte)
    press.modifiers.insert(.alt)
    guard case .character(let character) = press.key else { return press }
    return typed(character, press.modifiers)
  }

  /// `ESC O` and a letter: VT100 function and application keys, rxvt's Ctrl+arrows.
  static func single(body: [UInt8], final: UInt8) -> KeyPress? {
    let sequence = ControlSequence(body: body, final: final)
    // Old xterm and Konsole put the modifier here: `ESC O 5 P`, `ESC O 1;5 P`.
    let last = sequence.parameters.count - 1
    let modifiers = Modifiers(number: sequence.value(last, standard: 1))
    if let key = letter(final) { return KeyPress(key, modifiers) }
    switch final {
    case UInt8(ascii: "a"): return KeyPress(.up, .control)
    case UInt8(ascii: "b"): return KeyPress(.down, .control)
    case UInt8(ascii: "c"): return KeyPress(.right, .control)
    case UInt8(ascii: "d"): return KeyPress(.left, .control)
    case UInt8(ascii: "M"): return KeyPress(.enter, modifiers)
    case UInt8(ascii: "I"): return KeyPress(.tab, modifiers)
    case UInt8(ascii: "X"): return KeyPress(.character("="), modifiers)
    // The numeric pad in application mode: `j` is `*`, up to `y`, which is 9.
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      return KeyPress(.character(character(final - 0x40)), modifiers)
    default: return nil
    }
  }

  /// `ESC [ [` and a letter: F1 to F5 of the Linux console.
  static func console(_ final: UInt8) -> KeyPress? {
    guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(final) else { return nil }
    return KeyPress(.function(Int(final) - 0x40))
  }

  /// The keys that end in a letter of their own, after `ESC [` and `ESC O` alike.
  static func letter(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "P"): .function(1)
    case UInt8(ascii: "Q"): .function(2)
    case UInt8(ascii: "R"): .function(3)
    case UInt8(ascii: "S"): .function(4)
    default: nil
    }
  }

  /// The keys sent as a number and `~`, by DEC's VT220 and everyone since.
  static func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  /// One number and nothing else: what rxvt writes before `$`, its sign for Shift.
  static func isNumber(_ body: [UInt8]) -> Bool {
    guard (1...2).contains(body.count), body.allSatisfy(\.isDigit) else {
      return false
    }
    return numbered(body.reduce(0) { $0 * 10 + Int($1 - 0x30) }) != nil
  }

  private static func character(_ byte: UInt8) -> Character {
    // Ctrl+A … Ctrl+Z are written as letters, Ctrl+\ ] ^ _ as themselves.
    Character(Unicode.Scalar(byte))
  }
}

extension Modifiers {
  /// From the number in a sequence: one more than the sum of Shift 1, Alt 2, Control 4, Super 8,
  /// Hyper 16, Meta 32 and the locks. Meta counts as Alt; the locks do not count.
  init(number: Int) {
    let bits = max(0, number - 1)
    self = []
    if bits & 1 != 0 { insert(.shift) }
    if bits & (2 | 32) != 0 { insert(.alt) }
    if bits & 4 != 0 { insert(.control) }
  }
}
