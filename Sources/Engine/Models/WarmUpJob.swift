/// Gets the active profile's model ready, one warm-up at a time.
final class WarmUpJob {
  private var task: Task<Void, Never>?
  /// Lets a prompt go that waits until the server is recognised.
  private var impatience: Task<Void, Never>?

  var isUnderWay: Bool { task != nil }
  var tasks: [Task<Void, Never>] { [task, impatience].compactMap(\.self) }

  /// Returns once no warm-up is under way.
  func ended() async { await task?.value }

  /// Asks the server what it is and loads the model if it is not in memory. Cloud servers are left
  /// alone: a question there costs a request and tells nothing about warmth.
  func begin(force: Bool, on engine: isolated Engine) {
    let profile = engine.session.profile
    let provider = engine.configuration.provider(of: profile)
    guard task == nil, !engine.reply.isUnderWay || force else { return }
    // A key that is not set is known without a question.
    if !provider.location.isNear, let error = provider.missingKey(engine.services.environment) {
      return engine.record(.serverFailed(error))
    }
    // What seems a cloud may be a neighbour's name; then this comes again.
    if provider.needsLookup { return engine.servers.locator.locateLater(provider, on: engine) }
    // A lock lets nothing out, not even a question.
    guard provider.location.isNear, engine.session.lockRefusal == nil else { return }
    task = engine.task {
      // A model that is being loaded beside the conversation may be this one: never two loads at once.
      await engine.models.workEnded()
      await engine.warmUp.run(profile, provider, on: engine)
    }
    engine.record(.probeBegan)
  }

  /// Unloads the active model and warms it up again with another window; what is queued then goes. A load that is under
  /// way is ended first.
  func reload(contextLength: Int, on engine: isolated Engine) {
    let profile = engine.session.profile
    guard let index = engine.session.profiles.firstIndex(where: { $0.name == profile.name }) else {
      return
    }
    let provider = engine.configuration.provider(of: profile)
    let before = task
    abandon()
    engine.change {
      $0.profiles[index].loadContext = contextLength
      $0.profile.loadContext = contextLength
    }
    task = engine.task {
      await before?.value
      await engine.warmUp.unload(profile.model, provider, on: engine)
      guard !Task.isCancelled else { return }
      engine.warmUp.task = nil
      engine.warmUp.begin(force: false, on: engine)
    }
    engine.record(.probeBegan)
  }

  /// Takes it out of memory where its server has it there now.
  private func unload(_ name: String, _ provider: Provider, on engine: isolated Engine) async {
    do {
      let servers = engine.servers
      servers.forgetFacts(of: provider)
      let facts = try await servers.facts(of: provider, on: engine)
      guard let model = facts.models.first(where: { $0.answers(to: name) }),
        [.loaded, .loading].contains(model.residency)
      else { return }
      try await facts.kind.server.unload(model, servers.connection(to: provider, on: engine))
    } catch let error as EngineError {
      engine.notify(ModelsMessages.couldNotUnload(name, because: error.message))
    } catch {}
  }

  /// Whether a reply tells of the model that is shown, and nothing else does.
  func follows(_ reply: Reply, on engine: isolated Engine) -> Bool {
    !isUnderWay && reply.source.profile == engine.session.profile.name
  }

  /// Ends it; the caller says what is now.
  func abandon() {
    task?.cancel()
    task = nil
  }

  /// Ends it, and finds out what the server makes of that.
  func cancel(on engine: isolated Engine) {
    abandon()
    if case .starting(let start) = engine.session.warmUp.state {
      engine.change { $0.launch = start.launch }
      return engine.record(.serverFailed(ModelsMessages.noLongerAwaited(start.launch)))
    }
    let wasLoading = engine.session.warmUp.isLoading
    // A prompt is read by a model that is in memory.
    let isLoaded = engine.session.warmUp.isMakingReady && !wasLoading
    engine.record(.modelFound(isLoaded ? .loaded : .notLoaded))
    if wasLoading { engine.reply.stopCheck.checkLoad(on: engine) }
  }

  /// A prompt that waits until the server is recognised waits no longer than a moment: then asking is
  /// given up and the prompt goes out. Behind a load it waits for the model.
  func limitDetection(on engine: isolated Engine) {
    // A server that is not recognised could hand a locked conversation on.
    guard engine.session.warmUp.state == .probing, !engine.session.lock.isNear, task != nil,
      impatience == nil
    else { return }
    impatience = engine.task {
      let warmUp = engine.warmUp
      defer { warmUp.impatience = nil }
      do {
        try await engine.time.sleep(atLeast: ServerDirectory.detectionPatience)
      } catch { return }
      guard engine.session.warmUp.state == .probing, !engine.session.queue.isEmpty else { return }
      warmUp.abandon()
      engine.record(.profileSwitched)
      engine.reply.sendQueued(on: engine)
    }
  }

  /// Starts the active server, or wakes its machine, waits until it answers and warms its model up.
  func launch(on engine: isolated Engine) {
    guard task == nil, let launch = engine.session.launch else { return }
    if let refusal = engine.session.lockRefusal { return engine.notify(refusal) }
    let profile = engine.session.profile
    let provider = engine.configuration.provider(of: profile)
    let key = Self.key(launch, provider)
    engine.record(.startBegan(launch, engine.models.loadHistory.expectation(for: key)))
    task = engine.task {
      await engine.warmUp.run(profile, provider, after: launch, on: engine)
    }
  }

  private static func key(_ launch: Launch, _ provider: Provider) -> LoadHistory.Key {
    LoadHistory.Key(ModelInfo(id: launch.isWaking ? "(wake)" : "(start)"), provider)
  }

  /// Returns once the server answers.
  private func bringUp(
    _ launch: Launch, _ provider: Provider, on engine: isolated Engine
  ) async throws {
    let began = engine.time.now
    switch launch.means {
    case .start(let command), .wakeCommand(let command):
      try await engine.servers.services.start(command)
    case .wake(let packet):
      guard packet.send() else { throw ModelsMessages.packetNotSent(packet.description) }
    }
    while true {
      do throws(EngineError) {
        _ = try await engine.servers.connection(to: provider, on: engine).ask("/")
        break
      } catch {
        // Another answer than none is one.
        guard error.isConnectionFailure else { throw error }
        guard engine.time.now - began < launch.patience else {
          throw ModelsMessages.didNotStart(launch, within: launch.patience)
        }
      }
      try await engine.time.sleep(.seconds(1))
    }
    engine.models.remember(load: engine.time.now - began, for: Self.key(launch, provider))
  }

  // MARK: One warm-up

  private func run(
    _ profile: Profile, _ provider: Provider, after launch: Launch? = nil,
    on engine: isolated Engine
  ) async {
    let end: WarmUp.Event
    engine.change { $0.launch = nil }
    do {
      if let launch { try await bringUp(launch, provider, on: engine) }
      end = try await makeReady(profile, provider, on: engine)
    } catch let error as EngineError {
      // Cancelled: the caller that cancelled it has already recorded the new state.
      guard !Task.isCancelled else { return }
      engine.servers.forgetFacts(of: provider, after: error)
      let measured = await engine.models.measured(error, of: profile, provider, on: engine)
      guard !Task.isCancelled else { return }
      var error = engine.servers.explained(measured, provider: provider)
      if error.kind == .unreachable {
        engine.change { $0.startable = engine.startableServers() }
      }
      if error.kind == .unreachable, launch == nil,
        let offer = Launch(provider, isInstalled: engine.servers.services.isInstalled)
      {
        engine.change { $0.launch = offer }
        error.remedy = ModelsMessages.offers(offer)
      }
      switch error.kind {
      case .unreachable, .unresponsive, .unauthorized: end = .serverFailed(error)
      case .modelMissing: end = .modelNotFound(error)
      default: end = .failed(error)
      }
    } catch {
      return
    }
    guard !Task.isCancelled else { return }
    // In one step: where "ready" is shown, Ctrl+C has no warm-up left to stop.
    task = nil
    engine.record(end)
    if engine.session.warmUp.state == .ready { engine.reply.sendQueued(on: engine) }
  }

  /// - Returns: What the warm-up ends with.
  private func makeReady(
    _ profile: Profile, _ provider: Provider, on engine: isolated Engine
  ) async throws -> WarmUp.Event {
    let (servers, models) = (engine.servers, engine.models)
    servers.forgetFacts(of: provider)
    var facts = try await servers.facts(of: provider, on: engine)
    if facts.isLoading { facts = try await waitForServer(profile, provider, on: engine) }
    try Task.checkCancellation()
    if facts.wantsKey,
      try await servers.headers(of: provider, on: engine).allSatisfy({
        $0.name != "Authorization"
      })
    {
      throw ModelsMessages.wantsToken(engine.session.server.address)
    }
    let connection = try await servers.connection(to: provider, on: engine)
    models.sayLeftOut(LoadOptions(profile), facts.kind, connection, on: engine)
    guard let model = facts.models.first(where: { $0.answers(to: profile.model) }) else {
      return try unlisted(profile, provider, facts, on: engine)
    }
    switch model.residency {
    case .notLoaded:
      let end = try await models.load(
        model, provider, facts.kind, LoadOptions(profile), on: engine
      ) { Self.record($0, on: engine) }
      try await models.refresh(provider, facts.kind, on: engine)
      models.compareWindow(
        of: model.id, provider, wanted: LoadOptions(profile).contextLength, on: engine)
      // Said when all is done: until then a key would only be answered by "try again".
      return end ?? .answered
    case .loading:
      try await models.joinLoad(of: model, provider, facts.kind, on: engine) {
        Self.record($0, on: engine)
      }
      return .answered
    case .loaded, .unknown: return .answered
    }
  }

  /// A step of a load that was called off may come late, and is none of the state that followed.
  private static func record(_ event: WarmUp.Event, on engine: isolated Engine) {
    if !Task.isCancelled { engine.record(event) }
  }

  /// llama.cpp answers everything with 503 until its one model is in memory.
  private func waitForServer(
    _ profile: Profile, _ provider: Provider, on engine: isolated Engine
  ) async throws -> ServerFacts {
    let models = engine.models
    let model = ModelInfo(id: profile.model, residency: .loading)
    let key = LoadHistory.Key(model, provider)
    let began = engine.time.now
    engine.record(.loadBegan(models.loadHistory.expectation(for: key)))
    while true {
      try await engine.time.sleep(.milliseconds(250))
      engine.servers.forgetFacts(of: provider)
      let facts = try await engine.servers.facts(of: provider, on: engine)
      guard facts.isLoading else {
        engine.record(.loadEnded(seconds: nil))
        models.remember(load: engine.time.now - began, for: key)
        return facts
      }
    }
  }

  /// A name that is not in the list: fatal where the list is the truth, ignored where it is not.
  private func unlisted(
    _ profile: Profile, _ provider: Provider, _ facts: ServerFacts, on engine: isolated Engine
  ) throws -> WarmUp.Event {
    if let download = engine.session.download(of: profile.model, at: provider.id) {
      return .downloadProgressed(download.progress)
    }
    guard facts.kind.listsEveryModel else { return .answered }
    let known = facts.models.filter(\.isForChat).prefix(3).map(\.id)
    throw ModelsMessages.noModel(
      profile.model, at: engine.session.server.address, known: known)
  }
}
