/// Notices a model that says the same passage over and over, in thinking and answer apart.
struct RepetitionDetector {
  private var finder = RepeatedPassage()
  /// Only where such a loop is to be ended: it costs more than the passages that come back byte for byte.
  private var circle: RewordedCircle?
  private var isAnswer = false

  mutating func begin(on engine: isolated Engine) {
    self = RepetitionDetector()
    if engine.session.profile.endsRepetition { circle = RewordedCircle() }
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
    let passage = finder.consume(text)
    // Lines of tables and programs are alike without being a loop: only thinking is judged by its words.
    let isCircling = isAnswer ? false : circle?.consume(text) ?? false
    guard engine.session.repetition == nil, passage != nil || isCircling else { return }
    engine.change { $0.repetition = Repetition(isAnswer: isAnswer, length: passage?.period) }
  }
}

/// Thinking whose sentences have said nothing new for a while.
struct RewordedCircle {
  /// Sentences that are looked back on, and how many of them may still be new.
  private static let extent = 20
  private static let new = 4

  private var sentences = RewordedSentences()
  private var recent: [Bool] = []

  /// Whether it goes in circles by the end of this piece.
  mutating func consume(_ text: String) -> Bool {
    for sentence in sentences.consume(text) where sentence.isLong {
      recent.append(sentence.repeats)
      if recent.count > Self.extent { recent.removeFirst() }
    }
    return recent.count == Self.extent && recent.count { !$0 } <= Self.new
  }
}

/// A passage that the model says over and over.
package struct Repetition: Equatable, Sendable {
  /// In the answer, else in the thinking.
  package var isAnswer: Bool
  /// Bytes of the passage; `nil` where it comes in other words each time.
  package var length: Int?

  package init(isAnswer: Bool, length: Int?) {
    self.isAnswer = isAnswer
    self.length = length
  }
}
