/// What went wrong and what to do next, in words for the user at the screen.
///
/// Errors are state: they end a reply or a warm-up and stay visible there, they are never only logged.
package struct EngineError: Error, Equatable, Sendable {
  package enum Kind: String, Equatable, Sendable {
    /// Nothing listens there, or there is no way to it.
    case unreachable
    /// Something is there and gives no answer: it closes, stays silent, or wants other encryption.
    case unresponsive
    /// It answered, and the answer is no HTTP that can be read.
    case malformedAnswer
    /// The key is missing or wrong.
    case unauthorized
    /// Access is refused for another reason than the key.
    case forbidden
    case modelMissing, loadFailed, contextOverflow, rateLimited
    /// The server itself ended the reply before it was whole.
    case incomplete
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
  /// The sentence for people in them, on one line.
  package var serverMessage: String?
  /// The field of our request that the server refuses, where it names one.
  package var field: RequestField?
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

  /// The server's sentence, where ours does not hold it already.
  package var serverSentence: String? {
    serverMessage.flatMap { message.contains($0) ? nil : $0 }
  }

  /// No answer could be had: what was known of the server may no longer be true.
  package var isConnectionFailure: Bool { kind == .unreachable || kind == .unresponsive }
  /// There was no way to the server, or it ended on the way.
  var isLostConnection: Bool { isConnectionFailure || kind == .brokenStream }
}
