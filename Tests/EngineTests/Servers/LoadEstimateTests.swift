import Support
import Testing

@testable import Engine

/// How good the time left is, on the curve that LM Studio's progress follows: quick at first.
@Suite("The time left of a load")
struct LoadEstimateTests {
  /// Progress after a share of the whole time.
  static func curve(_ share: Double) -> Double { share < 0.3 ? share * 2 : 0.6 + (share - 0.3) * 4 / 7 }

  /// The largest error of the time left over a load, as a share of what was really left, until
  /// little is left (under a tenth, where whole seconds are shown).
  private func worstError(seconds: Double, expected: LoadExpectation?) -> Double {
    var warmUp = WarmUp()
    warmUp.note(.loadBegan(expected), at: .zero)
    var worst = 0.0
    for step in 1..<90 {
      let share = Double(step) / 100
      let now = Duration.seconds(seconds * share)
      warmUp.note(.loadProgressed(Self.curve(share)), at: now)
      guard case .loading(let load) = warmUp.state, let left = load.remaining(now: now) else {
        continue
      }
      let really = seconds * (1 - share)
      worst = max(worst, abs(left / .seconds(1) - really) / really)
    }
    return worst
  }

  @Test("From the second load on its error is under a quarter", arguments: [3.0, 12, 60], [0.9, 1, 1.1])
  func withHistory(_ seconds: Double, _ pace: Double) {
    var history = LoadHistory()
    let key = LoadHistory.Key(origin: "o", model: "m", quantization: nil, context: nil)
    history.add(.seconds(seconds * pace), for: key)
    history.add(.seconds(seconds), for: key)
    let error = worstError(seconds: seconds, expected: history.expectation(for: key))
    #expect(error < 0.25, "\(error)")
  }

  @Test("Without a history it is a guess from the pace, and nothing is said before a twentieth")
  func withoutHistory() {
    var warmUp = WarmUp()
    warmUp.note(.loadBegan(nil), at: .zero)
    warmUp.note(.loadProgressed(0.04), at: .seconds(1))
    guard case .loading(let load) = warmUp.state else { return }
    #expect(load.remaining(now: .seconds(1)) == nil)
    #expect(worstError(seconds: 12, expected: nil) > 0.25)
  }
}
