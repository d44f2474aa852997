import Engine

/// What a key sends and what it would do, as `codex-tui keys` says it.
package enum KeyReport {
  /// The columns of what is sent, and of the key's name.
  private static let (sentWidth, nameWidth) = (24, 16)

  /// `ESC [ 1 ; 5 C   Ctrl+→   in the prompt: word-right`, a line for each key that came at once.
  ///
  /// - Parameter columns: what a line may take; what a key does goes on below itself.
  package static func lines(
    bytes: [UInt8], inputs: [TerminalInput], keymap: Keymap, columns: Int = 1 << 16
  ) -> [String] {
    let sent = bytes.count > 40 ? InputMessages.sent(bytes: bytes.count) : spelled(bytes)
    let meanings = inputs.map { meaning($0, keymap) }
    guard let first = meanings.first else {
      return lines(pad(sent, sentWidth), InputMessages.nothingKnown, columns)
    }
    return lines(pad(sent, sentWidth) + first.name, first.does, columns)
      + meanings.dropFirst().flatMap { lines(pad("", sentWidth) + $0.name, $0.does, columns) }
  }

  private static func lines(_ beginning: String, _ does: String, _ columns: Int) -> [String] {
    let (beginning, does) = (SafeText(foreign: beginning), SafeText(foreign: does))
    let first = Line(beginning)
    // In less room words would be cut: what it does then stands below.
    let lines =
      columns - first.width >= sentWidth
      ? Wrap.lines(
        [Span(does)], width: columns, first: first,
        hanging: Line(SafeText(repeating: " ", count: sentWidth + nameWidth)))
      : Wrap.lines([Span(beginning)], width: columns).filter { !$0.text.isEmpty }
        + Wrap.lines([Span(does)], width: columns, indent: 2, hangingIndent: 2)
    return lines.map(\.text)
  }

  private static func meaning(
    _ input: TerminalInput, _ keymap: Keymap
  ) -> (name: String, does: String) {
    switch input {
    case .key(let key): (pad(key.label, nameWidth), doing(key, keymap))
    case .paste(let text): ("", InputMessages.paste(bytes: text.utf8.count))
    case .mouse(let mouse): ("", InputMessages.mouse(mouse.kind))
    case .focus(let isHere): ("", InputMessages.window(hasFocus: isHere))
    case .report: ("", InputMessages.terminalAnswer)
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
