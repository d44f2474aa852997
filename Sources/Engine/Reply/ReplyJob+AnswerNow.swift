extension ReplyJob {
  /// Ends the request whose thinking streams and sends another for the same turn: with reasoning
  /// off where the model allows that, else with the thinking so far and the wish to be answered.
  /// The turn keeps the thinking and says what was done.
  func answerNow(because cause: ThinkingCut = .user, on engine: isolated Engine) {
    guard let live = engine.session.transcript.live, live.reply.isThinking else { return }
    let profile = engine.session.profile
    guard live.reply.source.profile == profile.name else { return }
    let provider = engine.configuration.provider(of: profile)
    let shortcut = AnswerShortcut(
      engine.session.activeModel, requests.continuation(on: engine))
    let now = engine.time.now
    let seconds = live.reply.clock.duration(of: .think, now: now) ?? .zero
    leave(drops: true, on: engine)
    beginAttempt(on: engine)
    apply(
      [.notice(ReplyMessages.thinkingCut(cause, after: seconds, by: shortcut))], to: live.id,
      on: engine)
    engine.change {
      $0.transcript.live?.enter(.connect, at: now)
      $0.lastLife = now
    }
    task = engine.task {
      await engine.reply.run(live.id, profile, provider, shortcut: shortcut, on: engine)
    }
  }
}
