/// One key as the user pressed it.
package struct KeyPress: Hashable, Sendable {
  package enum Key: Hashable, Sendable {
    /// A typed grapheme; may come scalar by scalar from the terminal.
    case character(Character)
    case enter, tab, backspace, delete, escape, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
  }

  package var key: Key
  package var modifiers: Modifiers

  package init(_ key: Key, _ modifiers: Modifiers = []) {
    self.key = key
    self.modifiers = modifiers
  }

  /// The character that it writes into a line; none with Ctrl or Alt.
  package var typed: Character? {
    guard case .character(let character) = key, modifiers.isSubset(of: .shift) else { return nil }
    return character
  }
}

package struct Modifiers: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let shift = Modifiers(rawValue: 1)
  package static let alt = Modifiers(rawValue: 2)
  package static let control = Modifiers(rawValue: 4)
}

/// What a terminal sends: the output of `KeyDecoder`.
package enum TerminalInput: Equatable, Sendable {
  case key(KeyPress)
  /// Everything between the paste marks, whole, however large; line ends are `\n`.
  case paste(String)
  case mouse(Mouse)
  case focus(Bool)
  /// An answer of the terminal to a question, raw, without its introducer.
  case report(String)
}

package struct Mouse: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case press, release, drag, wheelUp, wheelDown, middlePress
  }
  package var kind: Kind
  package var at: Point
  package var modifiers: Modifiers
  /// Presses in a row at the same place: 2 for a double click.
  package var clicks = 1

  package init(_ kind: Kind, at: Point, _ modifiers: Modifiers = []) {
    self.kind = kind
    self.at = at
    self.modifiers = modifiers
  }
}
