/// A moment as a date, in UTC. The days are counted as Howard Hinnant describes it: a year begins
/// in March, so that the leap day is its last.
package struct CivilTime: Equatable, Sendable {
  package var year: Int
  package var month: Int
  package var day: Int
  package var hour: Int
  package var minute: Int
  package var second: Int

  /// - Parameter milliseconds: since 1970.
  package init(milliseconds: Int64) {
    let seconds = Int(milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000)
    let days = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
    let rest = seconds - days * 86400
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Reads `2026-11-21T08:54:59.123Z`; a missing time is midnight, an offset is not understood, and
  /// digits of the second beyond the third are left out.
  package static func milliseconds(_ text: String) -> Int64? {
    let numbers = text.split { !$0.isNumber }.prefix(7).enumerated().map { index, digits in
      index < 6 ? Int(digits) ?? .max : thousandths(digits)
    }
    let part = { (index: Int) in index < numbers.count ? numbers[index] : 0 }
    guard numbers.count >= 3, text.hasSuffix("Z") || numbers.count == 3,
      (0...9999).contains(numbers[0]), (1...12).contains(numbers[1]),
      (1...31).contains(numbers[2]), part(3) < 24, part(4) < 60, part(5) < 60
    else { return nil }
    let year = part(1) <= 2 ? part(0) - 1 : part(0)
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (part(1) > 2 ? part(1) - 3 : part(1) + 9) + 2) / 5 + part(2) - 1
    let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let seconds = (days - 719_468) * 86400 + part(3) * 3600 + part(4) * 60 + part(5)
    return Int64(seconds) * 1000 + Int64(part(6))
  }

  /// `5` after the second's point is half a second.
  private static func thousandths(_ digits: Substring) -> Int {
    let digits = digits.prefix(3)
    return (0..<3 - digits.count).reduce(Int(digits) ?? 0) { number, _ in number * 10 }
  }

  /// `2026-11-21T08:54:59Z`
  package var text: String {
    "\(day(separator: "-"))T\(Self.two(hour)):\(Self.two(minute)):\(Self.two(second))Z"
  }

  /// `2026-07-16`
  package var date: String { String(text.prefix { $0 != "T" }) }

  /// `2026-11-21 08:54 UTC`
  package var words: String {
    "\(day(separator: "-")) \(Self.two(hour)):\(Self.two(minute)) UTC"
  }

  private func day(separator: String) -> String {
    ["\(year)", Self.two(month), Self.two(day)].joined(separator: separator)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
