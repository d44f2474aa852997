/// Notices that a text goes in circles: the same passage again and again, byte for byte.
///
/// A rolling hash of the last bytes is looked up in a table of where it was seen last: that distance
/// is the period, as long as each byte is the one that stood a period before. Only every eighth place is
/// put into the table, which keeps it in the nearest cache; a passage that comes again passes one of them. Where
/// lines of a passage are alike the distance is first too short; the byte that differs leads to the right one. A
/// byte costs the same however long the text is, and nothing grows. What is said again in other words is not
/// noticed.
struct RepeatedPassage {
  /// The passage that came back, in bytes, and how many bytes in a row have repeated it.
  struct Finding: Equatable {
    var period: Int
    var repeated: Int
  }

  /// A place of the text, and what the window that ends there comes to.
  private struct Mark {
    var hash: UInt32 = 0
    var place: UInt32 = 0
  }

  /// Bytes that one hash stands for.
  private static let window = 24
  /// Bytes that are remembered; a longer passage is not found again. A power of two, as the next two.
  private static let memory = 1 << 14
  private static let stride = 8
  private static let marks = 1 << 12
  /// A passage has to come this many times more, and fill this many bytes, before it is a loop:
  /// rules, tables and lists of like items repeat themselves, too.
  private static let repeats = 4
  private static let least = 600
  private static let base: UInt64 = 0x1_0000_01B3
  /// `base` to the power of `window`: what the oldest byte weighs as it leaves.
  private static let leaving = (0..<window).reduce(1 as UInt64) { power, _ in power &* base }
  /// Of as many zeros as the window holds, which stand before the text.
  private static let ofZeros = (0..<window).reduce(0 as UInt64) { hash, _ in hash &* base &+ 1 }

  /// Both are made with the first piece: a program that waits for one needs no room for them.
  private var recent: [UInt8] = []
  private var seen: [Mark] = []
  private var hash = ofZeros
  private var count = 0
  private var period = 0
  private var run = 0

  /// Takes in the next piece of the text; answers once a passage has come often enough.
  mutating func consume(_ piece: String) -> Finding? {
    if seen.isEmpty {
      recent = Array(repeating: 0, count: Self.memory)
      seen = Array(repeating: Mark(), count: Self.marks)
    }
    var found: Finding?
    var piece = piece
    piece.withUTF8 { bytes in
      for byte in bytes where isAgain(byte) && run >= max(Self.least, Self.repeats * period) {
        found = Finding(period: period, repeated: run)
      }
    }
    return found
  }

  /// Takes in a byte; whether it is the one that stood a period before.
  private mutating func isAgain(_ byte: UInt8) -> Bool {
    let isAgain = period > 0 && recent[(count - period) & (Self.memory - 1)] == byte
    let oldest = recent[(count - Self.window) & (Self.memory - 1)]
    hash = hash &* Self.base &+ UInt64(byte) &+ 1 &- (UInt64(oldest) &+ 1) &* Self.leaving
    recent[count & (Self.memory - 1)] = byte
    count += 1
    if isAgain { run += 1 }
    let isMarked = count & (Self.stride - 1) == 0
    guard isMarked || !isAgain else { return true }

    // The highest bits are mixed best: twelve choose one of the marks, those below tell which windows are alike.
    let mixed = hash &* 0x9E37_79B9_7F4A_7C15
    let index = Int(truncatingIfNeeded: mixed >> 52)
    let mark = Mark(
      hash: UInt32(truncatingIfNeeded: mixed >> 20), place: UInt32(truncatingIfNeeded: count))
    let last = seen[index]
    if isMarked { seen[index] = mark }
    guard !isAgain else { return true }
    let distance = Int(mark.place &- last.place)
    let isKnown = last.hash == mark.hash && distance < Self.memory
    (period, run) = isKnown ? (distance, 1) : (0, 0)
    return false
  }
}
