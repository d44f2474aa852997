/// Durations as the screen writes them.
package enum TimeFormatter {
  /// `8.2 s` below a minute, `3 min 05 s` above.
  package static func seconds(_ duration: Duration) -> String {
    let seconds = max(0, duration / .seconds(1))
    guard seconds >= 60 else { return "\(oneDecimal(seconds)) s" }
    let whole = Int(seconds)
    let rest = whole % 60
    return "\(whole / 60) min \(rest < 10 ? "0" : "")\(rest) s"
  }

  package static func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

/// Token counts: the server's when it gave one, else our count of deltas, marked as an estimate.
package enum TokenFormatter {
  package static func count(_ told: Int?, or counted: Int) -> String {
    told.map { "\($0) tok" } ?? "~\(counted) tok"
  }

  /// `41 tok/s`, `0.4 tok/s`; `~`: by our clock.
  package static func rate(_ tokensPerSecond: Double, isEstimate: Bool) -> String {
    let number =
      tokensPerSecond < 9.95
      ? TimeFormatter.oneDecimal(tokensPerSecond) : "\(Int(tokensPerSecond.rounded()))"
    return (isEstimate ? "~" : "") + number + " tok/s"
  }

  /// `8k`, `131k`, `900`
  package static func short(_ tokens: Int) -> String {
    tokens >= 1000 ? "\((tokens + 500) / 1000)k" : "\(tokens)"
  }
}
