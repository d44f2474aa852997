/// How long a server asks us to wait, from its headers or its words.
enum RetryDelay {
  /// `Retry-After: 2`, or OpenAI's finer `retry-after-ms`. The form with a date is not read.
  static func duration(in headers: [HTTPHeader]) -> Duration? {
    if let milliseconds = number(in: headers, "retry-after-ms") {
      return .nanoseconds(Int64(milliseconds * 1e6))
    }
    return number(in: headers, "retry-after").map { .nanoseconds(Int64($0 * 1e9)) }
  }

  private static func number(in headers: [HTTPHeader], _ name: String) -> Double? {
    headers.first { $0.name.lowercased() == name }.flatMap { Double($0.value) }
      .flatMap { $0.isFinite && $0 >= 0 ? min($0, 1e7) : nil }
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
