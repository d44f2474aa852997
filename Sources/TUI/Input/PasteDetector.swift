/// Tells a paste from typing where the terminal marks none: the Linux console, a serial line, terminals
/// inside other programs.
///
/// Lines that arrive together are one paste: no hand types a line end and the next line at once. Where
/// pastes have come with their marks, what arrives together was typed ahead.
struct PasteDetector {
  /// Shorter than this may be keys that a slow connection held up.
  private static let shortest = 8
  /// What follows a paste within this belongs to it: it came in several reads.
  private static let gap: Duration = .milliseconds(50)

  private var marksPastes = false
  /// The last read was a paste, or part of one.
  private var isInside = false

  /// The terminal marks its pastes.
  mutating func sawMarks() { marksPastes = true }

  /// The whole read as pasted text, if it is one.
  mutating func paste(in bytes: [UInt8], after elapsed: Duration) -> String? {
    guard !marksPastes, !bytes.isEmpty else { return nil }
    let continues = isInside && elapsed <= Self.gap && !bytes.contains(0x1B)
    isInside = continues || Self.isPaste(bytes)
    return isInside ? PasteCollector.text(bytes[...]) : nil
  }

  private static func isPaste(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= shortest, !bytes.contains(0x1B), isText(bytes),
      let first = bytes.firstIndex(where: isLineEnd), first > 0
    else { return false }
    return bytes[first...].contains { !isLineEnd($0) }
  }

  /// Nothing but what stands in texts; keys with Control are typed.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || isLineEnd($0) }
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A }
}
