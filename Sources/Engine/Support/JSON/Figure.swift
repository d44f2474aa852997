/// A kind of figure that a server, a file or the archive may give, with the largest value it can have.
///
/// A figure from outside is finite, not negative and no larger than its kind allows; anything else is
/// absent. Within these bounds sums, products and conversions cannot overflow, so no figure that
/// comes from outside can end the program. `JSON` gives its numbers out through these kinds only.
package struct Figure: Sendable {
  package let greatest: Double

  private init(upTo greatest: Double) { self.greatest = greatest }

  /// Tokens of a prompt, a reply or a window. The largest windows of 2026 hold 10⁷.
  package static let tokens = Figure(upTo: 1e9)
  /// Bytes of a file or a model.
  package static let bytes = Figure(upTo: 1e15)
  /// Seconds of one load, read or reply; 115 days.
  package static let seconds = Figure(upTo: 1e7)
  /// Tokens a second. The fastest clouds write some thousands; a rate above this is a mistaken unit
  /// (an imitation of Ollama gave durations in microseconds, rkllama issue 171).
  package static let tokensPerSecond = Figure(upTo: 99_999)
  /// A position, a version, a status.
  package static let ordinal = Figure(upTo: 1e9)
  /// Milliseconds since 1970, to the end of the year 9999.
  package static let moment = Figure(upTo: 253_402_300_799_999)

  /// The figure, or `nil` where it cannot be true.
  package func amount(_ value: Double?) -> Double? {
    value.flatMap { $0.isFinite && $0 >= 0 && $0 <= greatest ? $0 : nil }
  }

  /// The same as a whole number; `7.0` is one, `7.5` is not.
  package func count(_ value: Double?) -> Int? {
    amount(value).flatMap { Int(exactly: $0) }
  }

  /// Digits of a sentence: `4096`, `131,072`.
  package func count(digits: some StringProtocol) -> Int? {
    let bare = String(digits).filter { $0 != "," && $0 != "_" && $0 != "'" }
    guard !bare.isEmpty, bare.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return count(Double(bare))
  }
}

extension JSON {
  /// A whole number of a kind; `nil` for one that cannot be true, and for everything else.
  package func count(_ figure: Figure) -> Int? { figure.count(number) }

  /// A number of a kind, in its kind's unit.
  ///
  /// - Parameter unit: How many of the number make one of that unit: `1e9` where nanoseconds are given.
  package func amount(_ figure: Figure, per unit: Double = 1) -> Double? {
    figure.amount(number.map { $0 / unit })
  }

  /// A part of a whole, 0…1. What lies outside is taken for the nearer end: servers overshoot.
  package var share: Double? {
    number.flatMap { $0.isFinite ? min(1, max(0, $0)) : nil }
  }

  /// Any number, as it stands.
  var number: Double? {
    switch self {
    case .int(let number): Double(number)
    case .double(let number): number
    case .null, .bool, .string, .cutString, .array, .object: nil
    }
  }
}
