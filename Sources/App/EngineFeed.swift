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

  /// How often the picture may move.
  struct Pace: Sendable {
    /// The least time between two sessions.
    var frame: Duration
    var tick: DispatchTimeInterval

    /// Thirty frames a second; faster is not seen, slower is.
    static let smooth = Pace(frame: .milliseconds(33), tick: .milliseconds(100))
    /// For those whom movement disturbs: text comes in steps, clocks count whole seconds.
    static let calm = Pace(frame: .milliseconds(500), tick: .seconds(1))
  }

  init(inbox: Inbox, engine: Engine, pace: Pace = .smooth) {
    self.inbox = inbox
    self.engine = engine
    self.pace = pace
  }

  func start() {
    task = Task { [engine, inbox, pace] in
      for await _ in engine.changes {
        inbox.post(.session(await engine.session))
        // What comes meanwhile is one more frame, not one each.
        try? await Task.sleep(for: pace.frame)
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
    timer.setEventHandler { [inbox, engine] in
      MainActor.assumeIsolated { inbox.post(.tick(engine.time.now)) }
    }
    timer.resume()
    ticker = timer
  }
}
