/// How a model is brought to answer without thinking on.
enum AnswerShortcut: Equatable, Sendable {
  /// By the server's word for it.
  case reasoningOff(String)
  /// Its server closes the thinking and goes on with the answer: nothing is read or thought again.
  case closeThinking
  /// By a message after the thinking so far: the model may think a little more.
  case followUp

  /// - Parameter continuation: what the server can do on the wire that is spoken.
  init(_ model: ModelInfo?, _ continuation: MessageContinuation) {
    if continuation == .parts {
      self = .closeThinking
      return
    }
    let off = model?.reasoningOptions?.first { $0 == "off" || $0 == "none" }
    self = off.map { .reasoningOff($0) } ?? .followUp
  }
}

extension ChatRequest {
  /// Changes a request to the one that asks for the answer.
  mutating func apply(_ shortcut: AnswerShortcut, thinking: StreamText) {
    switch shortcut {
    case .reasoningOff(let word): effort = word
    case .closeThinking: continues = .answer
    case .followUp:
      if !thinking.isEmpty {
        messages.append(.init(.assistant, ModelInstructions.thoughts(thinking.string)))
      }
      messages.append(.init(.user, ModelInstructions.answerNow))
      // What the server keeps does not hold this turn yet.
      previousResponseID = nil
    }
  }
}
