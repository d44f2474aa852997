import Engine

/// Text on its way to the clipboard of the terminal's own machine, as OSC 52.
package enum ClipboardSequence {
  /// Bytes of text beyond which terminals cut or drop the sequence: 100 000 is what the strictest
  /// of the common ones, hterm, takes.
  package static let limit = 100_000

  /// The sequence, or `nil` when the text is too long: half a text would be worse than none.
  package static func bytes(_ text: String, environment: TerminalEnvironment) -> String? {
    guard text.utf8.count <= limit else { return nil }
    let sequence = "\u{1b}]52;c;" + Base64.encode(Array(text.utf8)) + "\u{7}"
    if environment.isInsideTmux {
      // tmux takes it itself with `set-clipboard on`, or hands it on with `allow-passthrough on`.
      return sequence + "\u{1b}Ptmux;\u{1b}" + sequence + "\u{1b}\\"
    }
    guard environment.isInsideScreen else { return sequence }
    return screenPassthrough(sequence)
  }

  /// Asks for the primary selection. Terminals that allow it answer `52;p;BASE64`, many are silent.
  package static let question = "\u{1b}]52;p;?\u{1b}\\"

  /// GNU screen hands on strings of at most 768 bytes, joined again by the terminal.
  private static func screenPassthrough(_ sequence: String) -> String {
    let bytes = Array(sequence.utf8)
    return stride(from: 0, to: bytes.count, by: 512).map { start in
      let part = bytes[start..<min(start + 512, bytes.count)]
      return "\u{1b}P" + String(decoding: part, as: UTF8.self) + "\u{1b}\\"
    }.joined()
  }
}
