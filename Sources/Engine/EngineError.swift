/// What went wrong and what to do next, in words for the person at the screen.
///
/// Errors are state: they end a reply or a warm-up and stay visible there, they are never only logged.
package struct EngineError: Error, Equatable, Sendable {
  package enum Kind: String, Equatable, Sendable {
    case unreachable, unauthorized, modelMissing, loadFailed, contextOverflow, rateLimited
    /// The model was in memory and no longer is: it crashed, or the server unloaded it.
    case modelLost
    case refused, serverFault, brokenStream, stalled, emptyReply, configuration, unsupported,
      archive
  }

  package var kind: Kind
  /// What happened, one sentence, naming where.
  package var message: String
  /// The next step, one sentence: a command to run, a variable to set.
  package var remedy: String?
  /// The server's own words, raw, for the error overlay.
  package var serverWords: String?
  /// How long the server asked us to wait.
  package var retryAfter: Duration?

  package init(
    _ kind: Kind, _ message: String, remedy: String? = nil, serverWords: String? = nil,
    retryAfter: Duration? = nil
  ) {
    self.kind = kind
    self.message = message
    self.remedy = remedy
    self.serverWords = serverWords
    self.retryAfter = retryAfter
  }
}
