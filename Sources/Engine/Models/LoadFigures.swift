/// What figures say of a load: before and after it.
extension Catalog {
  /// A failed load with the figures that may explain it, where they are known: of this machine's memory, and only
  /// where the model is larger than what is free.
  func measured(
    _ error: EngineError, of profile: Profile, _ provider: Provider, on engine: isolated Engine
  ) -> EngineError {
    let facts = engine.servers.knownFacts(of: provider)
    guard error.kind == .loadFailed, provider.location == .thisMachine, let facts,
      let needed = facts.models.first(where: { $0.answers(to: profile.model) })?.sizeBytes,
      let free = engine.servers.services.freeMemory(), needed > free
    else { return error }
    var error = error
    error.message = ModelsMessages.tooLarge(error.message, needs: needed, free: free)
    let others = facts.models.filter { $0.residency == .loaded }.map(\.id)
    error.remedy = ModelsMessages.makeRoom(unloading: others.first)
    return error
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
