/// One lane of a race at work.
final class RaceLane {
  private let index: Int
  /// The turn that it answers: another race may stand in the session by the time that it ends.
  private let turn: Turn.ID
  private var runner: Engine?
  private var isStopped = false
  /// How much of the reply is on disk, in bytes.
  private var kept = (thinking: 0, answer: 0)

  init(index: Int, turn: Turn.ID) {
    self.index = index
    self.turn = turn
  }

  private func lane(_ engine: isolated Engine) -> Race.Lane? {
    guard let lanes = engine.session.race?.lanes, lanes.indices.contains(index),
      lanes[index].turn.id == turn
    else { return nil }
    return lanes[index]
  }

  private func change(_ engine: isolated Engine, _ body: (inout Race.Lane) -> Void) {
    guard var lane = lane(engine) else { return }
    body(&lane)
    engine.change { session in
      session.race?.lanes[index] = lane
      session.lastLife = engine.time.now
    }
  }

  // MARK: From the prompt to the end

  func run(on engine: isolated Engine) async {
    guard let lane = lane(engine), !isStopped else { return end(.interrupted, on: engine) }
    change(engine) { $0.state = .running }
    // The race keeps what is said, under its own turn.
    let runner = engine.sibling(under: lane.profile)
    self.runner = runner
    await runner.take(over: engine.session)
    let known = await runner.session.notices.count
    let watching = engine.task {
      for await _ in runner.changes { engine.reply.race.take(runner, on: engine) }
    }
    let keeping = engine.task { await engine.reply.race.keepParts(of: runner, on: engine) }
    // A prompt behind a warm-up would wait in a queue that a failed warm-up never sends.
    await runner.beginWarmUp(force: false)
    await runner.warmUpEnded()
    if !isStopped { await runner.perform(.send(lane.turn.prompt)) }
    await runner.replyEnded()
    watching.cancel()
    keeping.cancel()
    await keeping.value
    take(runner, on: engine)
    // Why it did not ask, where it did not.
    let notices = await runner.session.notices.dropFirst(known).map(\.text)
    change(engine) { lane in
      for words in notices { lane.turn.apply(.notice(words), at: engine.time.now) }
    }
    await runner.shutdown()
    end(.interrupted, on: engine)
  }

  func isRunner(_ engine: Engine) -> Bool { runner === engine }

  func stop(on engine: isolated Engine) {
    guard !isStopped, lane(engine)?.state != .ended else { return }
    isStopped = true
    if let runner { _ = engine.task { await runner.perform(.stop) } }
  }

  /// Takes over what its engine shows now.
  func take(_ runner: Engine, on engine: isolated Engine) {
    let session = runner.changes.latest
    guard lane(engine)?.state == .running else { return }
    let hasBegun = session.transcript.count > engine.session.transcript.count
    let reply = hasBegun ? session.transcript.last?.reply : nil
    change(engine) { lane in
      lane.session = session
      lane.session.race = nil
      if let reply { lane.turn.restart(with: reply) }
      // Until it is asked, the warm-up says what happens.
      lane.session.transcript = reply == nil ? Transcript() : Transcript(of: lane.turn)
    }
  }

  /// - Parameter ending: how a reply ended that did not end by itself.
  func end(_ ending: Reply.Status, on engine: isolated Engine) {
    let now = engine.time.now
    change(engine) { lane in
      if lane.reply.isLive { lane.turn.end(ending, at: now) }
      lane.state = .ended
      lane.session.transcript = Transcript(of: lane.turn)
    }
    guard let turn = lane(engine)?.turn else { return }
    engine.change { $0.transcript.update(turn.id) { $0.restart(with: turn.reply) } }
    engine.store.keep(turn, on: engine)
    engine.replies.emit(.ended(turn.reply, at: now))
  }

  // MARK: Keeping

  /// Writes what has come, again and again until it is cancelled.
  func keepParts(on engine: isolated Engine) async {
    while engine.store.isOpen,
      (try? await engine.time.sleep(ConversationStore.partialInterval)) != nil
    {
      guard let lane = lane(engine), lane.state == .running else { continue }
      kept = engine.store.append(lane.turn, after: kept, on: engine)
    }
  }
}

extension RaceJob {
  fileprivate func take(_ runner: Engine, on engine: isolated Engine) {
    lane(of: runner)?.take(runner, on: engine)
  }

  fileprivate func keepParts(of runner: Engine, on engine: isolated Engine) async {
    await lane(of: runner)?.keepParts(on: engine)
  }
}
