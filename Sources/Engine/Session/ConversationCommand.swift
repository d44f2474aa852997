/// What a user does to a conversation besides talking.
package enum ConversationCommand: Equatable, Sendable {
  case open(ConversationID)
  /// Asks something else in the place of a turn.
  case edit(Turn.ID, Prompt)
  /// Asks the same again, of the profile and model that are active now.
  case regenerate(Turn.ID)
  case continueReply(Turn.ID)
  /// Goes on from a reply as the user edited it, beside the one that was.
  case steer(Turn.ID, thinking: String, answer: String)
  /// Leads the path through an alternative.
  case select(Turn.ID)
  case delete(Turn.ID)
  case undo
  /// Without an id: the open conversation.
  case change(Archive.Change, ConversationID?)
  case list(Archive.Selection)
  case search(String)
  /// Reads what a list shows of a conversation: around a turn, or its end.
  case preview(ConversationID, Turn.ID?)
  /// Sends a model only the newest turns from now on, with a summary of the others or without.
  case compact(summarises: Bool)
  /// Takes the last cut back.
  case sendAll
}
