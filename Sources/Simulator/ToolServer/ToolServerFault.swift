/// One way of a server of tools to misbehave.
package enum ToolServerFault: String, Sendable, CaseIterable {
  /// Knows only the handshake, as servers of 2024 and 2025 do.
  case handshakeOnly = "handshake-only"
  /// Answers no call.
  case silent
  /// Ends in the middle of a call, with words on standard error.
  case dies
  case answersTwice = "answers-twice"
  /// Under an id that was never given.
  case wrongID = "wrong-id"
  /// `"7"` for 7.
  case idsAsText = "ids-as-text"
  /// Ten thousand reports of progress before each result.
  case floods
  /// Prints what is no message between its messages.
  case noise
  /// Control characters and a change of direction within a result.
  case badText = "bad-text"
  /// Its second list lacks a tool.
  case listChanges = "list-changes"
  /// A result of 20 MiB in one line.
  case huge
  /// A description that is another one at every start.
  case descriptionChanges = "description-changes"
  /// Asks for what no client offers (`sampling/createMessage`), and waits for the answer.
  case asksForMore = "asks-for-more"
}
