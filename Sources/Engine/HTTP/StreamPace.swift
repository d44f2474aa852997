/// How long a stream is left to itself between two reads.
///
/// Each read wakes a thread, and a picture follows it: that costs more than the words it brings. The kernel holds what
/// comes in that time, so no sender waits. Only a stream of which several words come in one pause is left to itself:
/// what comes one by one is read, and shown, as it comes.
///
/// A pause ends with the next word, not between two: that one is shown without delay, and the others have waited
/// hardly longer than the pause.
struct StreamPace {
  /// What one read brought.
  struct Delivery {
    var bytes: Int
    /// Whose it is; `nil` for a head, for an end, and for what several had.
    var stream: Int?
  }

  /// The least pause: a reader who prints what comes waits no longer for it.
  static let least: Duration = .milliseconds(4)
  /// Where a stream is too fast for a picture of each read: what a picture shows is then at most this old.
  private static let hasty: Duration = .milliseconds(2)
  /// Bytes in a millisecond of such a stream: the kernel counts a packet of one word as a kilobyte, and has room
  /// for a hundred.
  private static let haste = 400.0
  /// Bytes that one read brings of a stream too fast to be left to itself: its pieces are large anyway.
  private static let flood = 16 << 10

  /// Words closer together than this are not told apart by eye: a pause between two of them ends as well as with one.
  private static let dense: Duration = .milliseconds(2)

  private var pause = StreamPace.least
  /// Moments are the time since the loop began.
  private var lastDelivery = Duration.zero
  private var lastStream: Int?
  private var isFast = false
  /// The loop has waited since the last delivery.
  private var hasPaused = false
  /// Bytes of the last delivery that no pause came before: a word, with what the server wraps it in.
  private var word = 0
  /// From one word to the next, as far as the last delivery tells, and half a pause at most; zero where the next one is
  /// not waited for.
  private var spacing = Duration.zero

  /// The time until the next read; zero or less: now.
  mutating func rest(at now: Duration) -> Duration {
    guard isFast else { return .zero }
    let rest = pause - (now - lastDelivery)
    if rest > .zero { hasPaused = true }
    return rest
  }

  /// How long the next word may be waited for once the pause is over; zero or less: no longer.
  func extra(at now: Duration) -> Duration {
    guard isFast, spacing > .zero else { return .zero }
    // Words are not quite evenly apart.
    return lastDelivery + pause + spacing + spacing / 4 - now
  }

  /// - Parameter patience: how long the reader is content to wait for what streams.
  mutating func record(_ delivery: Delivery, at now: Duration, patience: Duration) {
    let gap = now - lastDelivery
    // A head, a short answer and two that take turns are no stream: what follows may follow at once.
    let goesOn = delivery.stream != nil && delivery.stream == lastStream
    let isHasty = Double(delivery.bytes) / max(1, gap / .milliseconds(1)) > Self.haste
    // How many words there are is not told: one is about as long as another.
    let areSeveral = hasPaused ? 2 * delivery.bytes > 3 * word : gap + gap < pause
    isFast = goesOn && delivery.bytes < Self.flood && (isHasty || areSeveral)
    if !hasPaused { word = delivery.bytes }
    let words = Double(delivery.bytes) / Double(max(1, word))
    let apart = gap / max(1, words)
    spacing = isHasty || apart < Self.dense ? .zero : min(apart, patience / 2)
    pause = isHasty ? Self.hasty : patience
    lastStream = delivery.stream
    lastDelivery = now
    hasPaused = false
  }

  /// A read brought nothing: what comes next is awaited.
  mutating func recordNothing() { (isFast, hasPaused) = (false, false) }
}
