/// The engine's clock: time since the engine began, and waiting. Tests bring a manual one.
package struct Timekeeper: Sendable {
  private let elapsed: @Sendable () -> Duration
  private let wait: @Sendable (Duration) async throws -> Void

  package init<C: Clock<Duration>>(_ clock: C) {
    let start = clock.now
    elapsed = { start.duration(to: clock.now) }
    wait = { try await clock.sleep(for: $0) }
  }

  package var now: Duration { elapsed() }

  package func sleep(_ duration: Duration) async throws {
    try await wait(duration)
  }
}
