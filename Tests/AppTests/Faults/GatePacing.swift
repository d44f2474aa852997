import Simulator
import Support
import Synchronization

/// Short waits are none; a long one lasts until the gate is opened or the client leaves, so that a
/// server is slow for exactly as long as a test wants.
final class GatePacing: Pacing {
  private struct State {
    var isOpen = false
    var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
    var next = 0
  }

  private let state = Mutex(State())
  /// Simulated seconds from which a wait is long.
  private let long: Double

  init(long: Double = 60) { self.long = long }

  var now: Double { 1_790_000_000 }

  func wait(_ seconds: Double) async throws {
    try Task.checkCancellation()
    guard seconds >= long else { return await Task.yield() }
    let id = state.withLock { state in
      state.next += 1
      return state.next
    }
    try await suspended { continuation in
      state.withLock { state in
        if Task.isCancelled { return .failure(CancellationError()) }
        if state.isOpen { return .success(()) }
        state.waiting[id] = continuation
        return nil
      }
    } withdraw: {
      state.withLock { $0.waiting.removeValue(forKey: id) }
    }
  }

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [:] }
      return state.waiting
    }
    for continuation in waiting.values { continuation.resume() }
  }
}
