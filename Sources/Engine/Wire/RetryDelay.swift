/// How long a server asks us to wait, from its headers or its words.
enum RetryDelay {
  /// `Retry-After: 2` or a date, or OpenAI's finer `retry-after-ms`.
  ///
  /// A date is reckoned from the answer's own `Date`, so a clock that is wrong here does no harm.
  static func duration(in headers: [HTTPHeader], now: Int64 = WallClock.now()) -> Duration? {
    if let milliseconds = number(in: headers, "retry-after-ms") {
      return .nanoseconds(Int64(milliseconds * 1e6))
    }
    if let seconds = number(in: headers, "retry-after") {
      return .nanoseconds(Int64(seconds * 1e9))
    }
    guard let until = value(in: headers, "retry-after").flatMap(moment) else { return nil }
    let sent = value(in: headers, "date").flatMap(moment) ?? now
    return .milliseconds(min(max(0, until - sent), 10_000_000_000))
  }

  private static func value(in headers: [HTTPHeader], _ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }

  private static func number(in headers: [HTTPHeader], _ name: String) -> Double? {
    value(in: headers, name).flatMap { Double($0) }
      .flatMap { $0.isFinite && $0 >= 0 ? min($0, 1e7) : nil }
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT` in milliseconds since 1970, the one form that HTTP's
  /// specification (RFC 9110, 5.6.7) lets servers write.
  private static func moment(_ date: String) -> Int64? {
    let words = date.split(separator: " ")
    let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: words[2]) else {
      return nil
    }
    return CivilTime.milliseconds("\(words[3])-\(month + 1)-\(words[1])T\(words[4])Z")
  }

  /// `Please try again in 1.898s.`, `28ms`, `35 seconds`, `6m0s`, as OpenAI and others write it.
  static func duration(in words: String) -> Duration? {
    guard let phrase = words.lowercased().firstRange(of: "try again in ") else { return nil }
    var rest = words.lowercased()[phrase.upperBound...]
    var total: Double?
    while let part = part(of: &rest) { total = (total ?? 0) + part }
    return total.map { .nanoseconds(Int64(min($0, 1e7) * 1e9)) }
  }

  /// One number with its unit, in seconds.
  private static func part(of rest: inout Substring) -> Double? {
    let digits = rest.prefix { $0.isNumber || $0 == "." }
    guard let number = Double(digits) else { return nil }
    let behind = rest.dropFirst(digits.count).drop { $0 == " " }
    let unit = behind.prefix { $0.isLetter }
    guard let seconds = seconds(per: unit) else { return nil }
    rest = behind.dropFirst(unit.count)
    return number * seconds
  }

  private static func seconds(per unit: Substring) -> Double? {
    switch unit {
    case "ms", "millisecond", "milliseconds": 0.001
    case "s", "sec", "secs", "second", "seconds": 1
    case "m", "min", "mins", "minute", "minutes": 60
    case "h", "hr", "hour", "hours": 3600
    default: nil
    }
  }
}
