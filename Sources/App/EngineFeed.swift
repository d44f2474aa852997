@preconcurrency import Dispatch
import Engine
import TUI

/// Brings the engine's latest session and, while something on the screen counts it, the time.
@MainActor
final class EngineFeed {
  private let inbox: Inbox
  private let engine: Engine
  private let pace: Pace
  private var news: (any DispatchSourceUserDataAdd)?
  /// Before this moment no session goes to the inbox.
  private var due = ContinuousClock.now
  private var isWaiting = false
  private var ticker: (any DispatchSourceTimer)?
  /// A session has gone to the inbox since the last tick.
  private var hasPosted = false

  /// How often the picture may move.
  struct Pace: Sendable {
    /// The least time between two sessions.
    var frame: Duration
    var tick: DispatchTimeInterval
    /// The next look at the clock after a session came: an answer that streams tells the time itself.
    var tickAfterSession: DispatchTimeInterval

    /// Fifty frames a second at most. A reply paces itself to twenty-three (`PacedReads`), and two
    /// paces of one length would wait for each other.
    static let smooth = Pace(
      frame: .milliseconds(20), tick: .milliseconds(100), tickAfterSession: .milliseconds(500))
    /// For those whom movement disturbs: text comes in steps, clocks count whole seconds.
    static let calm = Pace(
      frame: .milliseconds(500), tick: .seconds(1), tickAfterSession: .seconds(1))
  }

  init(inbox: Inbox, engine: Engine, pace: Pace = .smooth) {
    self.inbox = inbox
    self.engine = engine
    self.pace = pace
  }

  /// Changes come straight to the main queue: an `AsyncStream` would wake a thread of the pool for
  /// each, once to hand it on and once to wait for the next.
  func start() {
    let news = DispatchSource.makeUserDataAddSource(queue: .main)
    news.setEventHandler { [weak self] in
      MainActor.assumeIsolated { self?.take() }
    }
    news.resume()
    self.news = news
    engine.whenChanged { news.add(data: 1) }
    take()
  }

  func stop() {
    engine.whenChanged(nil)
    news?.cancel()
    setTicking(false)
  }

  private func take() {
    guard !isWaiting else { return }
    let early = due - .now
    guard early > .zero else { return post(engine.latest) }
    // What comes meanwhile is one more frame, not one each.
    isWaiting = true
    let pause = DispatchTimeInterval.nanoseconds(Int(early / .nanoseconds(1)))
    DispatchQueue.main.asyncAfter(deadline: .now() + pause) { [weak self] in
      MainActor.assumeIsolated {
        guard let self else { return }
        self.isWaiting = false
        self.post(self.engine.latest)
      }
    }
  }

  /// Sends time while something on the screen counts it, and not a moment longer.
  func setTicking(_ wanted: Bool) {
    guard wanted != (ticker != nil) else { return }
    ticker?.cancel()
    ticker = nil
    guard wanted else { return }
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.schedule(deadline: .now() + pace.tick, leeway: .milliseconds(10))
    timer.setEventHandler { [weak self] in
      MainActor.assumeIsolated { self?.tellTime() }
    }
    timer.resume()
    ticker = timer
  }

  private func post(_ session: Session) {
    hasPosted = true
    due = .now + pace.frame
    inbox.post(.session(session))
  }

  /// After a session that came just now, a picture more is needless.
  private func tellTime() {
    let next = hasPosted ? pace.tickAfterSession : pace.tick
    if !hasPosted { inbox.post(.tick(engine.time.now)) }
    hasPosted = false
    ticker?.schedule(deadline: .now() + next, leeway: .milliseconds(10))
  }
}
