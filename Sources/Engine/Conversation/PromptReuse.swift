/// How much of a prompt a server had read before, and why it read the rest again.
package struct PromptReuse: Equatable, Sendable {
  /// Why a server no longer had what it had read of this conversation.
  package enum Cause: String, CaseIterable, Sendable {
    /// The model was loaded anew since.
    case loadedAnew
    /// Another model was asked on the same server since.
    case otherModel
    /// The tools that may be called are others.
    case tools
    case instructions
    /// The instructions differ in their digits only: a time, a date.
    case clock
    /// An earlier prompt is another one, or stands on another branch.
    case edited
    /// Earlier thinking goes back that did not, or the other way round.
    case thinking
    /// The last answer was thought about, and its thinking does not go back: what follows that is read anew.
    case stripped
    /// The oldest turns stay away.
    case cut
    /// A question beside the conversation went to the same model: a translation, a summary.
    case sideQuestion
    /// Nothing of ours came between: another client, or the server needed the room.
    case otherClient
  }

  /// Tokens of the prompt, and those of them that were not read again.
  package var prompt: Int
  package var reused: Int
  /// Tokens that could have been reused, were it not for the cause.
  package var lost = 0
  package var cause: Cause?
  /// Seconds that the server took to read what was new to it.
  package var seconds: Double?

  package var read: Int { prompt - reused }

  /// Fewer tokens are read too fast to be measured.
  private static let measurable = 50

  /// New tokens read per second; `nil` where that cannot be told.
  package var rate: Double? {
    guard read >= Self.measurable, let seconds, seconds > 0 else { return nil }
    return Figure.tokensPerSecond.amount(Double(read) / seconds)
  }
}
