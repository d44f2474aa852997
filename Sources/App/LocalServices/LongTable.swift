import Engine

/// A table or a log too long for a model's window: its head and its tail, and between them how much was left out.
enum LongTable {
  private static let endings: Set<String> = ["csv", "tsv", "log", "jsonl", "ndjson"]
  /// About 16,000 tokens.
  static let longest = 64 << 10
  private static let head = 40 << 10
  private static let tail = 20 << 10

  /// - Returns: `nil` for what is none, or not too long.
  static func cut(_ path: String, _ bytes: [UInt8]) -> String? {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard endings.contains(ending), bytes.count > longest, !bytes.contains(0) else { return nil }
    let newline = UInt8(ascii: "\n")
    // Whole lines; where one line is longer than all that is kept, at its bytes.
    let first = bytes[..<head].lastIndex(of: newline).map { $0 + 1 } ?? head
    let start = bytes.count - tail
    let last = bytes[start...].firstIndex(of: newline).map { $0 + 1 } ?? start
    let left = bytes[first..<last]
    let lines = left.count { $0 == newline }
    let note = LocalServicesMessages.leftOut(lines: lines, bytes: left.count)
    return String(decoding: bytes[..<first], as: UTF8.self) + note + "\n"
      + String(decoding: bytes[last...], as: UTF8.self)
  }
}
