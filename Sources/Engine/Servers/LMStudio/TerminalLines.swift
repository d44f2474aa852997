/// Cuts what a program paints on a terminal into lines of text, without its escapes.
///
/// A line ends at CR, at LF, and where the cursor is moved or something is cleared (ECMA-48 control
/// sequences), because what follows paints elsewhere. Colours and modes do not end it.
struct TerminalLines: Sendable {
  /// Bytes kept of one line; what is longer is cut.
  static let limit = 4096

  private enum Place { case text, escape, sequence, string, stringEscape }

  private var place = Place.text
  private var line: [UInt8] = []

  /// Takes a byte and answers with the line that it ends, unless that is empty.
  mutating func take(_ byte: UInt8) -> String? {
    if byte == 0x0A || byte == 0x0D {
      place = .text
      return end()
    }
    if byte == 0x1B, place != .string {
      place = .escape
      return nil
    }
    switch place {
    case .text: if line.count < Self.limit, byte >= 0x20 || byte == 0x09 { line.append(byte) }
    case .escape: return consumeEscape(byte)
    case .sequence: return consumeSequence(byte)
    case .string: if byte == 0x07 { place = .text } else if byte == 0x1B { place = .stringEscape }
    case .stringEscape: place = byte == UInt8(ascii: "\\") ? .text : .string
    }
    return nil
  }

  /// The line begun, unless it is empty.
  mutating func end() -> String? {
    defer { line.removeAll(keepingCapacity: true) }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  private mutating func consumeEscape(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "["): place = .sequence
    // OSC, DCS, SOS, PM, APC: a text for the terminal, up to BEL or ST.
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      place = .string
    case 0x20...0x2F: break
    default:
      place = .text
      return end()
    }
    return nil
  }

  private mutating func consumeSequence(_ byte: UInt8) -> String? {
    guard (0x40...0x7E).contains(byte) else { return nil }
    place = .text
    switch byte {
    case UInt8(ascii: "m"), UInt8(ascii: "h"), UInt8(ascii: "l"): return nil
    default: return end()
    }
  }
}
