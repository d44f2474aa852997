/// Getting a model from unknown to ready, as one state at a time.
///
/// A pure machine: what happened goes in, in the past tense; `state` is what the status bar says.
/// Progress never runs backwards within one load and stays within 0…1.
package struct WarmUp: Equatable, Sendable {
  package enum State: Equatable, Sendable {
    case unknown
    case probing
    case offline(EngineError)
    /// The server, or its machine, was told to start.
    case starting(Start)
    /// Names the environment variable to set, in the error's remedy.
    case needsToken(EngineError)
    case modelMissing(EngineError)
    case downloading(Download)
    case notLoaded
    case loading(Load)
    case readingPrompt(Double?)
    case ready
    case failed(EngineError)
  }

  package struct Start: Equatable, Sendable {
    package var launch: Launch
    /// When it began, in the engine's time.
    package var began: Duration
    /// What earlier starts took; `nil` before the first.
    package var expected: LoadExpectation?
  }

  package struct Load: Equatable, Sendable {
    /// When it began, in the engine's time.
    package var began: Duration
    /// 0…1; `nil` while the server gives none.
    package var progress: Double?
    /// When progress last moved.
    package var moved: Duration
    /// What earlier loads of this model took here; `nil` before the first.
    package var expected: LoadExpectation?

    /// Time left at a moment: what earlier loads took, drawn a little towards the pace of this one.
    ///
    /// Progress is not linear (LM Studio's first tenths are fast), so its pace alone misleads by
    /// half; it decides only where there is no history, or a load takes longer than it ever did.
    package func remaining(now: Duration) -> Duration? {
      let elapsed = now - began
      let byHistory = expected.map { $0.usual - elapsed }
      guard let progress, progress > 0.05 else { return byHistory.map { max(.zero, $0) } }
      let byPace = elapsed * ((1 - progress) / progress)
      guard let byHistory, byHistory > .zero else { return byPace }
      let weight = 0.4 * progress * progress
      return byPace * weight + byHistory * (1 - weight)
    }
  }

  package struct Download: Equatable, Sendable {
    package var progress: Double?
    package var bytesPerSecond: Double?
    package var secondsLeft: Double?
    package var isPaused: Bool

    package init(
      progress: Double?, bytesPerSecond: Double? = nil, secondsLeft: Double? = nil,
      isPaused: Bool = false
    ) {
      self.progress = progress
      self.bytesPerSecond = bytesPerSecond
      self.secondsLeft = secondsLeft
      self.isPaused = isPaused
    }
  }

  package private(set) var state: State = .unknown
  /// Seconds the last load took, kept for `loaded in 6.4 s`.
  package private(set) var lastLoad: Duration?

  package init() {}

  package enum Event: Equatable, Sendable {
    case probeBegan
    case startBegan(Launch, LoadExpectation?)
    case serverFailed(EngineError)
    /// The server answered and listed this residency of the model.
    case modelFound(ModelInfo.Residency)
    case modelNotFound(EngineError)
    case loadBegan(LoadExpectation?)
    case loadProgressed(Double?)
    case loadEnded(seconds: Double?)
    case promptProgressed(Double?)
    case answered
    case failed(EngineError)
    case profileSwitched
    case downloadProgressed(Download)
  }

  package var isLoading: Bool {
    if case .loading = state { true } else { false }
  }

  /// The model is at work on becoming ready, which may take minutes and can be stopped.
  var isMakingReady: Bool {
    switch state {
    case .starting, .loading, .readingPrompt: true
    default: false
    }
  }

  package var isDownloading: Bool {
    if case .downloading = state { true } else { false }
  }

  package mutating func record(_ event: Event, at now: Duration) {
    switch event {
    case .probeBegan:
      if case .ready = state { break }
      state = .probing
    case .startBegan(let launch, let expected):
      state = .starting(Start(launch: launch, began: now, expected: expected))
    case .profileSwitched: state = .unknown
    case .serverFailed(let error):
      state = error.kind == .unauthorized ? .needsToken(error) : .offline(error)
    case .modelFound(let residency): found(residency, at: now)
    case .modelNotFound(let error): state = .modelMissing(error)
    case .loadBegan(let expected): beginLoad(expected, at: now)
    case .loadProgressed(let progress): progressLoad(progress, at: now)
    case .loadEnded(let seconds): endLoad(seconds: seconds, at: now)
    case .promptProgressed(let progress): state = .readingPrompt(progress.map(Self.clamp))
    case .answered: state = .ready
    case .failed(let error): state = .failed(error)
    case .downloadProgressed(let download): state = .downloading(download)
    }
  }

  private mutating func found(_ residency: ModelInfo.Residency, at now: Duration) {
    switch residency {
    case .loaded, .unknown: state = .ready
    case .notLoaded: state = .notLoaded
    case .loading: beginLoad(nil, at: now)
    }
  }

  private mutating func beginLoad(_ expected: LoadExpectation?, at now: Duration) {
    guard !isLoading else { return }
    state = .loading(Load(began: now, progress: nil, moved: now, expected: expected))
  }

  private mutating func progressLoad(_ progress: Double?, at now: Duration) {
    beginLoad(nil, at: now)
    guard case .loading(var load) = state, let progress else { return }
    let clamped = max(Self.clamp(progress), load.progress ?? 0)
    if clamped != load.progress { load.moved = now }
    load.progress = clamped
    state = .loading(load)
  }

  private mutating func endLoad(seconds: Double?, at now: Duration) {
    if let seconds {
      lastLoad = .milliseconds(Int64(seconds * 1000))
    } else if case .loading(let load) = state {
      lastLoad = now - load.began
    }
    state = .ready
  }

  private static func clamp(_ progress: Double) -> Double {
    progress.isFinite ? min(1, max(0, progress)) : 0
  }
}

extension WarmUp {
  /// What a reply that failed tells about the server behind it.
  ///
  /// - Parameter afterWords: the model was at work already; then most failures say nothing of it.
  private mutating func record(failure error: EngineError, afterWords: Bool, at now: Duration) {
    switch error.kind {
    case .unreachable, .unresponsive, .unauthorized: record(.serverFailed(error), at: now)
    case .modelLost: record(.modelFound(.notLoaded), at: now)
    case .modelMissing where !afterWords: record(.modelNotFound(error), at: now)
    default: if !afterWords { record(.failed(error), at: now) }
    }
  }

  /// What a reply's end tells about the model behind it.
  mutating func record(endOf reply: Reply, at now: Duration) {
    if case .failed(let error) = reply.status {
      record(failure: error, afterWords: reply.hasSaidSomething, at: now)
    }
    switch state {
    // It is read by a model that is in memory.
    case .readingPrompt: record(.answered, at: now)
    case .loading: record(.modelFound(.notLoaded), at: now)
    default: break
    }
  }

  /// What a reply's own deltas tell about the model behind it.
  mutating func record(_ delta: Delta, at now: Duration) {
    switch delta {
    case .stage(.loading(let progress)): record(.loadProgressed(progress), at: now)
    case .stage(.loaded(let seconds)): record(.loadEnded(seconds: seconds), at: now)
    case .stage(.readingPrompt(let progress)): record(.promptProgressed(progress), at: now)
    case .stage(.promptRead), .reasoning, .text, .call:
      // A pattern, because `!=` would compare errors and downloads for every word.
      if case .ready = state { break }
      record(.answered, at: now)
    case .stage(.queued), .textWasReasoning, .usage, .model, .responseID, .notice, .finish,
      .thinkingField, .companion:
      break
    }
  }
}

extension WarmUp {
  package var isOffline: Bool {
    if case .offline = state { true } else { false }
  }
}

extension WarmUp.State {
  /// The model is not there and may not come: what is known of its load has more to say than the last error.
  package var isInQuestion: Bool {
    switch self {
    case .offline, .needsToken, .modelMissing, .failed, .loading, .starting: true
    case .unknown, .probing, .downloading, .notLoaded, .readingPrompt, .ready: false
    }
  }

  /// Something is happening and will lead to another state by itself.
  package var isUnderWay: Bool {
    switch self {
    case .unknown, .probing, .starting, .downloading, .loading, .readingPrompt: true
    case .offline, .needsToken, .modelMissing, .notLoaded, .ready, .failed: false
    }
  }
}
