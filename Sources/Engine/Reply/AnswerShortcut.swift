/// How a model is brought to answer without thinking on.
enum AnswerShortcut: Equatable, Sendable {
  /// By the server's word for it.
  case reasoningOff(String)
  /// By a message after the thinking so far: the model may think a little more.
  case followUp

  init(_ model: ModelInfo?) {
    let off = model?.reasoningOptions?.first { $0 == "off" || $0 == "none" }
    self = off.map { .reasoningOff($0) } ?? .followUp
  }
}

extension ChatRequest {
  /// Changes a request to the one that asks for the answer.
  mutating func apply(_ shortcut: AnswerShortcut, thinking: StreamText) {
    switch shortcut {
    case .reasoningOff(let word): effort = word
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
