/// Text on its way to the clipboard of the terminal's own machine, as OSC 52.
package enum ClipboardSequence {
  /// Bytes of text beyond which terminals cut or drop the sequence: 100 000 is what the strictest
  /// of the common ones, hterm, takes.
  package static let limit = 100_000

  /// The sequence, or `nil` when the text is too long: half a text would be worse than none.
  package static func bytes(_ text: String, environment: TerminalEnvironment) -> String? {
    guard text.utf8.count <= limit else { return nil }
    let sequence = "\u{1b}]52;c;" + base64(Array(text.utf8)) + "\u{7}"
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

  /// RFC 4648, with padding.
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var value = 0
      for place in 0..<3 {
        value = value << 8 | (place < group.count ? Int(group[start + place]) : 0)
      }
      for place in 0..<4 {
        let shift = 18 - 6 * place
        text.append(place <= group.count ? alphabet[value >> shift & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// What `base64` made, with or without padding; `nil` for anything else.
  static func text(base64: Substring) -> String? {
    var bytes: [UInt8] = []
    var value = 0
    var bits = 0
    for letter in base64.utf8 where letter != UInt8(ascii: "=") {
      guard let six = digit(letter) else { return nil }
      value = (value << 6 | six) & 0xFFFF
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: value >> bits))
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(letter) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(letter) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(letter) + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
