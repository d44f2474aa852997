/// How long a stream is left to itself between two reads.
///
/// Each read wakes a thread, and a picture follows it: that costs more than the words it brings. The kernel holds what
/// comes in that time, so no sender waits. Only a stream of which several words come in one pause is left to itself:
/// what comes one by one is read, and shown, as it comes.
///
/// A pause ends with the next word, not between two: that one is shown without delay, and the others have waited
/// hardly longer than the pause. The last delivery tells how many words fit into a pause and how many bytes they take
/// on the wire. The kernel is asked for that many when the pause begins, so a pause costs one wake-up.
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

  /// Words closer together, in milliseconds, are not told apart by eye: a pause between two ends as well as with one.
  private static let dense = 2.0

  private var pause = StreamPace.least
  /// Moments are the time since the loop began.
  private var lastDelivery = Duration.zero
  private var lastStream: Int?
  private var isFast = false
  /// There was a pause since the last delivery, or it would be over by now.
  private var hasPaused = false
  /// Bytes of the last delivery that no pause came before: a word, with what the server wraps it in.
  private var word = 0
  /// The word that ends a pause, counted from the last delivery; `nil` where none is waited for.
  private(set) var nextWord: NextWord?
  /// Bytes on the connection at the end of the last wait, as the network brought them: chunked, and encrypted.
  var waiting = 0

  struct NextWord {
    /// So many have come on the connection when it is there.
    var bytes: Int
    /// How long it may be waited for once the pause is over.
    var extra: Duration
  }

  /// What is left of the pause; zero or less: it is over.
  mutating func rest(at now: Duration) -> Duration {
    guard isFast else { return .zero }
    hasPaused = true
    return pause - (now - lastDelivery)
  }

  /// - Parameter patience: how long the reader is content to wait for what streams.
  mutating func record(_ delivery: Delivery, at now: Duration, patience: Duration) {
    let gap = (now - lastDelivery) / .milliseconds(1)
    // A head, a short answer and two that take turns are no stream: what follows may follow at once.
    let goesOn = delivery.stream != nil && delivery.stream == lastStream
    let isHasty = Double(delivery.bytes) / max(1, gap) > Self.haste
    // How many words there are is not told: one is about as long as another.
    let areSeveral = hasPaused ? 2 * delivery.bytes > 3 * word : 2 * gap < pause / .milliseconds(1)
    isFast = goesOn && delivery.bytes < Self.flood && (isHasty || areSeveral)
    if !hasPaused { word = delivery.bytes }
    pause = isHasty ? Self.hasty : patience
    nextWord = isFast && !isHasty ? next(after: delivery.bytes, gap, pause / .milliseconds(1)) : nil
    lastStream = delivery.stream
    lastDelivery = now
    (hasPaused, waiting) = (false, 0)
  }

  /// - Parameters:
  ///   - bytes: of the last delivery.
  ///   - gap: milliseconds that it took to come.
  ///   - pause: milliseconds until the next one.
  private func next(after bytes: Int, _ gap: Double, _ pause: Double) -> NextWord? {
    let words = max(1, Double(bytes) / Double(max(1, word)))
    let apart = min(gap / words, pause / 2)
    guard apart >= Self.dense else { return nil }
    // One word is not quite as long as another, nor as far: half of it will do, and a quarter more of the time.
    let count = (pause / apart).rounded(.up) - 0.5
    return NextWord(
      bytes: Int(count / words * Double(max(bytes, waiting))),
      extra: .milliseconds(apart + apart / 4))
  }

  /// A read brought nothing: what comes next is awaited.
  mutating func recordNothing() { (isFast, hasPaused, nextWord) = (false, false, nil) }
}
