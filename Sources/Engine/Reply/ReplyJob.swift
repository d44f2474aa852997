/// One reply at a time, from the prompt to its ending: the delta pipeline.
final class ReplyJob {
  var task: Task<Void, Never>?
  /// Replies that have ended for the user, and still close their connections.
  private var closing: Task<Void, Never>?
  /// Counts requests, so that one that was replaced cannot end the turn of its successor.
  private(set) var attempt = 0
  /// The engine shuts down: what waits is sent no more.
  private var isClosed = false
  private var reader: ReplyReader?
  /// The live reply's stream, where its server keeps it.
  private var kept: KeptStream?
  private var repetition = RepetitionDetector()
  /// Bytes of thinking and answer at which a reply is ended from here.
  let longestReply: Int
  let requests = RequestPlanner()
  let limit = ThinkingLimit()
  let translator = Translator()
  let race = RaceJob()
  let stopCheck = StopCheck()
  let reattachment = Reattachment()
  let tools: ToolLoop

  init(longestReply: Int, grants: ToolGrants) {
    self.longestReply = longestReply
    tools = ToolLoop(grants: grants)
  }

  var isUnderWay: Bool { task != nil }
  var tasks: [Task<Void, Never>] {
    [task, closing].compactMap(\.self) + stopCheck.tasks + reattachment.tasks + translator.tasks
      + race.tasks
  }

  /// Returns once no reply is under way and the last one's connection is closed.
  func ended() async {
    while let task { await task.value }
    await race.ended()
    await closing?.value
  }

  /// From now on no prompt is sent by itself.
  func close() { isClosed = true }

  // MARK: Prompts

  /// Sends a prompt, or queues it behind what has to end first.
  func submit(_ prompt: Prompt, on engine: isolated Engine) {
    guard engine.activity.admitsPrompt, engine.session.race == nil,
      !engine.session.warmUp.isDownloading
    else {
      engine.change { $0.queue.append(prompt) }
      return engine.warmUp.limitDetection(on: engine)
    }
    if engine.compaction.holdsForOverflow(prompt, on: engine) { return }
    begin(prompt, on: engine)
  }

  /// Sends the first queued prompt, if nothing is under way any more. It is in view at every moment.
  func sendQueued(on engine: isolated Engine) {
    guard !isClosed, engine.activity.admitsPrompt, engine.session.race == nil,
      engine.session.overflow == nil,
      let prompt = engine.session.queue.first
    else { return }
    engine.changes.together {
      engine.change { $0.queue.removeFirst() }
      if !engine.compaction.holdsForOverflow(prompt, on: engine) { begin(prompt, on: engine) }
    }
  }

  /// Where a new turn goes.
  enum Position {
    case end
    /// Below another turn, or before all of them.
    case below(Turn.ID?)
  }

  /// Begins a turn.
  ///
  /// - Parameter continuing: a reply whose thinking and answer the new one goes on from.
  func begin(
    _ prompt: Prompt, at position: Position = .end, continuing: Reply? = nil,
    cut: ContextCut? = nil, notice: String? = nil, on engine: isolated Engine
  ) {
    if let refusal = engine.session.lockRefusal {
      engine.notify(refusal)
      if case .end = position { engine.change { $0.queue.insert(prompt, at: 0) } }
      return
    }
    let profile = engine.session.profile
    let provider = engine.configuration.provider(of: profile)
    var source = Reply.Source(
      profile: profile.name, provider: provider.id, requestedModel: profile.model,
      isRemote: engine.session.destination == .cloud)
    source.parameters = engine.session.parameters
    let turn = engine.store.newTurn(
      prompt, reply: Reply(source: source, from: continuing),
      cut: cut, notices: [notice, engine.session.samplingNotice].compactMap(\.self),
      at: engine.time.now)
    stopCheck.cancel()
    beginAttempt(on: engine)
    engine.store.resetPartials()
    // It begins after this turn of the engine, when the turn stands in the session.
    task = engine.task {
      await engine.reply.run(turn.id, profile, provider, on: engine)
    }
    engine.change {
      switch position {
      case .end: $0.transcript.begin(turn)
      case .below(let parent): $0.transcript.begin(turn, after: parent)
      }
      $0.lastLife = engine.time.now
      $0.stopReport = nil
    }
    engine.store.keep(turn, on: engine)
  }

  /// A reply that was cut off comes after all, from its first word.
  func goOn(
    with turn: Turn, _ profile: Profile, _ provider: Provider, _ open: OpenReply,
    on engine: isolated Engine
  ) {
    beginAttempt(on: engine)
    engine.store.resetPartials()
    task = engine.task {
      await engine.reply.run(turn.id, profile, provider, open: open, on: engine)
    }
    engine.change {
      $0.transcript.reopen(with: Reply(source: turn.reply.source))
      $0.transcript.live?.apply(
        .notice(ReplyMessages.cameBack(to: provider.name)), at: engine.time.now)
      $0.lastLife = engine.time.now
      $0.stopReport = nil
    }
  }

  /// The requests before this one can no longer end a turn.
  func beginAttempt(on engine: isolated Engine) {
    attempt += 1
    requests.strain.begin(on: engine)
    limit.begin()
    repetition.begin(on: engine)
  }

  // MARK: One reply

  /// The request that leaves now names its stream; from now on its server works on it, answered or not.
  func willSend(_ kept: KeptStream?) { self.kept = kept }

  /// Runs one reply to its end, whatever the end is.
  func run(
    _ id: Turn.ID, _ profile: Profile, _ provider: Provider, shortcut: AnswerShortcut? = nil,
    open: OpenReply? = nil, on engine: isolated Engine
  ) async {
    let attempt = attempt
    do {
      try await stream(id, profile, provider, shortcut, open, on: engine)
      guard attempt == self.attempt else { return }
      end(id, .endedEarly, on: engine)
    } catch _ where attempt != self.attempt {
      // Another request for the same turn has taken its place.
    } catch _ where Task.isCancelled {
      // We closed the connection: the server is as it was, or goes on for the next run of the program.
      end(id, isClosed && kept != nil ? .cutOff : .interrupted, on: engine)
    } catch let error as EngineError {
      engine.servers.forgetFacts(of: provider, after: error)
      if error.kind == .unauthorized { engine.servers.forgetToken(of: provider) }
      end(id, .failed(engine.servers.explained(error, provider: provider)), on: engine)
    } catch {
      end(id, .interrupted, on: engine)
    }
  }

  /// Asks, and applies what comes until the wire says that it is over or the bytes end.
  private func stream(
    _ id: Turn.ID, _ profile: Profile, _ provider: Provider, _ shortcut: AnswerShortcut?,
    _ open: OpenReply?, on engine: isolated Engine
  ) async throws {
    kept = open?.kept
    // The turn is on disk before its request leaves.
    await engine.store.written()
    try Task.checkCancellation()
    try await tools.begin(for: profile, provider, on: engine)
    if let words = tools.shortfall(on: engine) { apply([.notice(words)], to: id, on: engine) }
    var (shortcut, open) = (shortcut, open)
    while true {
      try await streamOnce(id, profile, provider, shortcut, open, on: engine)
      guard let live = engine.session.transcript.live, live.id == id, live.reply.awaitsTools
      else { return }
      reader = nil
      try await tools.answerCalls(of: id, on: engine)
      (shortcut, open) = (nil, nil)
      enter(.connect, id, on: engine)
    }
  }

  /// One request and its answer; what was said is kept as it comes.
  private func streamOnce(
    _ id: Turn.ID, _ profile: Profile, _ provider: Provider, _ shortcut: AnswerShortcut?,
    _ open: OpenReply?, on engine: isolated Engine
  ) async throws {
    // A server may keep even the head of its answer back until the request's turn comes.
    let queueing = engine.task { await QueueWatch(provider).run(on: engine) }
    defer { queueing.cancel() }
    let open =
      if let open { open } else {
        try await requests.send(id, profile, provider, shortcut, on: engine)
      }
    enter(.wait, id, on: engine)
    reader = ReplyReader(open, of: id)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await engine.isolated { try await $0.reply.reader?.read(on: $0) }
      }
      group.addTask { try await engine.isolated { try await $0.reply.watch(provider, on: $0) } }
      if engine.store.isOpen {
        group.addTask {
          try await engine.isolated { try await $0.store.keepPartials(of: id, on: $0) }
        }
      }
      // Whichever ends first ends the others; cancelling the reader closes the connection.
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func watch(_ provider: Provider, on engine: isolated Engine) async throws {
    let stall = StallWatch(provider)
    while true { try await stall.check(knowsEnding: reader?.knowsEnding ?? false, on: engine) }
  }

  func isLive(_ id: Turn.ID, _ engine: isolated Engine) -> Bool {
    engine.session.transcript.live.map { $0.id == id && $0.reply.isLive } ?? false
  }

  func enter(_ stage: StageClock.Stage, _ id: Turn.ID, on engine: isolated Engine) {
    guard isLive(id, engine) else { return }
    engine.change {
      $0.transcript.live?.enter(stage, at: engine.time.now)
      $0.before = nil
    }
  }

  /// Adds deltas to the live turn, unless it was stopped or replaced meanwhile.
  func apply(_ deltas: [Delta], to id: Turn.ID, on engine: isolated Engine) {
    let now = engine.time.now
    // Copied only where words follow calls.
    var applied = deltas
    engine.change(isGrowth: deltas.allSatisfy(\.isWords)) { session in
      session.lastLife = now
      let asker = session.transcript.live?.reply.source.profile
      for (index, var delta) in deltas.enumerated() {
        // Asked without taking the turn: a second holder would have its text copied by the append.
        guard session.transcript.live?.id == id, session.transcript.live?.reply.isLive == true
        else { return }
        if let parted = session.transcript.live?.reply.parted(delta) {
          (delta, applied[index]) = (parted, parted)
        }
        session.transcript.live?.apply(delta, at: now)
        if asker == session.profile.name { session.warmUp.record(delta, at: now) }
      }
    }
    let joined = applied.joined
    if isLive(id, engine) {
      repetition.consume(joined, on: engine)
      limit.check(id, on: engine)
    }
    for delta in joined {
      engine.replies.emit(.delta(delta, at: now))
      if case .call(let slot, .onServer(_, _?)) = delta { tools.tell(slot, on: engine) }
      if case .stage(.loaded(let seconds?)) = delta, let live = engine.session.transcript.live {
        engine.models.rememberLoad(seconds: seconds, by: live.reply, on: engine)
      }
    }
    if let live = engine.session.transcript.live, live.id == id, !live.reply.isLive {
      settle(live, on: engine)
    }
  }
}

// MARK: The end of a reply

extension ReplyJob {
  private func end(_ id: Turn.ID, _ ending: Reply.Status, on engine: isolated Engine) {
    guard let live = engine.session.transcript.live, live.id == id else { return }
    engine.change {
      $0.transcript.live?.end(ending.diagnosed(live.reply), at: engine.time.now)
    }
    if let ended = engine.session.transcript.live { settle(ended, on: engine) }
  }

  private func settle(_ turn: Turn, on engine: isolated Engine) {
    var turn = turn
    if turn.reply.status == .complete, !turn.reply.hasSaidSomething, turn.reply.notices.isEmpty {
      turn.reply.status = .wordless
    }
    if case .failed(let error) = turn.reply.status,
      let provider = engine.configuration.provider(named: turn.reply.source.provider)
    {
      // What a stream itself complains of has not been explained yet.
      turn.reply.status = .failed(
        engine.servers.explained(
          error, provider: provider, saidSomething: turn.reply.hasSaidSomething))
    }
    turn.reply.strain = requests.strain.judge(on: engine)
    let reuse = requests.prompts.judge(turn.reply)
    turn.reply.reuse = reuse
    // What a template does after each answer is on its page, and would be noise here.
    if let reuse, let cause = reuse.cause, cause != .stripped {
      turn.apply(.notice(ReplyMessages.readAgain(reuse, because: cause)), at: engine.time.now)
    }
    // First, so that the session that shows the end says that nothing is under way.
    leave(drops: turn.reply.status.leavesWork, on: engine)
    let isFollowed = engine.warmUp.follows(turn.reply, on: engine)
    engine.change { session in
      session.transcript.live = turn
      session.transcript.settle()
      (session.repetition, session.tools.question) = (nil, nil)
      session.noteInMemory(turn.reply)
      if isFollowed { session.warmUp.record(endOf: turn.reply, at: engine.time.now) }
    }
    engine.store.keep(turn, on: engine)
    engine.replies.emit(.ended(turn.reply, at: engine.time.now))
    // After a failure or a stop the user decides what happens to what waits.
    if turn.reply.status.isEnding { sendQueued(on: engine) }
  }

  /// The reply has ended for the user: its task closes the connection. `drops` a stream that its server keeps.
  func leave(drops: Bool, on engine: isolated Engine) {
    task?.cancel()
    var dropping: Task<Void, Never>?
    if drops, let kept { dropping = engine.task { await kept.drop(on: engine) } }
    kept = nil
    closing = engine.task { [closing, task, dropping] in
      await closing?.value
      await task?.value
      await dropping?.value
    }
    task = nil
  }

  /// Keeps what was said and closes the connection.
  func stop(_ live: Turn, on engine: isolated Engine) {
    let wasLoading =
      engine.session.warmUp.isLoading && engine.warmUp.follows(live.reply, on: engine)
    end(live.id, .interrupted, on: engine)
    if wasLoading { return stopCheck.checkLoad(on: engine) }
    stopCheck.checkReply(live.reply, on: engine)
  }
}
