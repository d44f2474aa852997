import Synchronization
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Signals as something that can be read: a handler may do little more than write a byte.
struct SignalPipe: Sendable {
  /// Can be read when a signal has come: a byte each, its number.
  let ear: Int32

  /// The handler's end of both pipes, made together: a handler may make nothing.
  private static let bells = Bells()

  private final class Bells: Sendable {
    let screen = Atomic<Int32>(-1)
    let shutdownWatchdog = Atomic<Int32>(-1)
  }

  enum Reader { case screen, shutdownWatchdog }

  /// Takes signals that the program was started with blocked, as threads of Dispatch start programs.
  static func unblock() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_UNBLOCK, &all, nil)
  }

  private let reader: Reader

  /// Each reader hears every signal that some reader listens to; there is one of each.
  init(for reader: Reader) {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "no pipe for signals: \(String(cString: strerror(errno)))")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      // A handler never waits, and no reader does.
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    ear = ends[0]
    self.reader = reader
    Self.setBell(ends[1], reader)
  }

  private static func setBell(_ descriptor: Int32, _ reader: Reader) {
    let before =
      switch reader {
      case .screen: bells.screen.exchange(descriptor, ordering: .relaxed)
      case .shutdownWatchdog: bells.shutdownWatchdog.exchange(descriptor, ordering: .relaxed)
      }
    if before >= 0 { close(before) }
  }

  /// From now on these come here, and do nothing else.
  func listen(_ signals: [Int32]) {
    Disposition.set(signals) { SignalPipe.forward($0) }
  }

  /// Called in the middle of whatever a thread is doing.
  private static func forward(_ signal: Int32) {
    let error = errno
    var byte = UInt8(truncatingIfNeeded: signal)
    let (screen, shutdownWatchdog) = (
      bells.screen.load(ordering: .relaxed), bells.shutdownWatchdog.load(ordering: .relaxed)
    )
    if screen >= 0 { _ = write(screen, &byte, 1) }
    if shutdownWatchdog >= 0 { _ = write(shutdownWatchdog, &byte, 1) }
    errno = error
  }

  /// The signals that have come since.
  func take() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(ear, &bytes, bytes.count)
    return bytes.prefix(max(0, count)).map(Int32.init)
  }

  /// Hears no more.
  func end() {
    Self.setBell(-1, reader)
    close(ear)
  }
}
