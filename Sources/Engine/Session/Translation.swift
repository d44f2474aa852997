/// A turn's thinking in the reader's own language, beside the original. None of it is part of the conversation.
package struct Translation: Equatable, Sendable {
  /// As the user wrote it: `German`, `zh`.
  package var language: String
  /// The profile that translates.
  package var profile: String
  /// The turn whose thinking it is; `nil` until there is one.
  package var turn: Turn.ID?
  /// The paragraphs so far, a blank line between them.
  package var text = StreamText()
  /// Why it does not go on.
  package var failure: String?

  package init(language: String, profile: String) {
    self.language = language
    self.profile = profile
  }
}
