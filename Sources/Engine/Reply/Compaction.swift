/// Keeps the conversation within the model's window: what a model is no longer sent stays in the
/// conversation.
final class Compaction {
  private var task: Task<Void, Never>?
  /// The last turn when something was cut: what a server counted for it counts no longer.
  private var cutAfter: Turn.ID?
  /// Whether a prompt that would overflow the window waits for a choice: where there is no user to choose, it
  /// is sent and the server decides.
  var asksBeforeOverflow = false

  var isUnderWay: Bool { task != nil }
  var tasks: [Task<Void, Never>] { [task].compactMap(\.self) }

  func cancel() { task?.cancel() }

  // MARK: Compacting

  /// Cuts the conversation before the turns that are kept in view of the model.
  ///
  /// - Parameter summarises: has the active model write what stands for the turns that are cut.
  func begin(summarises: Bool, on engine: isolated Engine) {
    guard !engine.reply.isUnderWay, task == nil else { return }
    guard let index = firstSentIndex(besides: engine.session.queue.first, engine) else {
      return engine.notify(ReplyMessages.nothingToCompact)
    }
    let first = engine.session.transcript.settled[index].id
    guard summarises else { return cut(before: first, summary: nil, on: engine) }
    if let refusal = engine.session.lockRefusal { return engine.notify(refusal) }
    let history = Array(engine.session.transcript.settled[..<index])
    task = engine.task { await engine.compaction.run(history, before: first, on: engine) }
    engine.activityChanged()
  }

  private func run(_ history: [Turn], before first: Turn.ID, on engine: isolated Engine) async {
    let summary: String?
    do {
      summary = try await self.summary(of: history, on: engine)
    } catch {
      summary = nil
      let reason =
        Task.isCancelled
        ? ReplyMessages.summaryWasStopped : (error as? EngineError)?.message ?? "\(error)"
      engine.notify(ReplyMessages.noSummary(because: reason))
    }
    task = nil
    engine.activityChanged()
    if let summary { cut(before: first, summary: summary, on: engine) }
    // What waited for the room goes now, or is asked about again.
    engine.reply.sendQueued(on: engine)
  }

  /// The first turn that is still sent: the last two, and before them what fits half the window;
  /// where a prompt needs most of it, at least the last one.
  private func firstSentIndex(besides prompt: Prompt?, _ engine: isolated Engine) -> Int? {
    let session = engine.session
    let turns = session.transcript.settled
    let least = prompt == nil ? 2 : 1
    guard turns.count > least else { return nil }
    let window = session.window.map {
      $0 - (prompt.map { ContextForecast.tokens(in: $0.text) } ?? 0)
    }
    var index = turns.count - least
    var tokens = turns[index...].reduce(0) { $0 + $1.estimatedTokens }
    while index > 1, let window, tokens + turns[index - 1].estimatedTokens <= window / 2 {
      index -= 1
      tokens += turns[index].estimatedTokens
    }
    return turns[index].cut == nil ? index : nil
  }

  private func cut(before first: Turn.ID, summary: String?, on engine: isolated Engine) {
    guard !engine.reply.isUnderWay else { return }
    update(first, ContextCut(summary: summary), on: engine)
  }

  /// Sends all of a cut again.
  func undo(on engine: isolated Engine) {
    guard !engine.reply.isUnderWay,
      let turn = engine.session.transcript.settled.last(where: { $0.cut != nil })
    else { return }
    update(turn.id, nil, on: engine)
  }

  private func update(_ id: Turn.ID, _ cut: ContextCut?, on engine: isolated Engine) {
    guard engine.session.transcript.turn(id) != nil else { return }
    engine.change { $0.transcript.update(id) { $0.cut = cut } }
    cutAfter = engine.session.transcript.settled.last?.id
    if let turn = engine.session.transcript.turn(id) { engine.store.keep(turn, on: engine) }
  }

  /// Asks the active model what to remember of some turns. Shown nowhere but in the cut.
  private func summary(of history: [Turn], on engine: isolated Engine) async throws -> String {
    let profile = engine.session.profile
    let question = Turn(
      id: Turn.ID(0), prompt: Prompt(ModelInstructions.summarise),
      reply: Reply(
        source: Reply.Source(
          profile: profile.name, provider: profile.providerID, requestedModel: profile.model)))
    var exchange = ChatRequest(
      model: profile.model,
      messages: engine.session.messages(profile.withUsualMemory, history: history, live: question))
    exchange.apply(profile)
    let reply = try await SideQuestion.ask(exchange, profile, on: engine)
    guard !reply.text.isEmpty else { throw ReplyMessages.summaryIsEmpty }
    return reply.text.string
  }
}

// MARK: Prompts that would not fit

extension Compaction {
  /// The forecast for a prompt on the active profile; `nil` where the window is not known.
  func forecast(for prompt: Prompt, on engine: isolated Engine) -> ContextForecast? {
    let session = engine.session
    guard let model = session.activeModel, let window = model.loadedContext else { return nil }
    let provider = engine.configuration.provider(of: session.profile)
    let canResize = engine.servers.knownKind(of: provider)?.canResizeContext ?? false
    let sent = session.transcript.sent
    var forecast = ContextForecast(
      turns: Array(sent), prompt: prompt,
      system: session.system(session.profile, summary: sent.first?.cut?.summary), window: window,
      countHolds: cutAfter == nil || sent.last?.id != cutAfter,
      largest: canResize ? model.maxContext : nil)
    forecast.turnsToSummarise = firstSentIndex(besides: prompt, engine)
    return forecast
  }

  /// Holds a prompt at the head of the queue when it would overflow and the user can choose.
  func holdsForOverflow(_ prompt: Prompt, on engine: isolated Engine) -> Bool {
    guard asksBeforeOverflow, let forecast = forecast(for: prompt, on: engine),
      forecast.overflows
    else { return false }
    engine.change {
      $0.queue.insert(prompt, at: 0)
      $0.overflow = forecast
    }
    return true
  }

  func resolveOverflow(_ choice: OverflowChoice, on engine: isolated Engine) {
    guard let forecast = engine.session.overflow, let prompt = engine.session.queue.first else {
      return
    }
    engine.change { $0.overflow = nil }
    switch choice {
    case .sendAnyway:
      engine.change { $0.queue.removeFirst() }
      engine.reply.begin(prompt, on: engine)
    case .leaveOutOldest:
      guard let omitted = forecast.turnsToOmit else { return }
      engine.change { $0.queue.removeFirst() }
      begin(leavingOut: omitted, prompt, on: engine)
    case .summarise: begin(summarises: true, on: engine)
    case .loadLarger:
      guard let window = forecast.largerWindow else { return }
      engine.warmUp.reload(contextLength: window, on: engine)
    }
  }

  /// The turns stay in the conversation; the cut tells every later request where to begin.
  private func begin(leavingOut omitted: Int, _ prompt: Prompt, on engine: isolated Engine) {
    let sent = engine.session.transcript.sent
    let notice = ReplyMessages.leftOut(turns: omitted)
    guard omitted < sent.count else {
      return engine.reply.begin(prompt, cut: ContextCut(), notice: notice, on: engine)
    }
    update(sent[sent.startIndex + omitted].id, ContextCut(), on: engine)
    engine.reply.begin(prompt, notice: notice, on: engine)
  }
}

extension Turn {
  /// About how many tokens the turn costs a model: a token is some four bytes of English.
  var estimatedTokens: Int {
    (prompt.text.utf8.count + reply.text.byteCount) / 4 + 8
  }
}

extension Transcript {
  /// The settled turns that a request still carries.
  var sent: ArraySlice<Turn> {
    settled[(settled.lastIndex { $0.cut != nil } ?? 0)...]
  }
}
