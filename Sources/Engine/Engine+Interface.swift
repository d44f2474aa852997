/// What commands and screens ask of the engine beside `perform`: mostly things that are waited for.
extension Engine {
  // MARK: Beginning

  /// A user sits at the screen: the server is watched for them, and they are asked before a prompt
  /// goes out that would not fit.
  package func startInteractive() {
    compaction.asksBeforeOverflow = true
    answerToolQuestions()
    beginWatching()
    _ = task { await self.learnFromThePast() }
  }

  /// What pages say of other days; nothing waits for it.
  private func learnFromThePast() async {
    let past = await services.pastReplies()
    guard past != PastReplies() else { return }
    change {
      $0.statistics = past.statistics
      // A pick that came meanwhile may have been read with the others.
      $0.picks = past.picks + $0.picks.filter { !past.picks.contains($0) }
    }
  }

  /// Asks the active local server from time to time what it has.
  package func beginWatching() { servers.watch.begin(on: self) }

  /// Opens the archive and keeps everything from now on.
  ///
  /// - Parameter recent: of how many conversations the session is told.
  package func beginKeeping(recent: Int = 0) { store.begin(recent: recent, on: self) }

  package func beginWarmUp(force: Bool) { warmUp.begin(force: force, on: self) }

  /// The user's own prompts, for whatever lists commands.
  package func setTemplates(_ templates: [PromptTemplate]) {
    guard templates != session.templates else { return }
    change { $0.templates = templates }
  }

  /// An engine of its own under one of the profiles: it asks as this one does and keeps nothing.
  func sibling(under profile: Profile) -> Engine {
    var configuration = configuration
    configuration.activeProfile = profile
    var services = services
    services.archive = nil
    services.recording = nil
    services.saveLoadHistory = { _ in }
    return Engine(
      configuration: configuration, services: services, loadHistory: models.loadHistory)
  }

  /// Goes on from another engine's conversation as if it were its own, with words only: a call of a tool would be made
  /// by each of them.
  func take(over other: Session) {
    take(over: other.transcript, within: other.lock)
    change { $0.conversation = other.conversation }
  }

  /// - Parameter lock: how far the conversation may go.
  func take(over transcript: Transcript, within lock: Location) {
    change {
      $0.transcript = transcript
      $0.lock = min($0.lock, lock)
      $0.tools.enabled = []
    }
  }

  // MARK: Replies

  /// Every delta of every reply from now on, in order, none dropped: for `exec` and recording.
  ///
  /// - Parameter words: thinking and answers, too. A listener that needs none is not woken for each.
  package func replyEvents(words: Bool = true) -> AsyncStream<ReplyEvent> {
    replies.listen(words: words, on: self)
  }

  /// Returns once no reply and no warm-up is under way, and the last reply's connection is closed.
  package func replyEnded() async {
    await warmUpEnded()
    await reply.ended()
  }

  /// Returns once no warm-up is under way.
  package func warmUpEnded() async { await warmUp.ended() }

  /// A model is being made ready; a prompt sent now would wait in the queue.
  package var isWarmingUp: Bool { warmUp.isUnderWay }

  /// Has several profiles answer one prompt; `session.race` shows how it goes.
  ///
  /// - Throws: why there can be no such race.
  package func beginRace(_ order: RaceOrder) throws(EngineError) {
    services.recording?.record(.race(order), in: session)
    try reply.race.start(order, on: self)
  }

  /// The forecast for a prompt on the active profile; `nil` where the window is not known.
  package func forecast(for prompt: Prompt) -> ContextForecast? {
    compaction.forecast(for: prompt, on: self)
  }

  // MARK: Conversations

  /// Returns once everything said so far is written, or has failed to be.
  package func kept() async { await store.written() }

  /// Opens the kept conversation whose id begins so, or the last one, and shows it.
  package func resume(matching beginning: String?) async throws(EngineError) {
    let id = try await store.openArchive.summary(matching: beginning).id
    try await store.browser.resume(id, on: self)
  }

  /// The conversations that can be resumed: pinned ones first, then by their last change.
  package func keptConversations(
    limit: Int
  ) async throws(EngineError) -> [ConversationSummary] {
    try await store.openArchive.summaries(limit: limit)
  }

  // MARK: Models and servers

  /// Takes the keys out of what leaves the program.
  package var redaction: Redaction { servers.redaction }

  /// Asks a provider what it is without changing anything, for `doctor` and `config init`.
  package func inspect(_ provider: Provider, asksRemote: Bool = false) async -> Inspection {
    await servers.inspect(provider, asksRemote: asksRemote, on: self)
  }

  /// The catalogue once every server has answered or failed to.
  package func listedCatalogue() async -> [ServedModel] {
    await models.refreshed(on: self)
    return session.catalogue
  }

  /// How every server is, once each has answered or failed to.
  package func surveyed() async -> [ServerReport] {
    await servers.fleet.refreshed(on: self)
    return session.fleet
  }

  /// The servers of this machine that are installed and could be started.
  package func startableServers() -> [StartableServer] {
    ServerRegistry.startable(services.isInstalled)
  }

  /// Those, and the ones whose command wants something filled in.
  package func installedServers() -> [StartableServer] {
    ServerRegistry.installed(services.isInstalled)
  }

  /// Warms the model up first where its server would load it without a word inside the request.
  package func tellOfLoad() {
    let provider = configuration.provider(of: session.profile)
    if provider.location.isNear, ServerRegistry.usual(for: provider)?.loadsSilently == true {
      warmUp.begin(force: false, on: self)
    }
  }

  /// What the servers of tools offer, once each was started, asked and ended again.
  ///
  /// - Parameter remote: those on other machines, too.
  package func surveyedTools(remote: Bool = true) async -> [ToolServerReport] {
    await tools.servers.survey(remote: remote, on: self)
  }

  /// Every answer from now on is to be JSON as this schema has it.
  package func wantAnswers(as schema: JSON) { reply.requests.schema = schema }

  /// Calls that may run without a question: `server:tool`.
  package func allowTools(_ selectors: Set<String>) { tools.approval.allowed = selectors }

  /// What the open conversation may call from now on, for a program without a screen.
  package func enableTools(_ names: Set<String>) { tools.enable(names, on: self) }

  /// The user answers what is asked of a call.
  package func answerToolQuestions() {
    tools.approval.canAsk = true
    tools.startWanted(on: self)
  }

  /// Downloads a model and waits for it.
  package func downloaded(_ id: ModelDownload.ID) async throws(EngineError) {
    try await downloads.run(id, on: self)
  }

  /// Unloads a model and waits for it; returns what went wrong, in a sentence.
  package func unloaded(_ served: ServedModel) async -> String? {
    await models.result(on: self) {
      $0.unload(served.model.id, providerID: served.providerID, on: self)
    }
  }

  /// Pins a model and waits for it; returns what went wrong, in a sentence.
  package func pinned(_ served: ServedModel) async -> String? {
    await models.result(on: self) {
      $0.pin(served.model.id, providerID: served.providerID, on: self)
    }
  }
}
