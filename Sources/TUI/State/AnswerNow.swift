import Engine

/// When the thinking can be cut.
enum AnswerNow {
  static func obstacle(_ session: Session) -> String? {
    guard let live = session.transcript.live else { return "no reply is under way" }
    if !live.reply.isThinking { return "the model is not thinking" }
    if live.reply.source.profile != session.profile.name {
      return "the profile was switched; this reply goes on as it was asked for"
    }
    return nil
  }
}
