import Support
import Testing

@testable import Engine

/// How good the time left is, on the curve that LM Studio's progress follows: quick at first.
@Suite("The time left of a load")
struct LoadEstimateTests {
  /// Progress after a share of the whole time.
  static func curve(_ share: Double) -> Double {
    share < 0.3 ? share * 2 : 0.6 + (share - 0.3) * 4 / 7
  }

  /// The largest errors of the time left over a load: as a share of what was really left, until a
  /// tenth is left, and as a share of the whole load.
  private func worstErrors(
    seconds: Double, expected: LoadExpectation?
  ) -> (ofLeft: Double, ofWhole: Double) {
    var warmUp = WarmUp()
    warmUp.record(.loadBegan(expected), at: .zero)
    var worst = (ofLeft: 0.0, ofWhole: 0.0)
    for step in 1...90 {
      let share = Double(step) / 100
      let now = Duration.seconds(seconds * share)
      warmUp.record(.loadProgressed(Self.curve(share)), at: now)
      guard case .loading(let load) = warmUp.state, let left = load.remaining(now: now) else {
        continue
      }
      let really = seconds * (1 - share)
      let error = abs(left / .seconds(1) - really)
      worst = (max(worst.ofLeft, error / really), max(worst.ofWhole, error / seconds))
    }
    return worst
  }

  private func expectation(_ loads: [Double]) -> LoadExpectation? {
    var history = LoadHistory()
    let key = LoadHistory.Key(origin: "o", model: "m", quantization: nil, context: nil)
    for seconds in loads { history.add(.seconds(seconds), for: key) }
    return history.expectation(for: key)
  }

  @Test(
    "After the second load its error is under a quarter of what is left", arguments: [3.0, 12, 60])
  func withHistory(_ seconds: Double) {
    let error = worstErrors(seconds: seconds, expected: expectation([seconds, seconds])).ofLeft
    #expect(error < 0.25, "\(error)")
  }

  @Test("Loads that vary by a fifth keep it under a quarter of the whole", arguments: [0.8, 1.2])
  func varying(_ pace: Double) {
    let error = worstErrors(seconds: 12, expected: expectation([12 * pace, 12 * pace])).ofWhole
    #expect(error < 0.25, "\(error)")
  }

  @Test("Without a history it is a guess from the pace, and nothing is said before a twentieth")
  func withoutHistory() {
    var warmUp = WarmUp()
    warmUp.record(.loadBegan(nil), at: .zero)
    warmUp.record(.loadProgressed(0.04), at: .seconds(1))
    guard case .loading(let load) = warmUp.state else { return }
    #expect(load.remaining(now: .seconds(1)) == nil)
    #expect(worstErrors(seconds: 12, expected: nil).ofLeft > 0.25)
  }
}
