/// What a caller that prints lines, and has no screen to show the session on, waits for.
extension Engine {
  /// A model is being made ready; a prompt sent now would wait in the queue.
  package var isWarmingUp: Bool { warmUpTask != nil }
}

extension WarmUp.State {
  /// Something is happening and will lead to another state by itself.
  package var isUnderWay: Bool {
    switch self {
    case .unknown, .probing, .downloading, .loading, .readingPrompt: true
    case .offline, .needsToken, .modelMissing, .notLoaded, .ready, .failed: false
    }
  }
}
