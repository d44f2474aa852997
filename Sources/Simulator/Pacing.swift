#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The one seam through which the simulator spends time.
///
/// Seconds are simulated seconds; how long they really last is the pacing's decision.
package protocol Pacing: Sendable {
  /// Seconds since 1970 in simulated time; never goes back.
  var now: Double { get }
  /// Returns after that many simulated seconds; throws only when its task is cancelled.
  func wait(_ seconds: Double) async throws
}

extension Pacing {
  /// Returns only by throwing, when the client has gone or the server stops.
  func hang() async throws {
    while true { try await Task.sleep(for: .seconds(3600)) }
  }
}

/// No waiting at all, and a clock that stands still: what tests use.
package struct InstantPacing: Pacing {
  package let now: Double
  package init(now: Double = 1_790_000_000) { self.now = now }

  package func wait(_ seconds: Double) async throws {
    try Task.checkCancellation()
    await Task.yield()
  }
}

/// The machine's own clock, `speed` times as fast.
package struct ScaledPacing: Pacing {
  private let speed: Double
  private let start = ContinuousClock.now
  private let startOfDay = Double(time(nil))

  package init(speed: Double) { self.speed = max(speed, 0.001) }

  package var now: Double {
    startOfDay + (ContinuousClock.now - start) / .seconds(1) * speed
  }

  package func wait(_ seconds: Double) async throws {
    try await Task.sleep(for: .seconds(max(0, seconds) / speed))
  }
}

/// Points in simulated time as servers write them.
enum Timestamp {
  /// `Sun, 06 Nov 1994 08:49:37 GMT`, the form of the HTTP `Date` field.
  static func http(_ seconds: Double) -> String {
    formatted(seconds, "%a, %d %b %Y %H:%M:%S GMT")
  }

  /// `2026-09-01T10:00:00.000Z`, the form of JavaScript and Go.
  static func iso(_ seconds: Double) -> String {
    formatted(seconds, "%Y-%m-%dT%H:%M:%S.000Z")
  }

  private static func formatted(_ seconds: Double, _ format: String) -> String {
    var moment = time_t(seconds)
    var parts = tm()
    gmtime_r(&moment, &parts)
    var buffer = [CChar](repeating: 0, count: 64)
    let length = strftime(&buffer, buffer.count, format, &parts)
    return String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
