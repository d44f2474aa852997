/// Getting the active profile's model ready, one warm-up at a time.
extension Engine {
  /// Looks at the server and loads the model if it is not in memory. Cloud servers are left alone:
  /// a look there costs a request and tells nothing about warmth.
  package func beginWarmUp(force: Bool) {
    let profile = session.profile
    let provider = configuration.provider(of: profile)
    guard warmUpTask == nil, replyTask == nil || force else { return }
    guard !session.server.isRemote else { return }
    note(.probeBegan)
    warmUpTask = Task { await warmUp(profile, provider) }
  }

  private func warmUp(_ profile: Profile, _ provider: Provider) async {
    do {
      try await makeReady(profile, provider)
    } catch let error as EngineError {
      noteConnection(error, provider)
      let error = explained(error, provider: provider)
      guard session.profile.name == profile.name else { return }
      switch error.kind {
      case .unreachable, .unauthorized: note(.serverFailed(error))
      case .modelMissing: note(.modelNotFound(error))
      default: note(.failed(error))
      }
    } catch {
      // Cancelled: whoever cancelled has already said what is now.
      return
    }
    guard session.profile.name == profile.name, !Task.isCancelled else { return }
    warmUpTask = nil
    if session.warmUp.state == .ready { sendQueued() }
  }

  private func makeReady(_ profile: Profile, _ provider: Provider) async throws {
    if let origin = provider.origin { facts[origin] = nil }
    var facts = try await facts(of: provider)
    while facts.isLoading {
      note(.loadProgressed(nil))
      try await time.sleep(.milliseconds(250))
      if let origin = provider.origin { self.facts[origin] = nil }
      facts = try await self.facts(of: provider)
    }
    try Task.checkCancellation()
    guard let model = facts.models.first(where: { $0.answers(to: profile.model) }) else {
      return try noteUnlisted(profile, provider, facts)
    }
    if model.residency == .notLoaded {
      try await load(model, profile, provider, facts.kind)
      try await refreshModels(provider, facts.kind)
    } else if model.residency == .loading {
      note(.loadProgressed(nil))
    }
    note(.answered)
  }

  /// A name that is not in the list: fatal where the list is the truth, ignored where it is not.
  private func noteUnlisted(
    _ profile: Profile, _ provider: Provider, _ facts: ServerFacts
  ) throws {
    switch facts.kind {
    case .lmStudio, .ollama:
      let known = facts.models.filter { !$0.isEmbedding }.prefix(3).map(\.id)
      throw EngineError(
        .modelMissing, "\(session.server.address) has no model named \(profile.model).",
        remedy: known.isEmpty
          ? "Download it first: lms get \(profile.model)"
          : "It has \(known.joined(separator: ", ")). F3 lists all.")
    case .llamaCpp, .vllm, .generic: note(.answered)
    }
  }

  /// Loads a model, with progress where the server gives any.
  private func load(
    _ model: ModelInfo, _ profile: Profile, _ provider: Provider, _ kind: ServerKind
  ) async throws {
    let key = loadKey(model, provider)
    note(.loadBegan(loadHistory.expectation(for: key)))
    guard let written = kind.warmUpRequest(for: model) else { return }
    let request = try await httpRequest(written, provider: provider)
    let reply = try await transport.send(request)
    guard reply.status == 200 else {
      throw ErrorWords.error(
        status: reply.status, headers: reply.headers, body: try await reply.collect(limit: 64 << 10)
      )
    }
    if case .lmStudio(.v1) = kind {
      try await followLoad(reply, model)
    } else if let complaint = ErrorWords.complaint(in: try await reply.collect()) {
      throw complaint
    }
    note(.loadEnded(seconds: nil))
    if let took = session.warmUp.lastLoad { remember(load: took, for: key) }
  }

  /// The window that was really loaded shows only in a fresh list.
  private func refreshModels(_ provider: Provider, _ kind: ServerKind) async throws {
    let probe = try await probe(of: provider)
    let origin = probe.origin
    guard let models = try await probe.models(of: kind) else { return }
    facts[origin]?.models = models
    if configuration.provider(of: session.profile).origin == origin {
      change { $0.models = models }
    }
  }

  /// LM Studio 0.4 tells its progress while it loads.
  private func followLoad(_ reply: HTTPReply, _ model: ModelInfo) async throws {
    var decoder = LMStudioWire().decoder(for: Exchange(model: model.id, messages: []))
    var deltas: [Delta] = []
    for try await bytes in reply.body {
      decoder.decode(bytes, into: &deltas)
      try take(load: &deltas)
    }
    decoder.end(into: &deltas)
    try take(load: &deltas)
  }

  private func take(load deltas: inout [Delta]) throws(EngineError) {
    for delta in deltas {
      if case .finish(.failed(let error)) = delta { throw error }
      change {
        $0.warmUp.note(delta, at: time.now)
        $0.lastLife = time.now
      }
      tell(.warmUp(session.warmUp.state, at: time.now))
    }
    deltas.removeAll(keepingCapacity: true)
  }

  private func loadKey(_ model: ModelInfo, _ provider: Provider) -> LoadHistory.Key {
    LoadHistory.Key(
      origin: provider.origin?.description ?? provider.baseURL, model: model.id,
      quantization: model.quantization, context: model.loadedContext)
  }

  /// A load that a reply brought about itself; called with the seconds the server measured.
  func rememberLoad(seconds: Double, by reply: Reply) {
    guard let provider = configuration.provider(named: reply.source.provider),
      let model = session.models.first(where: { $0.answers(to: reply.source.requestedModel) })
    else { return }
    remember(load: .milliseconds(Int(seconds * 1000)), for: loadKey(model, provider))
  }

  private func remember(load: Duration, for key: LoadHistory.Key) {
    loadHistory.add(load, for: key)
    keepLoadHistory(loadHistory)
  }

  /// Returns once no warm-up is under way.
  package func warmUpEnded() async { await warmUpTask?.value }

  func cancelWarmUp() {
    warmUpTask?.cancel()
    warmUpTask = nil
    note(.modelFound(.notLoaded))
  }

  func note(_ happening: WarmUp.Happening) {
    change {
      $0.warmUp.note(happening, at: time.now)
      $0.lastLife = time.now
    }
    tell(.warmUp(session.warmUp.state, at: time.now))
  }

  /// Questions to the server behind a provider.
  func probe(of provider: Provider) async throws(EngineError) -> ServerProbe {
    ServerProbe(
      provider: provider, origin: try origin(of: provider),
      headers: try await headers(of: provider),
      transport: transport)
  }

  private func origin(of provider: Provider) throws(EngineError) -> Origin {
    if let origin = provider.origin { return origin }
    throw EngineError(
      .configuration, "\(provider.name) has no usable base_url.",
      remedy: "Write base_url as http://host:port/v1 in [model_providers.\(provider.id)].")
  }

  /// What answers at the provider's address: asked once, remembered until a connection fails.
  func facts(of provider: Provider) async throws(EngineError) -> ServerFacts {
    let origin = try origin(of: provider)
    if let known = facts[origin], !known.isLoading { return known }
    guard origin.isLoopback else { return ServerFacts(kind: .generic, models: []) }
    let found = try await probe(of: provider).facts()
    facts[origin] = found
    if configuration.provider(of: session.profile).origin == origin {
      change { session in
        session.server.kind = found.kind
        session.server.name = found.kind == .generic ? provider.name : found.kind.name
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

extension ServerKind {
  /// The smallest request that makes a server load a model, or `nil` where none is known.
  ///
  /// LM Studio 0.4: a one-token native chat, which reports progress and, unlike `models/load`, does
  /// not load a second instance. Its keys are a closed list; nothing else may be sent.
  func warmUpRequest(for model: ModelInfo) -> WireRequest? {
    switch self {
    case .lmStudio(.v1):
      var body: [JSON.Member] = [
        .init("model", .string(model.id)), .init("input", "Hi"), .init("stream", true),
        .init("store", false), .init("max_output_tokens", 1), .init("temperature", 0),
      ]
      if let lowest = model.lowestReasoning { body.append(.init("reasoning", .string(lowest))) }
      return WireRequest(path: .origin("/api/v1/chat"), body: .object(body))
    case .lmStudio:
      // Codex's own warm-up call; it blocks until the model is there and reports nothing.
      return WireRequest(
        path: .base("responses"),
        body: ["model": .string(model.id), "input": "", "max_output_tokens": 1])
    case .ollama:
      return WireRequest(
        path: .origin("/api/generate"), body: ["model": .string(model.id), "stream": false])
    case .llamaCpp(isRouter: true):
      return WireRequest(path: .origin("/models/load"), body: ["model": .string(model.id)])
    case .llamaCpp, .vllm, .generic: return nil
    }
  }
}

extension ModelInfo {
  /// The setting that costs a warm-up the fewest tokens: off where the model allows it (gpt-oss does not).
  var lowestReasoning: String? {
    guard let reasoningOptions else { return nil }
    return ["off", "low", "medium", "high"].first { reasoningOptions.contains($0) }
  }
}
