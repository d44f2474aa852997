/// What figures say of a load: before and after it.
extension Catalog {
  /// What is free now, for the list of models.
  func measureFreeMemory(on engine: isolated Engine) async {
    let free = await engine.servers.services.freeMemory()
    engine.change { $0.freeMemory = free }
  }

  /// A failed load with the figures that may explain it, where they are known: of this machine's memory, and only
  /// where the model is larger than what is free.
  func measured(
    _ error: EngineError, of profile: Profile, _ provider: Provider, on engine: isolated Engine
  ) async -> EngineError {
    let facts = engine.servers.knownFacts(of: provider)
    guard error.kind == .loadFailed, provider.location == .thisMachine, let facts,
      let model = facts.models.first(where: { $0.answers(to: profile.model) })
    else { return error }
    let free = await engine.servers.services.freeMemory()
    let told = await memory(for: model, LoadOptions(profile), provider, facts.kind, on: engine)
    guard let needed = told ?? model.sizeBytes, needed > free.total ?? .max else { return error }
    var error = error
    error.message = ModelsMessages.tooLarge(
      error.message, needs: needed, isWhole: told != nil, free: free)
    error.remedy = ModelsMessages.makeRoom(unloading: facts.models.others(than: model).first?.id)
    return error
  }

  /// Says before a load ends that the model does not fit, where figures tell it.
  func weigh(
    _ model: ModelInfo, _ options: LoadOptions, _ kind: ServerKind, _ connection: ServerConnection,
    on engine: isolated Engine
  ) async {
    guard connection.provider.location == .thisMachine else { return }
    let free = await engine.servers.services.freeMemory()
    // A tool that takes seconds is not asked about a model that fits by far.
    guard let room = free.total, let size = model.sizeBytes, size > room / 2 else { return }
    let told = await kind.server.memory(for: model, options, connection)
    guard !Task.isCancelled, let needed = told ?? model.sizeBytes, needed > room else { return }
    let others = engine.servers.knownFacts(of: connection.provider)?.models.others(than: model)
    engine.notify(
      ModelsMessages.doesNotFit(
        model.id, needs: needed, isWhole: told != nil, window: options.contextLength, free: free,
        unloading: others?.first?.id))
  }

  /// What a load takes, as its server tells it; not waited for longer than figures are worth.
  func memory(
    for model: ModelInfo, _ options: LoadOptions, _ provider: Provider, _ kind: ServerKind,
    on engine: isolated Engine
  ) async -> Int? {
    guard let connection = try? await engine.servers.connection(to: provider, on: engine) else {
      return nil
    }
    // A failure is not held back long for figures.
    let late = EngineError(.stalled, "")
    return try? await engine.time.within(.seconds(3), else: late) {
      await kind.server.memory(for: model, options, connection)
    }
  }

  /// Says which of a load's settings the server has no word for.
  func sayLeftOut(
    _ options: LoadOptions, _ kind: ServerKind, _ connection: ServerConnection,
    on engine: isolated Engine
  ) {
    let left = options.fields.subtracting(kind.server.fieldsTaken(of: options, connection))
    guard !left.isEmpty else { return }
    let names = LoadOptions.Field.allCases.filter(left.contains).map(\.rawValue)
    engine.notify(ModelsMessages.leftOut(names, by: kind.name ?? connection.provider.name))
  }

  /// Says it where a model was loaded with another window than was asked for: MLX ignores the wish, and other
  /// servers cut it to what fits.
  func compareWindow(
    of model: String, _ provider: Provider, wanted: Int?, on engine: isolated Engine
  ) {
    let session = engine.session
    let models =
      session.profile.providerID == provider.id
      ? session.models
      : session.catalogue.filter { $0.providerID == provider.id }.map(\.model)
    guard let wanted, let loaded = models.first(where: { $0.id == model })?.loadedContext,
      loaded != wanted
    else { return }
    engine.notify(
      ModelsMessages.otherWindow(of: model, at: provider.name, wanted: wanted, loaded: loaded))
  }
}

extension [ModelInfo] {
  /// What else is in memory, and could make room.
  func others(than model: ModelInfo?) -> [ModelInfo] {
    filter { $0.residency == .loaded && $0.id != model?.id && $0.remoteHost == nil }
  }
}
