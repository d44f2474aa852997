import Foundation

/// Both ends of a pseudo-terminal, and a thread that reads all that is written to the near one.
final class PseudoTerminal: Sendable {
  let outer: Int32
  let inner: Int32
  let path: String
  private let arrived = Arrived()

  /// A lock and a buffer: the only state two threads share.
  private final class Arrived: @unchecked Sendable {
    private let condition = NSCondition()
    private var bytes: [UInt8] = []

    func append(_ more: ArraySlice<UInt8>) {
      condition.withLock {
        bytes += more
        condition.broadcast()
      }
    }

    /// Takes everything before `mark`, once it has come.
    func take(before mark: [UInt8]) -> [UInt8] {
      condition.withLock {
        while true {
          if let found = bytes.firstRange(of: mark) {
            defer { bytes.removeSubrange(..<found.upperBound) }
            return Array(bytes[..<found.lowerBound])
          }
          guard condition.wait(until: Date(timeIntervalSinceNow: 10)) else { return bytes }
        }
      }
    }
  }

  init(columns: Int, rows: Int) {
    var outer: Int32 = -1
    var inner: Int32 = -1
    var size = winsize()
    size.ws_col = UInt16(columns)
    size.ws_row = UInt16(rows)
    var name = [CChar](repeating: 0, count: 128)
    precondition(openpty(&outer, &inner, &name, nil, &size) == 0)
    (self.outer, self.inner) = (outer, inner)
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let arrived = arrived
    Thread.detachNewThread { [outer] in
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(outer, &buffer, buffer.count)
        guard count > 0 else { break }
        arrived.append(buffer[..<count])
      }
      // Here and not in `close`: a number closed under a reader may be another file by then.
      Foundation.close(outer)
    }
  }

  /// Everything written so far.
  func output() -> [UInt8] {
    let mark = "\u{1b}]777;mark\u{7}"
    _ = write(inner, mark, mark.utf8.count)
    return arrived.take(before: Array(mark.utf8))
  }

  func type(_ text: String) { _ = write(outer, text, text.utf8.count) }

  func resize(columns: Int, rows: Int) {
    var size = winsize()
    size.ws_col = UInt16(columns)
    size.ws_row = UInt16(rows)
    _ = ioctl(inner, UInt(TIOCSWINSZ), &size)
  }

  /// The terminal's modes as text, to compare.
  func modes() -> [UInt32] {
    var modes = termios()
    tcgetattr(inner, &modes)
    return [
      UInt32(modes.c_iflag), UInt32(modes.c_oflag), UInt32(modes.c_cflag), UInt32(modes.c_lflag),
    ]
  }

  func close() { Foundation.close(inner) }
}
