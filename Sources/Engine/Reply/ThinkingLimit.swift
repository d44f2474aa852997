/// Holds a reply to its profile's `thinking_budget` where its server does not, and ends what goes round in circles where
/// `end_repetition` says so.
final class ThinkingLimit {
  private var timer: Task<Void, Never>?
  /// The reply that was told to answer: what it thinks then is not cut again.
  private var spent: Turn.ID?
  /// The reply whose end of thinking was looked at.
  private var told: Turn.ID?

  func begin() {
    timer?.cancel()
    timer = nil
  }

  /// Looks at a reply to which something was added; costs the same however long it is.
  func check(_ id: Turn.ID, on engine: isolated Engine) {
    if let repetition = engine.session.repetition, engine.session.profile.endsRepetition,
      spent != id
    {
      return end(repetition, id, on: engine)
    }
    guard let budget = engine.session.profile.thinkingBudget, spent != id else { return }
    guard engine.session.transcript.live?.reply.isThinking == true else {
      return noteServersEnd(budget, id, on: engine)
    }
    switch budget {
    case .tokens(let count):
      let used = engine.session.transcript.live?.reply.thoughtTokens ?? 0
      // A server that counts itself ends it a little later or earlier than our count.
      let isServers = engine.reply.requests.sentBudget == count
      guard used >= (isServers ? count + max(16, count / 20) : count) else { return }
      cut(id, on: engine)
    case .time(let limit):
      guard timer == nil else { return }
      let clock = engine.session.transcript.live?.reply.clock
      let left = limit - (clock?.duration(of: .think, now: engine.time.now) ?? .zero)
      let end = engine.time.now + left
      timer = engine.task {
        // By now it may be later than when that was reckoned.
        let rest = max(.zero, end - engine.time.now)
        guard (try? await engine.time.sleep(rest)) != nil else { return }
        engine.reply.limit.cutIfThinking(id, on: engine)
      }
    }
  }

  /// A server that keeps the budget ends the thinking without a word, and a little before our count: it knows its tokens.
  private func noteServersEnd(
    _ budget: ThinkingBudget, _ id: Turn.ID, on engine: isolated Engine
  ) {
    guard told != id, let count = budget.tokens, engine.reply.requests.sentBudget == count,
      engine.session.transcript.live?.reply.clock.current == .answer
    else { return }
    told = id
    let used = engine.session.transcript.live?.reply.thoughtTokens ?? 0
    guard used * 100 >= count * 80 else { return }
    engine.reply.apply([.notice(ReplyMessages.endedNearBudget(count))], to: id, on: engine)
  }

  /// What goes round in circles in its thinking is told to answer; an answer that does is ended.
  private func end(_ repetition: Repetition, _ id: Turn.ID, on engine: isolated Engine) {
    spent = id
    guard repetition.isAnswer else {
      return engine.reply.answerNow(because: .repetition, on: engine)
    }
    guard let live = engine.session.transcript.live else { return }
    engine.reply.apply([.notice(ReplyMessages.repeatedItself)], to: id, on: engine)
    engine.reply.stop(live, on: engine)
  }

  private func cutIfThinking(_ id: Turn.ID, on engine: isolated Engine) {
    timer = nil
    guard let live = engine.session.transcript.live, live.id == id, live.reply.isThinking else {
      return
    }
    cut(id, on: engine)
  }

  private func cut(_ id: Turn.ID, on engine: isolated Engine) {
    guard let budget = engine.session.profile.thinkingBudget else { return }
    spent = id
    engine.reply.answerNow(because: .budget(budget), on: engine)
  }
}

/// Why thinking was cut.
enum ThinkingCut: Equatable {
  case user
  case budget(ThinkingBudget)
  /// It said the same over and over.
  case repetition
}
