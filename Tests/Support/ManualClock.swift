import Synchronization

/// A clock that stands still until a test moves it.
package final class ManualClock: Clock {
  package struct Instant: InstantProtocol {
    package var offset: Duration

    package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    package func duration(to other: Instant) -> Duration { other.offset - offset }
    package static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
  }

  private struct State {
    var now = Instant(offset: .zero)
    var sleepers: [Int: (deadline: Instant, wake: CheckedContinuation<Void, any Error>)] = [:]
    var next = 0
    var runsAhead = false
    var watchers: [Int: (limit: Duration, awake: CheckedContinuation<Void, any Error>)] = [:]

    /// Takes out the watchers of so long a sleep.
    mutating func watchers(of sleep: Duration) -> [CheckedContinuation<Void, any Error>] {
      let awake = watchers.filter { $0.value.limit >= sleep }
      for id in awake.keys { watchers[id] = nil }
      return awake.values.map(\.awake)
    }
  }

  private let state = Mutex(State())

  package init() {}

  package var now: Instant { state.withLock(\.now) }
  package var minimumResolution: Duration { .nanoseconds(1) }

  package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let id = nextID()
    try await suspended { continuation in
      var watchers: [CheckedContinuation<Void, any Error>] = []
      defer { for watcher in watchers { watcher.resume() } }
      return state.withLock { state in
        if Task.isCancelled { return .failure(CancellationError()) }
        if state.runsAhead { state.now = max(state.now, deadline) }
        if state.now >= deadline { return .success(()) }
        state.sleepers[id] = (deadline, continuation)
        watchers = state.watchers(of: state.now.duration(to: deadline))
        return nil
      }
    } withdraw: {
      state.withLock { $0.sleepers.removeValue(forKey: id)?.wake }
    }
  }

  private func nextID() -> Int {
    state.withLock { state in
      state.next += 1
      return state.next
    }
  }

  /// When the next who sleeps will wake, from now.
  package var nextWake: Duration? {
    state.withLock { state in
      state.sleepers.values.map { state.now.duration(to: $0.deadline) }.min()
    }
  }

  /// Moves time and wakes who waited for it.
  package func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.now = state.now.advanced(by: duration)
      let due = state.sleepers.filter { $0.value.deadline <= state.now }
      for id in due.keys { state.sleepers[id] = nil }
      return due.values.sorted { $0.deadline < $1.deadline }.map(\.wake)
    }
    for wake in due { wake.resume() }
  }

  /// Whether time passes by itself, as soon as it is waited for.
  package func runAhead(_ runs: Bool) {
    let latest = state.withLock { state in
      state.runsAhead = runs
      return runs ? state.sleepers.values.map(\.deadline).max() : nil
    }
    if let latest { advance(by: now.duration(to: latest)) }
  }

  /// Returns once a task sleeps on this clock, for no longer than that.
  ///
  /// Throws when the test is given up meanwhile, because none ever does.
  package func someoneSleeps(atMost limit: Duration = .seconds(1 << 30)) async throws {
    let id = nextID()
    try await suspended { continuation in
      state.withLock { state in
        if Task.isCancelled { return .failure(CancellationError()) }
        let now = state.now
        if state.sleepers.values.contains(where: { now.duration(to: $0.deadline) <= limit }) {
          return .success(())
        }
        state.watchers[id] = (limit, continuation)
        return nil
      }
    } withdraw: {
      state.withLock { $0.watchers.removeValue(forKey: id)?.awake }
    }
  }
}
