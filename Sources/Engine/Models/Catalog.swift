/// The models of every server the profiles name, and the work on them beside the conversation.
final class Catalog {
  private var listing: Task<Void, Never>?
  /// Loading, pinning or unloading, one at a time. Its value is what went wrong, in a sentence.
  private var work: Task<String?, Never>?
  private(set) var loadHistory: LoadHistory
  let doctor = LoadDoctor()
  private let saveLoadHistory: @Sendable (LoadHistory) -> Void

  init(_ loadHistory: LoadHistory, save: @escaping @Sendable (LoadHistory) -> Void) {
    self.loadHistory = loadHistory
    saveLoadHistory = save
  }

  var isWorking: Bool { work != nil }
  func workEnded() async { _ = await work?.value }

  func shutdown() async {
    listing?.cancel()
    work?.cancel()
    await listing?.value
    _ = await work?.value
  }

  // MARK: Lists

  /// Asks every server of this machine and network that is configured for its models; each list shows as it comes.
  func refresh(on engine: isolated Engine) {
    guard listing == nil else { return }
    engine.change { $0.listing = ModelListing(isUnderWay: true) }
    listing = engine.task {
      await engine.servers.locator.locate(Self.providers(engine), on: engine)
      var seen: Set<Origin> = []
      let providers = Self.providers(engine)
        .filter { $0.location <= min(engine.session.lock, .network) }
        .filter { $0.origin.map { seen.insert($0).inserted } ?? false }
      await withTaskGroup(of: Void.self) { group in
        // The tools that tell of graphics cards take their time; no list waits for them.
        group.addTask { await engine.isolated { await $0.models.measureFreeMemory(on: $0) } }
        for provider in providers {
          group.addTask { await engine.isolated { await $0.models.list(provider, on: $0) } }
        }
      }
      // One that was called off leaves the word to the one after it.
      guard !Task.isCancelled else { return }
      engine.models.listing = nil
      engine.change { $0.listing?.isUnderWay = false }
    }
  }

  /// Those of the profiles, then what else may listen here or nearby.
  private static func providers(_ engine: isolated Engine) -> [Provider] {
    let used = engine.session.profiles.map { engine.configuration.provider(of: $0) }
    let known = Set(used.map(\.id))
    return used
      + engine.configuration.providers.filter { $0.location.isNear && !known.contains($0.id) }
  }

  /// The list as it is now is out of date, even if it has just been asked for.
  func refreshAnew(on engine: isolated Engine) {
    listing?.cancel()
    listing = nil
    refresh(on: engine)
  }

  /// Returns once every server has answered or failed to.
  func refreshed(on engine: isolated Engine) async {
    refresh(on: engine)
    await listing?.value
  }

  /// One server's models into the catalogue. A server that does not answer has none.
  private func list(_ provider: Provider, on engine: isolated Engine) async {
    var models: [ModelInfo] = []
    var failure: EngineError?
    do {
      let facts = try await engine.servers.facts(of: provider, on: engine)
      let connection = try await engine.servers.connection(to: provider, on: engine)
      models = try await facts.kind.server.models(connection) ?? facts.models
    } catch {
      failure = engine.servers.explained(error, provider: provider)
    }
    guard !Task.isCancelled else { return }
    let facts = engine.servers.knownFacts(of: provider)
    let served = models.filter(\.isForChat).map {
      ServedModel(
        providerID: provider.id, server: provider.name, location: provider.location, model: $0,
        handover: models.handover(of: $0.id, at: facts?.kind, facts?.devices))
    }
    engine.change { session in
      session.listing?.failures.removeAll { $0.providerID == provider.id }
      if let failure {
        session.listing?.failures.append(
          .init(providerID: provider.id, server: provider.name, error: failure))
        session.listing?.failures.sort { $0.server < $1.server }
      }
      session.catalogue.removeAll { $0.providerID == provider.id }
      session.catalogue += served
      if session.profile.providerID == provider.id, !models.isEmpty { session.models = models }
    }
  }

  /// The window that was really loaded shows only in a fresh list.
  func refresh(
    _ provider: Provider, _ kind: ServerKind, on engine: isolated Engine
  ) async throws {
    let connection = try await engine.servers.connection(to: provider, on: engine)
    guard let models = try await kind.server.models(connection) else { return }
    engine.servers.update(models, at: connection.origin)
    if engine.configuration.provider(of: engine.session.profile).origin == connection.origin {
      engine.change { $0.models = models }
    }
  }

  // MARK: Loading

  /// Loads a model and returns when it is in memory; the time it took goes into the history.
  ///
  /// - Returns: the end of the load, which is the caller's to report; `nil` where the server loads by itself.
  func load(
    _ model: ModelInfo, _ provider: Provider, _ kind: ServerKind, _ options: LoadOptions,
    on engine: isolated Engine, report: LoadReport
  ) async throws -> WarmUp.Event? {
    let key = LoadHistory.Key(model, provider, contextLength: options.contextLength)
    let began = engine.time.now
    report(.loadBegan(loadHistory.expectation(for: key)))
    let connection = try await engine.servers.connection(to: provider, on: engine)
    let weighing = engine.task {
      await engine.models.weigh(model, options, kind, connection, on: engine)
    }
    defer { weighing.cancel() }
    let outcome = try await kind.server.load(model, options, connection, report: report)
    guard case .loaded(let seconds) = outcome else { return nil }
    remember(load: seconds.map { .seconds($0) } ?? engine.time.now - began, for: key)
    return .loadEnded(seconds: seconds)
  }

  /// Another program's load is under way: waits for it instead of beginning a second.
  func joinLoad(
    of model: ModelInfo, _ provider: Provider, _ kind: ServerKind, on engine: isolated Engine,
    report: LoadReport
  ) async throws {
    report(.loadBegan(loadHistory.expectation(for: LoadHistory.Key(model, provider))))
    let connection = try await engine.servers.connection(to: provider, on: engine)
    try await kind.server.joinLoad(of: model.id, connection)
    report(.loadEnded(seconds: nil))
  }

  func remember(load: Duration, for key: LoadHistory.Key) {
    loadHistory.add(load, for: key)
    saveLoadHistory(loadHistory)
  }

  /// A load that a reply brought about itself; called with the seconds the server measured.
  func rememberLoad(seconds: Double, by reply: Reply, on engine: isolated Engine) {
    let session = engine.session
    guard let provider = engine.configuration.provider(named: reply.source.provider),
      let model = session.models.first(where: { $0.answers(to: reply.source.requestedModel) })
    else { return }
    let profile = session.profiles.first { $0.name == reply.source.profile }
    remember(
      load: .seconds(seconds),
      for: LoadHistory.Key(model, provider, contextLength: profile?.windowToLoad))
  }
}

// MARK: Work beside the conversation

extension Catalog {
  private struct Target: Sendable {
    var model: ModelInfo
    var provider: Provider
    var kind: ServerKind
    /// Tokens that it is asked to be loaded with.
    var window: Int?
  }

  func load(_ model: String, providerID: String, on engine: isolated Engine) {
    guard var target = target(model, providerID, engine),
      target.model.residency == .notLoaded
    else { return }
    let options = LoadOptions(engine.session.profile)
    target.window = options.contextLength
    begin(ModelsMessages.notLoaded(model), target, on: engine) { [target] engine in
      let models = engine.models
      let end = try await models.load(
        target.model, target.provider, target.kind, options, on: engine
      ) { models.show($0, of: target, on: engine) }
      if let end { models.show(end, of: target, on: engine) }
      return ModelsMessages.loaded(model)
    }
  }

  /// Keeps a model in the server's memory until it is unloaded.
  func pin(_ model: String, providerID: String, on engine: isolated Engine) {
    guard let target = target(model, providerID, engine) else { return }
    if let host = target.model.remoteHost {
      return engine.notify(ModelsMessages.nothingToPin(model, at: host))
    }
    guard !target.kind.pinsEverything else {
      return engine.notify(
        ModelsMessages.pinsEverything(target.provider.name, model: model))
    }
    begin(ModelsMessages.notPinned(model), target, on: engine) { engine in
      let models = engine.models
      let connection = try await engine.servers.connection(to: target.provider, on: engine)
      let outcome = try await target.kind.server.pin(target.model, connection) {
        models.show($0, of: target, on: engine)
      }
      if case .loaded(let seconds) = outcome {
        if let seconds {
          let key = LoadHistory.Key(target.model, target.provider)
          models.remember(load: .seconds(seconds), for: key)
        }
        models.show(.loadEnded(seconds: seconds), of: target, on: engine)
      }
      return ModelsMessages.pinned(model)
    }
  }

  /// Takes a model out of the server's memory.
  func unload(_ model: String, providerID: String, on engine: isolated Engine) {
    guard let target = target(model, providerID, engine) else { return }
    guard target.kind.canUnload else {
      return engine.notify(ModelsMessages.cannotUnload(target.provider.name))
    }
    begin(ModelsMessages.notUnloaded(model), target, on: engine) { engine in
      let connection = try await engine.servers.connection(to: target.provider, on: engine)
      try await target.kind.server.unload(target.model, connection)
      return nil
    }
  }

  /// Begins a piece of work and waits for it; returns what went wrong, in a sentence. What was never
  /// begun says why.
  func result(
    on engine: isolated Engine, of begin: (Catalog) -> Void
  ) async -> String? {
    let before = engine.session.notices.count
    let earlier = work
    begin(self)
    guard let work, work != earlier else {
      return engine.session.notices.dropFirst(before).last?.text
    }
    return await work.value
  }

  private func target(_ model: String, _ providerID: String, _ engine: isolated Engine) -> Target? {
    let session = engine.session
    let listed = session.catalogue.first { $0.providerID == providerID && $0.model.id == model }
    let here = session.profile.providerID == providerID ? session.models : []
    guard let provider = engine.configuration.provider(named: providerID),
      let kind = engine.servers.knownKind(of: provider),
      let found = listed?.model ?? here.first(where: { $0.id == model })
    else { return nil }
    return Target(model: found, provider: provider, kind: kind)
  }

  /// Does one thing at a time, lists what the server has now, and says what came of it.
  private func begin(
    _ failure: String, _ target: Target, on engine: isolated Engine,
    _ body: @escaping @Sendable (isolated Engine) async throws -> String?
  ) {
    guard work == nil, !engine.warmUp.isUnderWay else {
      return engine.notify(ModelsMessages.workIsUnderWay)
    }
    work = engine.task {
      await engine.models.run(body, failure, target, on: engine)
    }
  }

  private func run(
    _ body: @Sendable (isolated Engine) async throws -> String?, _ failure: String,
    _ target: Target, on engine: isolated Engine
  ) async -> String? {
    var success: String?
    var problem: String?
    do {
      success = try await body(engine)
    } catch let error as EngineError {
      problem = ModelsMessages.failed(
        failure, because: error.message, quoted: error.serverSentence)
    } catch {
      problem = ModelsMessages.stopped(failure)
    }
    await list(target.provider, on: engine)
    if problem == nil {
      compareWindow(of: target.model.id, target.provider, wanted: target.window, on: engine)
    }
    if engine.session.profile.providerID == target.provider.id { recordResidency(on: engine) }
    work = nil
    if let sentence = problem ?? success {
      engine.notify(sentence)
    } else {
      engine.activityChanged()
    }
    return problem
  }

  /// A load beside the conversation shows in the list of models.
  private func show(_ event: WarmUp.Event, of target: Target, on engine: isolated Engine) {
    engine.change { session in
      guard
        let index = session.catalogue.firstIndex(where: {
          $0.providerID == target.provider.id && $0.model.id == target.model.id
        })
      else { return }
      session.catalogue[index].model.residency = .loading
      if case .loadProgressed(let progress) = event {
        session.catalogue[index].progress = progress
      }
    }
  }

  /// The warm-up's word follows what the list now says of the active model.
  private func recordResidency(on engine: isolated Engine) {
    guard !engine.reply.isUnderWay, !engine.warmUp.isUnderWay,
      let model = engine.session.activeModel
    else { return }
    engine.record(.modelFound(model.residency))
  }
}

/// A model and the provider that serves it.
package struct ServedModel: Equatable, Sendable {
  package var providerID: String
  /// The provider's name for people.
  package var server: String
  /// The server's.
  package var location: Location
  package var model: ModelInfo
  /// Where the server has it run, when that is not its own machine.
  package var handover: Handover?
  /// 0…1 while we load it and the server tells how far it is.
  package var progress: Double?

  package init(
    providerID: String, server: String, location: Location = .thisMachine, model: ModelInfo,
    handover: Handover? = nil
  ) {
    self.handover = handover
    self.location = location
    self.providerID = providerID
    self.server = server
    self.model = model
  }
}
