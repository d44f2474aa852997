#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terminal's keys. Reads what is there and never waits.
///
/// The bytes are read from the file itself and not through `wgetch`: that would refresh the screen,
/// lose mouse events, and cannot hold a paste of ten megabytes.
@MainActor
package final class TerminalKeyboard {
  /// What one `drain` takes at most, so that a huge paste leaves time to draw. The rest stays
  /// readable, and a Dispatch read source says so again.
  private static let mostPerDrain = 1 << 20

  private let input: Int32
  private var decoder = KeyDecoder()
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// The terminal is gone: hung up, or the other side closed.
  package private(set) var hasEnded = false

  package init(input: Int32 = 0) {
    self.input = input
  }

  /// `flush` has to follow in 25 ms if nothing else arrives until then.
  package var isWaiting: Bool { decoder.isWaiting }

  /// Everything that has arrived.
  package func drain() -> [TerminalInput] {
    var arrived: [TerminalInput] = []
    var taken = 0
    while !hasEnded, taken < Self.mostPerDrain, isReadable {
      let count = read(input, &buffer, buffer.count)
      if count > 0 {
        taken += count
        arrived += decoder.decode(count == buffer.count ? buffer : Array(buffer[..<count]))
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

  /// The file is shared with the shell and the output, so it is not made non-blocking itself.
  private var isReadable: Bool {
    var poll = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return Self.check(&poll) > 0
  }

  private static func check(_ descriptor: inout pollfd) -> Int32 { poll(&descriptor, 1, 0) }
}
