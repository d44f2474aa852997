import Engine

/// Editing what a model thought or said, and going on from there.
extension AppState {
  /// Gives a part of the reply in view to the user's editor.
  mutating func editReply(_ part: ReplyPart) -> [Command] {
    guard !session.isReplying else {
      hint = StateMessages.stopsReplyFirst(key: options.keymap.hint(.escape) ?? "Esc")
      return []
    }
    guard let turn = turnInView else {
      hint = StateMessages.noTurn
      return []
    }
    let text = part == .thinking ? turn.reply.reasoning.string : turn.reply.text.string
    guard !text.isEmpty else {
      hint = part == .thinking ? StateMessages.noThinkingToEdit : StateMessages.noAnswer
      return []
    }
    return [.local(.editReply(turn.id, part, text))]
  }

  /// What came back from the editor: edited thinking is thought on, an edited answer is written on.
  mutating func steer(
    _ id: Turn.ID, _ part: ReplyPart, _ text: String?, complaint: String?
  ) -> [Command] {
    guard let text, let turn = session.transcript.turn(id) else {
      hint = complaint ?? StateMessages.replyUnchanged
      return []
    }
    followBoth()
    hint = complaint
    let answer = part == .answer ? text : ""
    let thinking = part == .thinking ? text : turn.reply.reasoning.string
    return [.engine(.conversation(.steer(id, thinking: thinking, answer: answer)))]
  }
}
