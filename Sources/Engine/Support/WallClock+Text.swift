extension WallClock {
  /// `2026-11-21T08:36:05Z`, by the rules of the Gregorian calendar in UTC.
  ///
  /// - Parameter milliseconds: since 1970.
  package static func text(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / 1000
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86400)
    let (year, month, day) = date(days)
    let parts = [rest / 3600, rest / 60 % 60, rest % 60].map { two(Int($0)) }
    return "\(year)-\(two(month))-\(two(day))T\(parts.joined(separator: ":"))Z"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Year, month and day so many days after 1 January 1970. Years are counted from March here, so
  /// that a leap day is the last of its year.
  private static func date(_ days: Int64) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(day))
  }
}
