/// The delta pipeline of one reply, from the prompt to its ending.
extension Engine {
  /// Sends a prompt, or queues it behind the reply or the warm-up that has to end first.
  func submit(_ prompt: Prompt) {
    guard replyTask == nil, warmUpTask == nil, compactTask == nil, !session.warmUp.isDownloading
    else {
      change { $0.queue.append(prompt) }
      return boundLook()
    }
    if holdsForOverflow(prompt) { return }
    begin(prompt)
  }

  /// Sends the first queued prompt, if nothing is under way any more.
  func sendQueued() {
    guard replyTask == nil, warmUpTask == nil, compactTask == nil, session.overflow == nil,
      let prompt = session.queue.first
    else { return }
    change { $0.queue.removeFirst() }
    if holdsForOverflow(prompt) { return }
    begin(prompt)
  }

  /// Where a new turn goes.
  enum TurnPlace {
    case end
    /// Below another turn, or before all of them.
    case turn(Turn.ID?)
  }

  /// Begins a turn.
  ///
  /// - Parameter continuing: a reply whose thinking and answer the new one goes on from.
  func begin(
    _ prompt: Prompt, after place: TurnPlace = .end, continuing: Reply? = nil,
    cut: ContextCut? = nil, notice: String? = nil
  ) {
    if let lockObstacle {
      notify(lockObstacle)
      if case .end = place { change { $0.queue.insert(prompt, at: 0) } }
      return
    }
    let profile = session.profile
    let provider = configuration.provider(of: profile)
    let source = Reply.Source(
      profile: profile.name, provider: provider.id, requestedModel: profile.model,
      isRemote: session.server.isRemote)
    let now = date()
    var turn = Turn(
      id: nextTurnID(at: now), prompt: prompt, reply: Reply(source: source, from: continuing),
      created: now, cut: cut)
    if let notice { turn.apply(.notice(notice), at: time.now) }
    turn.enter(.connect, at: time.now)
    beginHeeding()
    keeping.thinkingBytes = 0
    keeping.answerBytes = 0
    change {
      switch place {
      case .end: $0.transcript.begin(turn)
      case .turn(let parent): $0.transcript.begin(turn, after: parent)
      }
      $0.lastLife = time.now
      $0.stopReport = nil
    }
    keep(turn)
    let id = turn.id
    replyTask = task {
      await reply(to: id, profile: profile, provider: provider)
    }
  }

  /// Returns once no reply and no warm-up is under way, and the last reply's connection is closed.
  package func replyEnded() async {
    await warmUpEnded()
    while let task = replyTask { await task.value }
    await endingTask?.value
  }

  /// Runs one reply to its end, whatever the end is.
  func reply(
    to id: Turn.ID, profile: Profile, provider: Provider, cut: AnswerWay? = nil
  ) async {
    let attempt = attempt
    do {
      try await stream(id, profile, provider, cut: cut)
      guard attempt == self.attempt else { return }
      end(id, .endedEarly)
    } catch _ where attempt != self.attempt {
      // Another request for the same turn has taken its place.
    } catch _ where Task.isCancelled {
      // We closed the connection; the server is as it was.
      end(id, .interrupted)
    } catch let error as EngineError {
      noteConnection(error, provider)
      if error.kind == .unauthorized { forgetToken(of: provider) }
      end(id, .failed(explained(error, provider: provider)))
    } catch {
      end(id, .interrupted)
    }
  }

  /// Asks, and applies what comes until the wire says that it is over or the bytes end.
  private func stream(
    _ id: Turn.ID, _ profile: Profile, _ provider: Provider, cut: AnswerWay?
  ) async throws {
    // The turn is on disk before its request leaves.
    await kept()
    try Task.checkCancellation()
    let facts = try await factsForReply(of: provider)
    var plan = try await plan(
      profile: profile, provider: provider, facts: facts, upTo: id, cut: cut)
    var reply = try await send(plan, provider: provider)
    while !reply.isSuccess {
      let error = await plan.connection.refusal(reply)
      let isForgotten = plan.continuesOnServer && ErrorWords.isLostConversation(error)
      // The server forgot the conversation, and ours is whole: all of it is sent again. Or it refuses a
      // field that it can do without.
      guard isForgotten || amend(plan, refused: error, profile, provider, id) else { throw error }
      plan = try await self.plan(
        profile: profile, provider: provider, facts: facts, upTo: id,
        resumesOnServer: !isForgotten && plan.continuesOnServer, cut: cut)
      reply = try await send(plan, provider: provider)
    }
    enter(.wait, id)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [reply, plan] in try await self.receive(reply, plan.decoder, id) }
      group.addTask { try await self.watchForStall(provider) }
      if archive != nil { group.addTask { try await self.keepPartials(of: id) } }
      // Whichever ends first ends the others; cancelling the reader closes the connection.
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func receive(
    _ reply: HTTPReply, _ decoder: any ReplyDecoder, _ id: Turn.ID
  ) async throws {
    var decoder = decoder
    var deltas: [Delta] = []
    knowsEnding = false
    func flush() {
      decoder.end(into: &deltas)
      withoutKeys(&deltas)
      apply(deltas, to: id)
    }
    do {
      for try await bytes in reply.body {
        try Task.checkCancellation()
        decoder.decode(bytes, into: &deltas)
        withoutKeys(&deltas)
        apply(deltas, to: id)
        deltas.removeAll(keepingCapacity: true)
        try endIfEndless(id)
        // Some servers keep the socket open after the last event; the ending is what counts.
        guard isLive(id) else { return }
        knowsEnding = decoder.knowsEnding
      }
    } catch {
      // What was held back is part of the reply, and a reply whose end was told is whole.
      flush()
      guard isLive(id) else { return }
      throw error
    }
    flush()
  }

  /// What a stream complains of may repeat a key. A complaint is its last delta.
  private func withoutKeys(_ deltas: inout [Delta]) {
    guard case .finish(.failed(let error))? = deltas.last else { return }
    deltas[deltas.count - 1] = .finish(.failed(withoutKeys(error)))
  }

  private func isLive(_ id: Turn.ID) -> Bool {
    session.transcript.live.map { $0.id == id && $0.reply.isLive } ?? false
  }

  private func enter(_ stage: StageClock.Stage, _ id: Turn.ID) {
    guard isLive(id) else { return }
    change { $0.transcript.live?.enter(stage, at: time.now) }
  }

  /// Adds deltas to the live turn, unless it was stopped or replaced meanwhile.
  private func apply(_ deltas: [Delta], to id: Turn.ID) {
    let now = time.now
    change { session in
      session.lastLife = now
      let asker = session.transcript.live?.reply.source.profile
      for delta in deltas {
        // Asked without taking the turn: a second holder would have its text copied by the append.
        guard session.transcript.live?.id == id, session.transcript.live?.reply.isLive == true
        else { return }
        session.transcript.live?.apply(delta, at: now)
        if asker == session.profile.name { session.warmUp.note(delta, at: now) }
      }
    }
    if isLive(id) { heed(deltas) }
    for delta in deltas.joined {
      tell(.delta(delta, at: now))
      if case .stage(.loaded(let seconds?)) = delta, let live = session.transcript.live {
        rememberLoad(seconds: seconds, by: live.reply)
      }
    }
    if let live = session.transcript.live, live.id == id, !live.reply.isLive { settle(live) }
  }

  private func end(_ id: Turn.ID, _ ending: Reply.Status) {
    guard let live = session.transcript.live, live.id == id else { return }
    change { $0.transcript.live?.end(Self.diagnosed(ending, live.reply), at: time.now) }
    if let ended = session.transcript.live { settle(ended) }
  }

  private func settle(_ turn: Turn) {
    var turn = turn
    if turn.reply.status == .complete, !turn.reply.hasSaidSomething, turn.reply.notices.isEmpty {
      turn.reply.status = Self.wordless
    }
    if case .failed(let error) = turn.reply.status,
      let provider = configuration.provider(named: turn.reply.source.provider)
    {
      // What a stream itself complains of has not been explained yet.
      turn.reply.status = .failed(
        explained(error, provider: provider, saidSomething: turn.reply.hasSaidSomething))
    }
    change { session in
      session.transcript.live = turn
      session.transcript.settle()
      session.repetition = nil
      if case .failed(let error) = turn.reply.status,
        turn.reply.source.profile == session.profile.name
      {
        session.warmUp.note(failure: error, afterWords: turn.reply.hasSaidSomething, at: time.now)
      }
    }
    keep(turn)
    tell(.ended(turn.reply, at: time.now))
    leaveReply()
    // After a failure or a stop the person decides what happens to what waits.
    if turn.reply.status.isEnding { sendQueued() }
  }

  /// A stream that ends without a word is a failure that wants a reason, not an early end.
  private static func diagnosed(_ ending: Reply.Status, _ reply: Reply) -> Reply.Status {
    ending == .endedEarly && !reply.hasSaidSomething ? wordless : ending
  }

  private static let wordless = Reply.Status.failed(
    EngineError(
      .emptyReply, "The server ended the reply without a word and without a reason.",
      remedy: "The server's log may tell why. A prompt that does not fit the loaded context is one "
        + "cause among others."))

  /// Keeps what was said, closes the connection, and lets the next prompt go.
  func stop() {
    if let live = session.transcript.live {
      end(live.id, .interrupted)
      verifyStop(of: live.reply)
    } else if warmUpTask != nil {
      cancelWarmUp()
    } else {
      compactTask?.cancel()
    }
  }

  /// Throws when nothing arrived for as long as the provider's limit allows.
  private func watchForStall(_ provider: Provider) async throws {
    while true {
      guard let limit = stallLimit(provider) else {
        try await time.sleep(provider.tokenStallTimeout ?? .seconds(3600))
        continue
      }
      var idle = time.now - session.lastLife
      if idle >= limit {
        // A thread that could not look at its sockets for so long, such as one whose output the reader does not
        // take, has what came in them still to read.
        try await thread.sleep(until: .now + .milliseconds(20))
        idle = time.now - session.lastLife
      }
      guard idle < limit else {
        throw EngineError(
          .stalled, "Nothing came from \(session.server.address) for \(limit.inSeconds).",
          remedy:
            "What arrived is kept. stream_idle_timeout_ms in the provider's table sets the limit.")
      }
      // The next stage may bear less silence than this one, so no sleep is longer than the shortest.
      let limits = [
        provider.tokenStallTimeout, provider.promptStallTimeout, provider.loadStallTimeout,
        Self.patienceAfterEnding,
      ]
      try await time.sleep(limits.compactMap(\.self).reduce(limit - idle, min))
    }
  }

  /// How long the end of the stream is waited for once the server has said why the reply ends.
  private static let patienceAfterEnding: Duration = .seconds(3)

  /// How long silence is borne: before the first word a cold model may load for minutes.
  private func stallLimit(_ provider: Provider) -> Duration? {
    switch session.transcript.live?.reply.clock.current {
    case .think, .answer: knowsEnding ? Self.patienceAfterEnding : provider.tokenStallTimeout
    case .prompt: provider.promptStallTimeout
    case .load, .wait, .queue, .connect, nil: provider.loadStallTimeout
    }
  }
}

extension Reply.Status {
  /// The reply came to an end of its own, whole or cut.
  fileprivate var isEnding: Bool {
    switch self {
    case .complete, .lengthLimit, .endedEarly: true
    case .pending, .streaming, .interrupted, .cutOff, .failed: false
    }
  }
}

extension Reply {
  /// Anything at all, thinking or answer, arrived.
  package var hasSaidSomething: Bool { !reasoning.isEmpty || !text.isEmpty }
}

extension WarmUp {
  /// What a reply that failed tells about the server behind it.
  ///
  /// - Parameter afterWords: the model was at work already; then most failures say nothing of it.
  mutating func note(failure error: EngineError, afterWords: Bool, at now: Duration) {
    switch error.kind {
    case .unreachable, .unresponsive, .unauthorized: note(.serverFailed(error), at: now)
    case .modelLost: note(.modelFound(.notLoaded), at: now)
    case .modelMissing where !afterWords: note(.modelNotFound(error), at: now)
    default: if !afterWords { note(.failed(error), at: now) }
    }
  }

  /// What a reply's own deltas tell about the model behind it.
  mutating func note(_ delta: Delta, at now: Duration) {
    switch delta {
    case .stage(.loading(let progress)): note(.loadProgressed(progress), at: now)
    case .stage(.loaded(let seconds)): note(.loadEnded(seconds: seconds), at: now)
    case .stage(.readingPrompt(let progress)): note(.promptProgressed(progress), at: now)
    case .stage(.promptRead), .reasoning, .text: if state != .ready { note(.answered, at: now) }
    case .stage(.queued), .textWasReasoning, .usage, .model, .responseID, .notice, .finish: break
    }
  }
}

extension Duration {
  /// `300 s`
  var inSeconds: String { "\(components.seconds) s" }
}
