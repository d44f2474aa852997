/// The engine's clock: time since the engine began, and waiting. Tests bring a manual one.
package struct Timekeeper: Sendable {
  private let elapsed: @Sendable () -> Duration
  private let wait: @Sendable (Duration) async throws -> Void
  /// Where limited work waits beside its limit; without one, on Swift's pool.
  private let executor: (any TaskExecutor)?

  /// A clock that waits on Swift's pool, as every `Clock` does.
  package init<C: Clock<Duration>>(_ clock: C) {
    executor = nil
    let start = clock.now
    elapsed = { start.duration(to: clock.now) }
    wait = { try await clock.sleep(for: $0) }
  }

  /// Waits are timers of a thread's own loop: nothing else of the program wakes for them.
  package init(_ thread: WorkThread) {
    executor = thread
    let start = ContinuousClock.now
    elapsed = { .now - start }
    wait = { try await thread.sleep(until: .now + $0) }
  }

  package var now: Duration { elapsed() }

  package func sleep(_ duration: Duration) async throws {
    try await wait(duration)
  }

  /// Returns no earlier than after `duration`: a clock in a hurry wakes early.
  package func sleep(atLeast duration: Duration) async throws {
    let end = now + duration
    while now < end { try await sleep(end - now) }
  }

  /// Does a piece of work, and cancels it when it takes longer than `limit`.
  package func within<Value: Sendable>(
    _ limit: Duration, else late: EngineError,
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    // The group itself, too: it is woken by each of its children.
    try await withTaskExecutorPreference(executor) {
      try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await work() }
        group.addTask {
          try await sleep(atLeast: limit)
          throw late
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw late }
        return value
      }
    }
  }
}
