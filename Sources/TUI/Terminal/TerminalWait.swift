import CNcurses

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waits for a terminal in the way that each system has: macOS does not `poll` every terminal, `/dev/tty` among them.
package enum TerminalWait {
  /// Whether something can be read in that time, or the terminal is gone.
  ///
  /// - Parameter milliseconds: negative: however long it takes.
  package static func canRead(_ terminal: Int32, within milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    return curses_wait(&descriptor, 1, milliseconds) > 0
  }

  /// Whether a write would not wait, or would fail.
  package static func canWrite(_ terminal: Int32, within milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
    return curses_wait(&descriptor, 1, milliseconds) > 0
  }
}
