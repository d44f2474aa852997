import Synchronization

/// Says that the session changed, and holds the latest one: the one channel from engine to screen.
///
/// Listeners are told that something changed, never what: the screen takes the latest session, so
/// nothing can be lost, doubled or late. As a sequence it begins with one element, and what was not
/// taken yet is replaced, never queued.
package final class ChangeFeed: Sendable, AsyncSequence {
  package typealias Element = Void

  private struct Listener {
    let notify: @Sendable () -> Void
    var end: @Sendable () -> Void = {}
  }

  private struct State {
    var session: Session
    var listeners: [Int: Listener] = [:]
    var lastID = 0
    var hasEnded = false
    /// What is told only once all of it is done.
    var isHeld = false
    var held: Session?
  }

  private let state: Mutex<State>

  init(_ session: Session) { state = Mutex(State(session: session)) }

  /// Costs no change of thread, so a screen may ask for each of its pictures.
  package var latest: Session { state.withLock(\.session) }

  /// Calls `body` after each change, on the engine's thread, until `stopListening`. It must return at
  /// once.
  package func listen(_ body: @escaping @Sendable () -> Void) -> Int {
    add(Listener(notify: body))
  }

  package func stopListening(_ id: Int) { state.withLock { $0.listeners[id] = nil } }

  func post(_ session: Session) {
    let listeners = state.withLock { state -> [Int: Listener] in
      guard !state.isHeld else {
        state.held = session
        return [:]
      }
      state.session = session
      return state.listeners
    }
    for listener in listeners.values { listener.notify() }
  }

  /// Tells of everything that changes in `body` as one change: no picture comes between.
  func together(_ body: () -> Void) {
    state.withLock { $0.isHeld = true }
    body()
    let held = state.withLock { state in
      defer { state.held = nil }
      state.isHeld = false
      return state.held
    }
    if let held { post(held) }
  }

  /// Ends every sequence.
  func end() {
    let listeners = state.withLock { state in
      state.hasEnded = true
      return state.listeners
    }
    for listener in listeners.values { listener.end() }
  }

  package func makeAsyncIterator() -> AsyncStream<Void>.Iterator {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let id = add(
      Listener(notify: { continuation.yield() }, end: { continuation.finish() }))
    continuation.onTermination = { [weak self] _ in self?.stopListening(id) }
    continuation.yield()
    if state.withLock(\.hasEnded) { continuation.finish() }
    return stream.makeAsyncIterator()
  }

  private func add(_ listener: Listener) -> Int {
    state.withLock { state in
      state.lastID += 1
      state.listeners[state.lastID] = listener
      return state.lastID
    }
  }
}
