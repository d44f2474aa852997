/// How often and after what pause a request is sent again, before its first word.
///
/// One level only. A refused connection and a 4xx other than 429 are answers, not accidents.
package struct RetryPolicy: Equatable, Sendable {
  /// Further attempts that are left.
  package private(set) var left: Int
  private var attempt = 0

  package init(limit: Int) {
    left = max(0, limit)
  }

  /// The pause before the next attempt, or `nil` when the error should be shown.
  ///
  /// The server's own wish is taken as it is, up to a minute; else 200 ms, doubled each time, ±10 %.
  package mutating func delay(
    after error: EngineError, jitter: Double = .random(in: 0.9...1.1)
  ) -> Duration? {
    guard left > 0, error.kind == .rateLimited || error.kind == .serverFault else { return nil }
    if let wish = error.retryAfter, wish > .seconds(60) { return nil }
    left -= 1
    defer { attempt += 1 }
    if let wish = error.retryAfter { return wish }
    return .milliseconds(Int(200 * Double(1 << min(attempt, 6)) * jitter))
  }
}
