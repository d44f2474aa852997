/// Getting the active profile's model ready, one warm-up at a time.
extension Engine {
  /// Looks at the server and loads the model if it is not in memory. Cloud servers are left alone:
  /// a look there costs a request and tells nothing about warmth.
  package func beginWarmUp(force: Bool) {
    let profile = session.profile
    let provider = configuration.provider(of: profile)
    guard warmUpTask == nil, replyTask == nil || force else { return }
    guard !session.server.isRemote else { return }
    // A model that is being loaded beside the conversation may be this one: never two loads at once.
    warmUpTask = task { [modelTask] in
      _ = await modelTask?.value
      await warmUp(profile, provider)
    }
    note(.probeBegan)
  }

  private func warmUp(_ profile: Profile, _ provider: Provider) async {
    let end: WarmUp.Event
    do {
      end = try await makeReady(profile, provider)
    } catch let error as EngineError {
      // Cancelled: whoever cancelled has already said what is now.
      guard !Task.isCancelled else { return }
      noteConnection(error, provider)
      let error = explained(error, provider: provider)
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
    warmUpTask = nil
    note(end)
    if session.warmUp.state == .ready { sendQueued() }
  }

  /// - Returns: What the warm-up ends with.
  private func makeReady(
    _ profile: Profile, _ provider: Provider
  ) async throws -> WarmUp.Event {
    if let origin = provider.origin { facts[origin] = nil }
    var facts = try await facts(of: provider)
    if facts.isLoading { facts = try await waitForLoading(profile, provider) }
    try Task.checkCancellation()
    if facts.wantsKey, try await headers(of: provider).allSatisfy({ $0.name != "Authorization" }) {
      throw EngineError(.unauthorized, "\(session.server.address) asks for a token.")
    }
    guard let model = facts.models.first(where: { $0.answers(to: profile.model) }) else {
      return try unlisted(profile, provider, facts)
    }
    switch model.residency {
    case .notLoaded:
      let end = try await load(model, provider, facts.kind, LoadOptions(profile)) { self.note($0) }
      try await refreshModels(provider, facts.kind)
      // Told when all is done: until then a key would only be answered by "try again".
      return end ?? .answered
    case .loading:
      try await joinLoad(of: model, provider, facts.kind) { self.note($0) }
      return .answered
    case .loaded, .unknown: return .answered
    }
  }

  /// llama.cpp answers everything with 503 until its one model is in memory.
  private func waitForLoading(
    _ profile: Profile, _ provider: Provider
  ) async throws -> ServerFacts {
    let key = loadKey(ModelInfo(id: profile.model, residency: .loading), provider)
    let began = time.now
    note(.loadBegan(loadHistory.expectation(for: key)))
    while true {
      try await time.sleep(.milliseconds(250))
      if let origin = provider.origin { facts[origin] = nil }
      let facts = try await facts(of: provider)
      guard facts.isLoading else {
        note(.loadEnded(seconds: nil))
        remember(load: time.now - began, for: key)
        return facts
      }
    }
  }

  /// A name that is not in the list: fatal where the list is the truth, ignored where it is not.
  private func unlisted(
    _ profile: Profile, _ provider: Provider, _ facts: ServerFacts
  ) throws -> WarmUp.Event {
    if let download = session.download(of: profile.model, at: provider.id) {
      return .downloadProgressed(download.progress)
    }
    guard facts.kind.listsEveryModel else { return .answered }
    let known = facts.models.filter(\.isForChat).prefix(3).map(\.id)
    throw EngineError(
      .modelMissing, "\(session.server.address) has no model named \(profile.model).",
      remedy: (known.isEmpty ? "" : "It has \(known.joined(separator: ", ")). ")
        + "F3 lists all; F5 offers to download it.")
  }

  /// The window that was really loaded shows only in a fresh list.
  func refreshModels(_ provider: Provider, _ kind: ServerKind) async throws {
    let connection = try await connection(to: provider)
    let origin = connection.origin
    guard let models = try await kind.server.models(connection) else { return }
    facts[origin]?.models = models
    if configuration.provider(of: session.profile).origin == origin {
      change { $0.models = models }
    }
  }

  func loadKey(
    _ model: ModelInfo, _ provider: Provider, context: Int? = nil
  ) -> LoadHistory.Key {
    LoadHistory.Key(
      origin: provider.origin?.description ?? provider.baseURL, model: model.id,
      quantization: model.quantization, context: context)
  }

  /// A load that a reply brought about itself; called with the seconds the server measured.
  func rememberLoad(seconds: Double, by reply: Reply) {
    guard let provider = configuration.provider(named: reply.source.provider),
      let model = session.models.first(where: { $0.answers(to: reply.source.requestedModel) })
    else { return }
    let profile = session.profiles.first { $0.name == reply.source.profile }
    remember(
      load: .seconds(seconds), for: loadKey(model, provider, context: profile?.contextWindow))
  }

  func remember(load: Duration, for key: LoadHistory.Key) {
    loadHistory.add(load, for: key)
    keepLoadHistory(loadHistory)
  }

  /// Returns once no warm-up is under way.
  package func warmUpEnded() async { await warmUpTask?.value }

  func cancelWarmUp() {
    warmUpTask?.cancel()
    warmUpTask = nil
    let wasLoading = session.warmUp.isLoading
    note(.modelFound(.notLoaded))
    if wasLoading { verifyLoadStop() }
  }

  func note(_ happening: WarmUp.Event) {
    change {
      $0.warmUp.note(happening, at: time.now)
      $0.lastLife = time.now
    }
    tell(.warmUp(session.warmUp.state, at: time.now))
  }

  /// The way to the server behind a provider.
  func connection(to provider: Provider) async throws(EngineError) -> ServerConnection {
    ServerConnection(
      provider: provider, origin: try origin(of: provider),
      headers: try await headers(of: provider), transport: transport, time: time, tool: tool)
  }

  private func origin(of provider: Provider) throws(EngineError) -> Origin {
    if let origin = provider.origin { return origin }
    throw EngineError(
      .configuration, "\(provider.name) has no usable base_url.",
      remedy: "Write base_url as http://host:port/v1 in [model_providers.\(provider.id)].")
  }

  /// What a reply needs to know of its server. A look at other addresses never holds up the prompt for
  /// more than a moment, and no refusal there does at all: an explicit wire can do without, and for
  /// `auto` the chat is spoken, which every server knows.
  func factsForReply(of provider: Provider) async throws -> ServerFacts {
    let origin = try origin(of: provider)
    if let known = facts[origin], !known.isLoading { return known }
    let unknown = ServerFacts(kind: .generic, models: [])
    guard origin.isLoopback else { return unknown }
    let late = EngineError(.stalled, "")
    let patience = provider.wireAPI == .auto ? Self.patienceForLook : Self.patienceForDetails
    do {
      return try await time.within(patience, else: late) {
        try await self.facts(of: provider)
      }
    } catch let error as EngineError where error == late || error.kind == .unresponsive {
      return unknown
    }
  }

  /// How long a prompt waits for a look at its server.
  static let patienceForLook: Duration = .milliseconds(1500)

  /// The same where only details depend on it, such as llama.cpp's progress of reading a prompt.
  static let patienceForDetails: Duration = .milliseconds(250)

  /// A prompt that waits behind a look at the server waits no longer than a moment: then the look is
  /// given up and the prompt goes out. Behind a load it waits for the model.
  func boundLook() {
    guard session.warmUp.state == .probing, warmUpTask != nil, impatienceTask == nil else { return }
    impatienceTask = task {
      defer { impatienceTask = nil }
      do { try await time.sleep(atLeast: Self.patienceForLook) } catch { return }
      guard session.warmUp.state == .probing, !session.queue.isEmpty else { return }
      warmUpTask?.cancel()
      warmUpTask = nil
      note(.profileSwitched)
      sendQueued()
    }
  }

  /// What answers at the provider's address: asked once, remembered until a connection fails.
  func facts(of provider: Provider) async throws(EngineError) -> ServerFacts {
    let origin = try origin(of: provider)
    if let known = facts[origin], !known.isLoading { return known }
    guard origin.isLoopback else { return ServerFacts(kind: .generic, models: []) }
    let found = try await Detection(connection(to: provider)).facts()
    facts[origin] = found
    if let stranger = stranger(origin) {
      notify(
        "\(origin.address) is answered by a program of \(stranger), another user of this machine, who can "
          + "read what is said.")
    }
    if configuration.provider(of: session.profile).origin == origin {
      change { session in
        session.server.kind = found.kind
        session.server.name = found.kind.name ?? provider.name
        session.models = found.models
      }
    }
    return found
  }
}

extension ModelInfo {
  /// Whether a request for `name` means this model: case does not count, a variant's suffix
  /// (`key@q4_k_m`) names the same key, an instance answers to its own name.
  package func answers(to name: String) -> Bool {
    let wanted = name.lowercased()
    let key = wanted.prefix { $0 != "@" }
    return id.lowercased() == wanted || id.lowercased() == key || instanceID == name
      || id.lowercased() == wanted + ":latest"
  }
}
