/// The client's part of simulated time: the machine's clock, but it waits `factor` times shorter than
/// asked, so that pauses of a second between two looks at a server pass in milliseconds.
package struct HurriedClock: Clock {
  package typealias Instant = ContinuousClock.Instant
  private let clock = ContinuousClock()
  private let factor: Double

  package init(factor: Double = 200) { self.factor = factor }

  package var now: Instant { clock.now }
  package var minimumResolution: Duration { clock.minimumResolution }

  package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try await clock.sleep(for: clock.now.duration(to: deadline) / factor)
  }
}
