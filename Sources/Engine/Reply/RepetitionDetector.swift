/// Notices a model that says the same passage over and over, in thinking and answer apart.
struct RepetitionDetector {
  private var finder = RepeatedPassage()
  private var isAnswer = false

  mutating func begin(on engine: isolated Engine) {
    self = RepetitionDetector()
    if engine.session.repetition != nil { engine.change { $0.repetition = nil } }
  }

  /// Costs the length of what is new, never of what is there.
  mutating func consume(_ deltas: [Delta], on engine: isolated Engine) {
    for delta in deltas {
      switch delta {
      case .reasoning(let text): consume(text, isAnswer: false, on: engine)
      case .text(let text): consume(text, isAnswer: true, on: engine)
      default: continue
      }
    }
  }

  private mutating func consume(_ text: String, isAnswer: Bool, on engine: isolated Engine) {
    if self.isAnswer != isAnswer {
      begin(on: engine)
      self.isAnswer = isAnswer
    }
    guard let found = finder.consume(text), engine.session.repetition == nil else { return }
    engine.change { $0.repetition = Repetition(isAnswer: isAnswer, length: found.period) }
  }
}

/// A passage that the model says over and over.
package struct Repetition: Equatable, Sendable {
  /// In the answer, else in the thinking.
  package var isAnswer: Bool
  /// Bytes of the passage.
  package var length: Int

  package init(isAnswer: Bool, length: Int) {
    self.isAnswer = isAnswer
    self.length = length
  }
}
