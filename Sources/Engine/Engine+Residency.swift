/// Loading, pinning and unloading models beside the conversation, one at a time.
extension Engine {
  func load(_ model: String, providerID: String) {
    guard let place = place(of: model, providerID), place.model.residency == .notLoaded else {
      return
    }
    keep(LoadWish(session.profile), at: place, "loaded")
  }

  /// LM Studio keeps what was loaded by hand; Ollama keeps what was asked to stay.
  func pin(_ model: String, providerID: String) {
    guard let place = place(of: model, providerID) else { return }
    switch place.kind {
    case .lmStudio(.v1), .lmStudio(.v0), .lmStudio(.openAIOnly):
      pinAtLMStudio(place)
    case .ollama: keep(LoadWish(timeToLive: -1), at: place, "pinned: loaded until unloaded")
    case .llamaCpp, .vllm, .generic:
      say("\(place.provider.name) keeps \(model) loaded until it is unloaded; nothing to pin.")
    }
  }

  /// Takes a model out of the server's memory.
  func unload(_ model: String, providerID: String) {
    guard let place = place(of: model, providerID) else { return }
    guard place.kind.unloads else {
      return say("\(place.provider.name) cannot unload a model on request.")
    }
    work("\(model) was not unloaded", place) { engine in
      try await engine.unload(place)
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

  private func keep(_ wish: LoadWish, at place: Place, _ done: String) {
    work("\(place.model.id) was not loaded", place) { engine in
      let end = try await engine.load(place.model, place.provider, place.kind, wish) {
        engine.show($0, of: place)
      }
      if let end { engine.show(end, of: place) }
      return "\(place.model.id) is \(done)."
    }
  }

  /// What was loaded by a request goes again after an hour of rest; what was loaded by name stays.
  /// Loading a second time would make a second instance, so the first is unloaded.
  private func pinAtLMStudio(_ place: Place) {
    work("\(place.model.id) was not pinned", place) { engine in
      if place.model.residency == .loaded { try await engine.unload(place) }
      engine.show(.loadBegan(nil), of: place)
      if case .lmStudio(.v1) = place.kind {
        _ = try await engine.client(of: place.provider)
          .load(place.model.id, contextLength: place.model.loadedContext)
      } else if let path = engine.lmsPath(for: place.provider) {
        try await engine.run(
          .load(model: place.model.id, contextLength: place.model.loadedContext), at: path
        ) { step in
          if case .load(let progress) = step { engine.show(.loadProgressed(progress), of: place) }
        }
      } else {
        throw EngineError(
          .unsupported, "this LM Studio pins only with its tool, which is not installed here.")
      }
      return "\(place.model.id) is pinned: loaded until unloaded."
    }
  }

  private func unload(_ place: Place) async throws {
    let model = place.model
    switch place.kind {
    case .lmStudio(.v1):
      try await client(of: place.provider).unload(instance: model.instanceID ?? model.id)
    case .lmStudio:
      guard let path = lmsPath(for: place.provider) else {
        throw EngineError(.unsupported, "this LM Studio unloads only with its tool lms.")
      }
      try await run(.unload(instance: model.instanceID ?? model.id), at: path) { _ in }
    case .ollama:
      try await answer(
        of: place.provider, .origin("/api/generate"),
        ["model": .string(model.id), "keep_alive": 0, "stream": false])
    case .llamaCpp(isRouter: true):
      try await answer(
        of: place.provider, .origin("/models/unload"), ["model": .string(model.id)])
    case .llamaCpp, .vllm, .generic: break
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
  private func show(_ happening: WarmUp.Happening, of place: Place) {
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

  /// LM Studio's native API at a provider's address.
  func client(of provider: Provider) async throws(EngineError) -> LMStudioClient {
    LMStudioClient(
      baseURL: provider.baseURL, headers: try await headers(of: provider), transport: transport,
      time: time)
  }

  /// The warm-up's word follows what the list now says of the active model.
  private func noteResidency() {
    guard replyTask == nil, warmUpTask == nil,
      let model = session.models.first(where: { $0.answers(to: session.profile.model) })
    else { return }
    note(.modelFound(model.residency))
  }
}

extension ServerKind {
  /// Whether a request or a tool takes a model out of its memory.
  var unloads: Bool {
    switch self {
    case .lmStudio, .ollama, .llamaCpp(isRouter: true): true
    case .llamaCpp, .vllm, .generic: false
    }
  }
}
