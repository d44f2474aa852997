/// What a terminal is told, taken apart: text it shows and commands it obeys.
struct TerminalBytes {
  private(set) var commands: [String] = []
  private(set) var text = ""
  /// Controls outside of sequences, C1 as scalars included.
  private(set) var controls: [Unicode.Scalar] = []

  init(_ bytes: [UInt8]) {
    var rest = Substring(String(decoding: bytes, as: UTF8.self)).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar.value {
      case 0x1B: commands.append(Self.sequence(&rest))
      case 0..<0x20, 0x7F..<0xA0: controls.append(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  private typealias Rest = Substring.UnicodeScalarView

  /// What follows an ESC, up to its end.
  private static func sequence(_ rest: inout Rest) -> String {
    guard let kind = rest.popFirst() else { return "" }
    var words = String(kind)
    switch kind {
    case "[":
      while let scalar = rest.popFirst() {
        words.unicodeScalars.append(scalar)
        if (0x40...0x7E).contains(scalar.value) { break }
      }
    case "]", "P", "_", "^", "X":
      while let scalar = rest.popFirst(), scalar != "\u{7}", scalar != "\u{9c}" {
        if scalar == "\u{1b}" {
          _ = rest.popFirst()
          break
        }
        words.unicodeScalars.append(scalar)
      }
    case "(", ")":
      if let scalar = rest.popFirst() { words.unicodeScalars.append(scalar) }
    default: break
    }
    return words
  }

  /// What is there that the program itself never says.
  var foreign: [String] {
    // The keypad is switched once on and once off.
    let keypad = ["=", ">"].filter { mark in commands.count { $0 == mark } > 1 }
    return (commands.filter { !Self.isOurs($0) } + keypad).map { "ESC \($0.debugDescription)" }
      // ncurses moves the cursor with these.
      + controls.filter { !["\r", "\n", "\u{8}"].contains($0) }.map {
        "U+\(String($0.value, radix: 16))"
      }
  }

  private static func isOurs(_ command: String) -> Bool {
    guard !command.contains("31337") || command.hasPrefix("]2;") else { return false }
    switch command.first {
    case "[": return true
    case "(", ")": return command.dropFirst() == "B"
    case "]":
      let isTitle = command.hasPrefix("]2;codex-tui")
      return command == "]11;?" || isTitle && command.unicodeScalars.allSatisfy(isVisible)
    case "7", "8", "=", ">", "M": return command.count == 1
    default: return false
    }
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
      && !ForeignText.hiddenScalars.contains(scalar)
  }
}
