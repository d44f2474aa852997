/// Notices that a text goes in circles: the same passage again and again, byte for byte.
///
/// A rolling hash of the last bytes is looked up in a table of where it was seen last: that distance
/// is the period, as long as each byte is the one that stood a period before. Where lines of a passage
/// are alike the distance is first too short; the byte that differs leads to the right one. A byte costs
/// the same however long the text is, and nothing grows. What is said again in other words is not
/// noticed.
struct RepeatedPassage {
  /// The passage that came back, in bytes, and how many bytes in a row have repeated it.
  struct Finding: Equatable {
    var period: Int
    var repeated: Int
  }

  /// Bytes that one hash stands for.
  private static let window = 24
  /// Places in the table, and bytes that are remembered; a longer passage is not found again.
  private static let places = 1 << 14
  /// A passage has to come this many times more, and fill this many bytes, before it is a loop:
  /// rules, tables and lists of like items repeat themselves, too.
  private static let repeats = 4
  private static let least = 600
  private static let base: UInt64 = 0x1_0000_01B3
  /// `base` to the power of `window`: what the oldest byte weighs as it leaves.
  private static let leaving = (0..<window).reduce(1 as UInt64) { power, _ in power &* base }

  /// Both are made with the first piece: a program that waits for one needs no room for them.
  private var recent: [UInt8] = []
  private var seen: [(hash: UInt64, place: Int)] = []
  private var hash: UInt64 = 0
  private var count = 0
  private var period = 0
  private var run = 0

  /// Takes in the next piece of the text; answers once a passage has come often enough.
  mutating func consume(_ piece: String) -> Finding? {
    var found: Finding?
    if seen.isEmpty {
      recent = Array(repeating: 0, count: Self.places)
      seen = Array(repeating: (0, -1), count: Self.places)
    }
    for byte in piece.utf8 {
      consume(byte)
      if run >= max(Self.least, Self.repeats * period), period > 0 {
        found = Finding(period: period, repeated: run)
      }
    }
    return found
  }

  private mutating func consume(_ byte: UInt8) {
    let isAgain = period > 0 && recent[(count - period) % Self.places] == byte
    hash = hash &* Self.base &+ UInt64(byte) &+ 1
    if count >= Self.window {
      let oldest = recent[(count - Self.window) % Self.places]
      hash &-= (UInt64(oldest) &+ 1) &* Self.leaving
    }
    recent[count % Self.places] = byte
    count += 1
    guard count >= Self.window else { return }
    let index = Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 50)
    let last = seen[index]
    seen[index] = (hash, count)
    if isAgain {
      run += 1
      return
    }
    let distance = count - last.place
    let isKnown = last.place >= 0 && last.hash == hash && distance < Self.places
    (period, run) = isKnown ? (distance, 1) : (0, 0)
  }
}
