import Dispatch
import Engine
import TUI

/// Brings the engine's latest session and, while something on the screen counts it, the time.
@MainActor
final class EngineFeed {
  private let inbox: Inbox
  private let engine: Engine
  private let pace: Pace
  private var task: Task<Void, Never>?
  private var ticker: (any DispatchSourceTimer)?
  /// A session has gone to the inbox since the last tick.
  private var hasPosted = false

  /// How often the picture may move.
  struct Pace: Sendable {
    /// The least time between two sessions.
    var frame: Duration
    var tick: DispatchTimeInterval

    /// Fifty frames a second at most. A reply paces itself to twenty-five (`PacedReads`), and two paces
    /// of one length would wait for each other.
    static let smooth = Pace(frame: .milliseconds(20), tick: .milliseconds(100))
    /// For those whom movement disturbs: text comes in steps, clocks count whole seconds.
    static let calm = Pace(frame: .milliseconds(500), tick: .seconds(1))
  }

  init(inbox: Inbox, engine: Engine, pace: Pace = .smooth) {
    self.inbox = inbox
    self.engine = engine
    self.pace = pace
  }

  func start() {
    task = Task { [weak self, engine, pace] in
      var next = ContinuousClock.now
      for await _ in engine.changes {
        // What comes meanwhile is one more frame, not one each.
        if .now < next { try? await Task.sleep(until: next, clock: .continuous) }
        next = .now + pace.frame
        self?.post(engine.latest)
      }
    }
  }

  func stop() {
    task?.cancel()
    setTicking(false)
  }

  /// Sends time while something on the screen counts it, and not a moment longer.
  func setTicking(_ wanted: Bool) {
    guard wanted != (ticker != nil) else { return }
    ticker?.cancel()
    ticker = nil
    guard wanted else { return }
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.schedule(deadline: .now() + pace.tick, repeating: pace.tick, leeway: .milliseconds(10))
    timer.setEventHandler { [weak self] in
      MainActor.assumeIsolated { self?.tellTime() }
    }
    timer.resume()
    ticker = timer
  }

  private func post(_ session: Session) {
    hasPosted = true
    inbox.post(.session(session))
  }

  /// A session tells the time too: after one that came just now, a picture more is needless.
  private func tellTime() {
    defer { hasPosted = false }
    if !hasPosted { inbox.post(.tick(engine.time.now)) }
  }
}
