/// What keeps an endless reply from filling the memory, and a model in circles from being unseen.
extension Engine {
  /// Watches what a reply says for passages that come back, thinking and answer apart.
  struct Circles {
    var alarm = LoopAlarm()
    var isAnswer = false
  }

  /// Costs the length of what is new, never of what is there.
  func heed(_ deltas: [Delta]) {
    for delta in deltas {
      switch delta {
      case .reasoning(let piece): heed(piece, isAnswer: false)
      case .text(let piece): heed(piece, isAnswer: true)
      default: continue
      }
    }
  }

  private func heed(_ piece: String, isAnswer: Bool) {
    if circles.isAnswer != isAnswer {
      circles = Circles(isAnswer: isAnswer)
      if session.repetition != nil { change { $0.repetition = nil } }
    }
    guard let found = circles.alarm.take(piece), session.repetition == nil else { return }
    change { $0.repetition = Repetition(isAnswer: isAnswer, length: found.period) }
  }

  func beginHeeding() {
    circles = Circles()
    if session.repetition != nil { change { $0.repetition = nil } }
  }

  /// Ends a reply that has grown beyond what anybody reads; what came is kept.
  func endIfEndless(_ id: Turn.ID) throws(EngineError) {
    guard let live = session.transcript.live, live.id == id,
      live.reply.text.byteCount + live.reply.reasoning.byteCount > longestReply
    else { return }
    throw EngineError(
      .refused, "The reply was ended at \(longestReply >> 20) MB: it did not come to an end.",
      remedy: "What arrived is kept. Set max_output_tokens in the profile to end it earlier.")
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
