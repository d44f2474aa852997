/// Loading, pinning and unloading models beside the conversation, one at a time.
extension Engine {
  func load(_ model: String, providerID: String) {
    guard let place = place(of: model, providerID), place.model.residency == .notLoaded else {
      return
    }
    keep(LoadOptions(session.profile), at: place)
  }

  /// Keeps a model in the server's memory until it is unloaded.
  func pin(_ model: String, providerID: String) {
    guard let place = place(of: model, providerID) else { return }
    guard !place.kind.pinsEverything else {
      return say(
        "\(place.provider.name) keeps \(model) loaded until it is unloaded; nothing to pin.")
    }
    work("\(model) was not pinned", place) { engine in
      let connection = try await engine.connection(to: place.provider)
      let outcome = try await place.kind.server.pin(place.model, connection) {
        engine.show($0, of: place)
      }
      if case .loaded(let seconds) = outcome {
        engine.show(.loadEnded(seconds: seconds), of: place)
      }
      return "\(model) is pinned: loaded until unloaded."
    }
  }

  /// Takes a model out of the server's memory.
  func unload(_ model: String, providerID: String) {
    guard let place = place(of: model, providerID) else { return }
    guard place.kind.canUnload else {
      return say("\(place.provider.name) cannot unload a model on request.")
    }
    work("\(model) was not unloaded", place) { engine in
      let connection = try await engine.connection(to: place.provider)
      try await place.kind.server.unload(place.model, connection)
      return nil
    }
  }

  /// Unloads a model and waits for it; returns what went wrong, in a sentence.
  package func unloaded(_ served: ServedModel) async -> String? {
    await done { unload(served.model.id, providerID: served.providerID) }
  }

  /// Pins a model and waits for it; returns what went wrong, in a sentence.
  package func pinned(_ served: ServedModel) async -> String? {
    await done { pin(served.model.id, providerID: served.providerID) }
  }

  /// What went wrong with a piece of work; what was never begun says why.
  private func done(_ begin: () -> Void) async -> String? {
    let before = session.notices.count
    let earlier = modelTask
    begin()
    guard let task = modelTask, task != earlier else {
      return session.notices.dropFirst(before).last?.text
    }
    return await task.value
  }

  // MARK: Doing it

  private struct Place {
    var model: ModelInfo
    var provider: Provider
    var kind: ServerKind
  }

  private func place(of model: String, _ providerID: String) -> Place? {
    let listed = session.catalogue.first { $0.providerID == providerID && $0.model.id == model }
    let here = session.profile.providerID == providerID ? session.models : []
    guard let provider = configuration.provider(named: providerID), let origin = provider.origin,
      let kind = facts[origin]?.kind,
      let found = listed?.model ?? here.first(where: { $0.id == model })
    else { return nil }
    return Place(model: found, provider: provider, kind: kind)
  }

  private func keep(_ options: LoadOptions, at place: Place) {
    work("\(place.model.id) was not loaded", place) { engine in
      let end = try await engine.load(place.model, place.provider, place.kind, options) {
        engine.show($0, of: place)
      }
      if let end { engine.show(end, of: place) }
      return "\(place.model.id) is loaded."
    }
  }

  /// Does one thing at a time, looks at what the server has now, and says what came of it.
  private func work(
    _ failure: String, _ place: Place,
    _ body: @escaping (isolated Engine) async throws -> String?
  ) {
    guard modelTask == nil, warmUpTask == nil else {
      return say("A model is still being loaded or unloaded; try again when that is done.")
    }
    modelTask = task {
      var done: String?
      var trouble: String?
      do {
        done = try await body(self)
      } catch let error as EngineError {
        let quoted = error.serverSentence.map { " (\($0))" } ?? ""
        trouble = "\(failure): \(error.message)\(quoted)"
      } catch {
        trouble = "\(failure): stopped."
      }
      await list(place.provider)
      if session.profile.providerID == place.provider.id { noteResidency() }
      modelTask = nil
      if let words = trouble ?? done { say(words) }
      return trouble
    }
  }

  /// A load beside the conversation shows in the list of models.
  private func show(_ happening: WarmUp.Event, of place: Place) {
    change { session in
      guard
        let index = session.catalogue.firstIndex(where: {
          $0.providerID == place.provider.id && $0.model.id == place.model.id
        })
      else { return }
      session.catalogue[index].model.residency = .loading
      if case .loadProgressed(let progress) = happening {
        session.catalogue[index].progress = progress
      }
    }
  }

  func say(_ words: String) { change { $0.notices.append(Notice(words)) } }

  /// The warm-up's word follows what the list now says of the active model.
  private func noteResidency() {
    guard replyTask == nil, warmUpTask == nil,
      let model = session.models.first(where: { $0.answers(to: session.profile.model) })
    else { return }
    note(.modelFound(model.residency))
  }
}
