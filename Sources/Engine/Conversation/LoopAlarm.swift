/// Notices that a text goes in circles: the same passage again and again, byte for byte.
///
/// A rolling hash of the last bytes is looked up in a table of where it was seen last. While each
/// byte's place is the same distance behind, the text repeats itself with that period. A byte costs
/// the same however long the text is, and the table never grows. What is said again in other words
/// is not noticed.
struct LoopAlarm {
  /// The passage that came back, in bytes, and how many bytes in a row have repeated it.
  struct Finding: Equatable {
    var period: Int
    var repeated: Int
  }

  /// Bytes that one hash stands for.
  private static let window = 24
  /// Places in the table; a passage longer than a third of it is hardly found again.
  private static let places = 1 << 14
  /// A passage has to come this many times more, and fill this many bytes, before it is a loop:
  /// rules, tables and lists of like items repeat themselves, too.
  private static let repeats = 4
  private static let least = 600
  private static let base: UInt64 = 0x1_0000_01B3
  /// `base` to the power of `window`: what the oldest byte weighs as it leaves.
  private static let leaving = (0..<window).reduce(1 as UInt64) { power, _ in power &* base }

  private var recent = [UInt8](repeating: 0, count: window)
  private var hash: UInt64 = 0
  private var count = 0
  private var seen = [(hash: UInt64, place: Int)](repeating: (0, -1), count: places)
  private var period = 0
  private var run = 0

  /// Takes in the next piece of the text; answers once a passage has come often enough.
  mutating func take(_ piece: String) -> Finding? {
    var found: Finding?
    for byte in piece.utf8 {
      take(byte)
      if run >= max(Self.least, Self.repeats * period), period > 0 {
        found = Finding(period: period, repeated: run)
      }
    }
    return found
  }

  private mutating func take(_ byte: UInt8) {
    let slot = count % Self.window
    hash = hash &* Self.base &+ UInt64(byte) &+ 1
    if count >= Self.window { hash &-= (UInt64(recent[slot]) &+ 1) &* Self.leaving }
    recent[slot] = byte
    count += 1
    guard count >= Self.window else { return }
    let index = Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 50)
    let last = seen[index]
    seen[index] = (hash, count)
    guard last.place >= 0, last.hash == hash else {
      // Another hash may have taken the place; one miss does not end a passage.
      run = max(0, run - 1)
      return
    }
    let distance = count - last.place
    if distance == period {
      run += 1
    } else {
      (period, run) = (distance, 1)
    }
  }
}
