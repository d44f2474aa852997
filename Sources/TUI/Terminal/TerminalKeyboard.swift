#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terminal's keys. Reads what is there and never waits.
///
/// The bytes are read from the file itself and not through `wgetch`: that would refresh the screen,
/// lose mouse events, and cannot hold a paste of ten megabytes.
@ScreenActor
package final class TerminalKeyboard {
  /// What one `drain` takes at most, so that a huge paste leaves time to draw. The rest stays
  /// readable, and the loop's next wait says so again.
  private static let mostPerDrain = 1 << 20

  private let input: Int32
  private var decoder = KeyDecoder(detectsPastes: true)
  /// What one read takes at most.
  private static let mostPerRead = 1 << 16
  /// The terminal is gone: hung up, or the other side closed.
  package private(set) var hasEnded = false

  package init(input: Int32 = 0) {
    self.input = input
  }

  /// `flush` has to follow in this time if nothing else arrives until then.
  package var wait: Duration? { decoder.wait }

  /// The terminal was asked something, and has not answered yet.
  package var awaitsAnswer: Bool { decoder.awaitsAnswer }

  /// How long an answer may take that the shell must not get: the time of a line with half a second of
  /// delay, and some more.
  private static let answerWait: Duration = .milliseconds(750)
  private var asked = ContinuousClock.now

  /// The terminal is being asked something.
  package func expectAnswer() {
    asked = ContinuousClock.now
    decoder.expectAnswer()
  }

  /// How much longer the answer to the last question may take; `nil` where none is due.
  package var answerDue: Duration? {
    guard decoder.awaitsAnswer else { return nil }
    let left = Self.answerWait - asked.duration(to: ContinuousClock.now)
    return left > .zero ? left : nil
  }

  /// Waits until something can be read; `false` when nothing came in that time.
  package func waitForInput(_ limit: Duration) -> Bool {
    !hasEnded && TerminalWait.canRead(input, within: Int32(limit / .milliseconds(1)) + 1)
  }

  /// Everything that has arrived.
  package func drain() -> [TerminalInput] {
    var arrived: [TerminalInput] = []
    var taken = 0
    while !hasEnded, taken < Self.mostPerDrain, isReadable {
      var count = 0
      // Not a page more of it is touched than is read.
      let bytes = [UInt8](unsafeUninitializedCapacity: Self.mostPerRead) { room, filled in
        count = read(input, room.baseAddress, room.count)
        filled = max(0, count)
      }
      if count > 0 {
        taken += count
        arrived += decoder.decode(bytes, after: sinceLastRead())
      } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
        // 0 is a closed terminal: in raw mode it never means Ctrl+D. EIO is a hung-up one.
        hasEnded = true
      }
    }
    return arrived
  }

  /// Time has passed without a byte: a lone ESC was the Escape key.
  package func flush() -> [TerminalInput] {
    decoder.flush()
  }

  private var lastRead = ContinuousClock.now

  private func sinceLastRead() -> Duration {
    let now = ContinuousClock.now
    defer { lastRead = now }
    return lastRead.duration(to: now)
  }

  /// The file is shared with the shell and the output, so it is not made non-blocking itself.
  private var isReadable: Bool { TerminalWait.canRead(input, within: 0) }
}
