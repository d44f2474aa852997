import Engine
import Synchronization
import TUI

/// Brings the engine's latest session and, while something on the screen counts it, the time.
///
/// The reader sets the pace: what comes after a pause is shown at once, what streams as often as eyes and
/// terminal can follow. The engine and its sockets never wait for it.
@ScreenActor
final class EngineFeed {
  private let inbox: Inbox
  private let engine: Engine
  private let pace: Pace
  private let news = News()
  /// Before this moment no session goes to the inbox.
  private var due = ContinuousClock.now
  /// How many pictures may still come early.
  private var early: Int
  private var listener: Int?
  private var pause: WorkTimer?
  private var ticker: WorkTimer?
  /// One word of the time, for a screen that stands still and will change.
  private var alarm: (moment: Duration, timer: WorkTimer)?
  /// A session has gone to the inbox since the last tick.
  private var hasPosted = false
  /// The time that session told.
  private var told = Duration.zero
  /// What the last picture took, with the time that the terminal needed to take it.
  private var cost = Duration.zero

  /// Whether the screen's thread has been told already.
  private final class News: Sendable { let isTold = Atomic(false) }

  /// How often the picture may move.
  struct Pace: Sendable {
    /// The least time between two sessions, but for those that come early.
    var frame: Duration
    var tick: Duration
    /// The next look at the clock after a session came: an answer that streams tells the time itself.
    var tickAfterSession: Duration
    /// How many pictures may come early after a pause, on a terminal that takes them in time: what begins changes more
    /// than once in its first moments.
    var early = 0
    /// So long nothing came.
    static let pause: Duration = .milliseconds(100)

    /// How long a fast stream is left to itself between two reads, after which a picture follows at once: 48 a second at
    /// most, 40 where 200 words come in one.
    var reading: Duration = .milliseconds(21)

    /// Sixty pictures a second at most, as screens show them. Less than `reading`, so that a picture follows each read at
    /// once: two paces of one length would wait for each other. And less than the 20 ms that fifty words a second are
    /// apart: after a picture that came late, the next ones are late by 4 ms less each.
    static let smooth = Pace(
      frame: .milliseconds(16), tick: .milliseconds(100), tickAfterSession: .milliseconds(500),
      early: 2)
    /// For those whom movement disturbs: text comes in steps, clocks count whole seconds.
    static let calm = Pace(
      frame: .milliseconds(500), tick: .seconds(1), tickAfterSession: .seconds(1))

    /// The time from one picture to the next: pictures take a quarter of it at most, so that a slow line is
    /// not filled with what is out of date when it arrives.
    func interval(cost: Duration) -> Duration {
      // Not `cost * 4`, which is made for integers of any type and costs a hundredth of a picture.
      max(frame, min(cost + cost + cost + cost, .seconds(1)))
    }
  }

  init(inbox: Inbox, engine: Engine, pace: Pace = .smooth) {
    self.inbox = inbox
    self.engine = engine
    self.pace = pace
    early = pace.early
  }

  /// However often the session changes, the screen's thread is woken once until it looks.
  func start() {
    listener = engine.changes.listen { [news, weak self] in
      guard !news.isTold.exchange(true, ordering: .acquiringAndReleasing) else { return }
      ScreenActor.post {
        // An exchange, so that a change that found it told already is seen by the look that follows.
        _ = news.isTold.exchange(false, ordering: .acquiringAndReleasing)
        self?.receive()
      }
    }
    receive()
  }

  func stop() {
    pause?.cancel()
    setTicking(false)
    setAlarm(nil)
    if let listener { engine.changes.stopListening(listener) }
    listener = nil
  }

  /// A picture was drawn.
  func record(cost: Duration) { self.cost = cost }

  /// Brings the session without a wait for its turn.
  ///
  /// It is taken from where changes are told, never asked of the engine: on the way from there a newer one would overtake
  /// it, and it would then replace the newer one for good.
  func bringLatest() {
    pause?.cancel()
    pause = nil
    post(engine.changes.latest)
  }

  private func receive() {
    guard pause == nil else { return }
    let early = due - .now
    guard early > .zero else { return bringLatest() }
    // What comes meanwhile is one more picture, not one each.
    pause = ScreenActor.after(early) { [weak self] in
      self?.bringLatest()
    }
  }

  /// Sends time while something on the screen counts it, and not a moment longer.
  func setTicking(_ wanted: Bool) {
    guard wanted != (ticker != nil), listener != nil else { return }
    ticker?.cancel()
    ticker = wanted ? tick(after: pace.tick) : nil
  }

  /// Tells the time once, at a moment of the engine's; `nil`: not.
  func setAlarm(_ moment: Duration?) {
    guard moment != alarm?.moment else { return }
    alarm?.timer.cancel()
    alarm = nil
    guard let moment, listener != nil else { return }
    let timer = ScreenActor.after(moment - engine.time.now) { [weak self] in
      guard let self else { return }
      self.alarm = nil
      self.inbox.post(.tick(self.engine.time.now))
    }
    alarm = (moment, timer)
  }

  private func tick(after delay: Duration) -> WorkTimer {
    ScreenActor.after(delay) { [weak self] in self?.tellTime() }
  }

  private func post(_ session: Session) {
    hasPosted = true
    told = session.lastLife
    let now = ContinuousClock.now
    let interval = pace.interval(cost: cost)
    if now - due > Pace.pause { early = pace.early }
    let isEarly = early > 0 && interval == pace.frame
    if isEarly { early -= 1 }
    due = isEarly ? now : now + interval
    inbox.post(.session(session))
  }

  /// After a session that came just now and told the time, a picture more is needless. Some tell none: nothing of
  /// what they count has happened in them.
  private func tellTime() {
    let now = engine.time.now
    let knowsTime = hasPosted && now - told < .seconds(1)
    ticker = tick(after: knowsTime ? pace.tickAfterSession : pace.tick)
    if !knowsTime { inbox.post(.tick(now)) }
    hasPosted = false
  }
}
