import Engine

/// When the thinking can be cut.
enum AnswerNow {
  static func obstacle(_ session: Session) -> String? {
    guard let live = session.transcript.live else { return StateMessages.noReply }
    if !live.reply.isThinking { return StateMessages.notThinking }
    if live.reply.source.profile != session.profile.name {
      return StateMessages.profileWasSwitched
    }
    return nil
  }
}
