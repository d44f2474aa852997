@preconcurrency import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waiting for the system to ask for an end.
enum Signals {
  /// Yields the number of each SIGINT, SIGTERM and SIGHUP from now on. Once nothing listens any more
  /// they end the program as they always do.
  static func endings() -> AsyncStream<Int32> {
    let (stream, continuation) = AsyncStream<Int32>.makeStream()
    let numbers = [SIGINT, SIGTERM, SIGHUP]
    let sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield(number) }
      source.resume()
      return source
    }
    continuation.onTermination = { _ in
      for source in sources { source.cancel() }
      for number in numbers { signal(number, SIG_DFL) }
    }
    return stream
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
