import Engine

/// What a key sends and what it would do, as `codex-tui keys` says it.
package enum KeyReport {
  /// `ESC [ 1 ; 5 C   Ctrl+→   in the prompt: word-right`, a line for each key that came at once.
  package static func lines(
    bytes: [UInt8], inputs: [TerminalInput], keymap: Keymap
  ) -> [String] {
    let sent = bytes.count > 40 ? InputMessages.sent(bytes: bytes.count) : spelled(bytes)
    let meanings = inputs.map { meaning($0, keymap) }
    guard let first = meanings.first else { return [pad(sent, 24) + InputMessages.nothingKnown] }
    return [pad(sent, 24) + first] + meanings.dropFirst().map { pad("", 24) + $0 }
  }

  private static func meaning(_ input: TerminalInput, _ keymap: Keymap) -> String {
    switch input {
    case .key(let key): return pad(key.label, 16) + doing(key, keymap)
    case .paste(let text): return InputMessages.paste(bytes: text.utf8.count)
    case .mouse(let mouse): return InputMessages.mouse(mouse.kind)
    case .focus(let isHere): return InputMessages.window(hasFocus: isHere)
    case .report: return InputMessages.terminalAnswer
    }
  }

  private static func doing(_ key: KeyPress, _ keymap: Keymap) -> String {
    let all = KeyContext.allCases.map { (context: $0, action: keymap.action(for: key, in: $0)) }
    let screen = all.filter { KeyContext.screen.contains($0.context) }
    var parts = all.compactMap { place in
      place.action.map { InputMessages.does($0.rawValue, inThe: place.context.name) }
    }
    if let first = screen.first?.action, screen.allSatisfy({ $0.action == first }) {
      parts.replaceSubrange(..<screen.count, with: ["\(first.rawValue): \(first.entry.help)"])
    }
    if !parts.isEmpty { return parts.joined(separator: say("; ", zh: "；")) }
    if key.typed != nil { return InputMessages.isWritten }
    return InputMessages.doesNothing
  }

  /// Bytes as a user can compare them with a terminal's manual.
  static func spelled(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      switch byte {
      case 0x1B: "ESC"
      case 0..<0x20: "^" + String(UnicodeScalar(byte + 0x40))
      case 0x20: "SP"
      case 0x21..<0x7F: String(UnicodeScalar(byte))
      default: "x" + String(byte, radix: 16, uppercase: true)
      }
    }.joined(separator: " ")
  }

  private static func pad(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(2, columns - Glyph.width(of: text)))
  }
}
