import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waiting for the system to ask for an end.
enum Signals {
  /// Returns when SIGINT, SIGTERM or SIGHUP came, with its number.
  @discardableResult
  static func termination() async -> Int32 {
    let (stream, continuation) = AsyncStream<Int32>.makeStream()
    let numbers = [SIGINT, SIGTERM, SIGHUP]
    let sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield(number) }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      // Nobody waits any more: the next one ends the program as it always does.
      for number in numbers { signal(number, SIG_DFL) }
    }
    for await number in stream { return number }
    return SIGTERM
  }
}
