import Engine
import Synchronization
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waiting for the system to ask for an end.
enum Signals {
  /// Numbers that have come and were not taken yet, as bits.
  private static let pending = Atomic<UInt64>(0)
  /// What a handler rings; -1 while nothing listens.
  private static let bell = Atomic<Int32>(-1)
  /// How often something began to listen; the last one hears.
  private static let listeners = Mutex(0)

  /// Yields the number of each SIGINT, SIGTERM and SIGHUP from now on, once for all that came before it was heard.
  /// Once nothing listens any more they end the program as they always do. Under `nohup` there is no SIGHUP to hear.
  ///
  /// The program's first thread hears them between other work. One of their own would have to be made while libcurl
  /// is loaded, and the system makes none meanwhile.
  static func endings() -> AsyncStream<Int32> {
    let (stream, continuation) = AsyncStream<Int32>.makeStream()
    let numbers = [SIGINT, SIGTERM] + (Disposition.isIgnored(SIGHUP) ? [] : [SIGHUP])
    let thread = ScreenActor.shared.thread
    let listener = listeners.withLock { last in
      last += 1
      bell.store(thread.bell, ordering: .sequentiallyConsistent)
      thread.setNews {
        let heard = pending.exchange(0, ordering: .sequentiallyConsistent)
        for number in numbers where heard & bit(number) != 0 { continuation.yield(number) }
        return heard != 0
      }
      Disposition.set(numbers) { Signals.note($0) }
      return last
    }
    continuation.onTermination = { _ in
      listeners.withLock { last in
        guard last == listener else { return }
        for number in numbers { signal(number, SIG_DFL) }
        bell.store(-1, ordering: .sequentiallyConsistent)
        thread.setNews(nil)
        // What came too late for this one is not for the next.
        pending.store(0, ordering: .sequentiallyConsistent)
      }
    }
    return stream
  }

  private static func bit(_ number: Int32) -> UInt64 { 1 << UInt64(number & 63) }

  /// Called in the middle of whatever a thread is doing.
  private static func note(_ number: Int32) {
    let error = errno
    pending.bitwiseOr(bit(number), ordering: .sequentiallyConsistent)
    var one: UInt8 = 1
    if case let bell = bell.load(ordering: .sequentiallyConsistent), bell >= 0 {
      _ = write(bell, &one, 1)
    }
    errno = error
  }

  /// On macOS a write to a pipe without a reader signals the program, not the thread that wrote: a server of tools
  /// that ends would end us. On Linux it is the thread, and those that write have the signal blocked. Children get
  /// the default back from Subprocess.
  static func outliveBrokenPipes() {
    #if canImport(Darwin)
      signal(SIGPIPE, SIG_IGN)
    #endif
  }

  /// Returns when the first of them came, with its number.
  @discardableResult
  static func termination() async -> Int32 {
    for await number in endings() { return number }
    return SIGTERM
  }
}
