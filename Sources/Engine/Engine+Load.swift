/// Getting a model into a server's memory, as each kind of server does it.
///
/// What happens on the way is told as the warm-up's happenings, to whoever asked for the load.
extension Engine {
  /// How a model is to be loaded.
  struct LoadWish {
    /// Tokens of the window; `nil` leaves it to the server.
    var context: Int?
    /// Seconds of idleness after which the server may unload it; negative: never.
    var timeToLive: Int?

    init(context: Int? = nil, timeToLive: Int? = nil) {
      self.context = context
      self.timeToLive = timeToLive
    }

    init(_ profile: Profile) {
      self.init(context: profile.contextWindow, timeToLive: profile.timeToLive)
    }
  }

  typealias Teller = (WarmUp.Happening) -> Void

  /// Loads a model and returns when it is in memory; the time it took goes into the history.
  ///
  /// - Returns: the end of the load, which is the caller's to tell; `nil` where the server loads by itself.
  func load(
    _ model: ModelInfo, _ provider: Provider, _ kind: ServerKind, _ wish: LoadWish,
    tell: @escaping Teller
  ) async throws -> WarmUp.Happening? {
    let key = loadKey(model, provider, context: wish.context)
    let began = time.now
    tell(.loadBegan(loadHistory.expectation(for: key)))
    let seconds: Double?
    switch kind {
    case .lmStudio(.v1): seconds = try await loadNatively(model, provider, wish, tell)
    case .lmStudio: seconds = try await loadAtOldLMStudio(model, provider, wish, tell)
    case .ollama: seconds = try await loadAtOllama(model, provider, wish)
    case .llamaCpp(isRouter: true): seconds = try await loadAtRouter(model, provider, tell)
    case .llamaCpp, .vllm, .generic: return nil
    }
    remember(load: seconds.map { .seconds($0) } ?? time.now - began, for: key)
    return .loadEnded(seconds: seconds)
  }

  /// Somebody else's load is under way: waits for it instead of beginning a second.
  func joinLoad(
    of model: ModelInfo, _ provider: Provider, _ kind: ServerKind, tell: @escaping Teller
  ) async throws {
    tell(.loadBegan(loadHistory.expectation(for: loadKey(model, provider))))
    let probe = try await probe(of: provider)
    while true {
      try await time.sleep(.milliseconds(500))
      let listed = try await probe.models(of: kind)?.first { $0.id == model.id }
      switch listed?.residency {
      case .loading: continue
      case .loaded, .unknown: return tell(.loadEnded(seconds: nil))
      case .notLoaded, nil:
        throw EngineError(
          .loadFailed, "The server gave up loading \(model.id).",
          remedy: "F5 tries again; a smaller model or context may fit better.")
      }
    }
  }

  // MARK: LM Studio

  /// LM Studio 0.4: a one-token native chat, which reports progress and, unlike `models/load`, does
  /// not load a second instance. Its keys are a closed list; nothing else may be sent.
  private func loadNatively(
    _ model: ModelInfo, _ provider: Provider, _ wish: LoadWish, _ tell: @escaping Teller
  ) async throws -> Double? {
    var body: JSON = [
      "model": .string(model.id), "input": "Hi", "stream": true, "store": false,
      "max_output_tokens": 1, "temperature": 0,
    ]
    body["context_length"] = wish.context.map(JSON.int)
    body["reasoning"] = model.lowestReasoning.map(JSON.string)
    do {
      let reply = try await ask(provider, .origin("/api/v1/chat"), body)
      return try await follow(reply, model, tell, untilLoaded: false)
    } catch let error as EngineError {
      guard error.serverWords?.contains("max_output_tokens") ?? false else { throw error }
      // Without a limit the model would go on talking: the connection closes once it is loaded.
      body["max_output_tokens"] = nil
      let reply = try await ask(provider, .origin("/api/v1/chat"), body)
      return try await follow(reply, model, tell, untilLoaded: true)
    }
  }

  /// Follows the load events of a native chat; returns the seconds that the server measured.
  private func follow(
    _ reply: HTTPReply, _ model: ModelInfo, _ tell: @escaping Teller, untilLoaded: Bool
  ) async throws -> Double? {
    var decoder = LMStudioWire().decoder(for: Exchange(model: model.id, messages: []))
    var deltas: [Delta] = []
    var seconds: Double?
    var isLoaded = false
    func take() throws {
      for delta in deltas {
        switch delta {
        case .stage(.loading(let progress)): tell(.loadProgressed(progress))
        case .stage(.loaded(let measured)):
          isLoaded = true
          seconds = measured
        case .stage(.readingPrompt(let progress)):
          isLoaded = true
          tell(.promptProgressed(progress))
        case .finish(.failed(let error)): throw error
        case .finish, .reasoning, .text: isLoaded = true
        default: break
        }
      }
      deltas.removeAll(keepingCapacity: true)
    }
    for try await bytes in reply.body {
      decoder.decode(bytes, into: &deltas)
      try take()
      if untilLoaded, isLoaded { return seconds }
    }
    decoder.end(into: &deltas)
    try take()
    guard isLoaded else {
      throw EngineError(
        .loadFailed, "LM Studio broke off before \(model.id) was loaded.",
        remedy: "F5 tries again. LM Studio's own log tells why.")
    }
    return seconds
  }

  /// LM Studio 0.3 tells no progress over HTTP; its tool does, where it is installed.
  private func loadAtOldLMStudio(
    _ model: ModelInfo, _ provider: Provider, _ wish: LoadWish, _ tell: @escaping Teller
  ) async throws -> Double? {
    if let path = lmsPath(for: provider) {
      // The tool would load a second instance of what is loaded already.
      let running = await processes(at: path) ?? []
      guard !running.contains(where: { $0.model == model.id }) else { return nil }
      try await run(.load(model: model.id, contextLength: wish.context), at: path) { step in
        if case .load(let progress) = step { tell(.loadProgressed(progress)) }
      }
      return nil
    }
    do {
      // Codex's own warm-up call; it blocks until the model is there and reports nothing.
      _ = try await answer(
        of: provider, .base("responses"),
        ["model": .string(model.id), "input": "", "max_output_tokens": 1])
    } catch let error as EngineError where error.kind == .unsupported {
      // Before 0.3.29 there were no responses; any request loads the model it names.
      _ = try await answer(
        of: provider, .base("chat/completions"),
        [
          "model": .string(model.id), "messages": [["role": "user", "content": "Hi"]],
          "max_tokens": 1,
        ])
    }
    return nil
  }

  // MARK: The others

  /// Ollama loads on an empty prompt, answers when it is done, and says how long it took.
  private func loadAtOllama(
    _ model: ModelInfo, _ provider: Provider, _ wish: LoadWish
  ) async throws -> Double? {
    var body: JSON = ["model": .string(model.id), "stream": false]
    // Another window than the turns ask for would make Ollama load the model again.
    if let context = wish.context { body["options"] = ["num_ctx": .int(context)] }
    body["keep_alive"] = wish.timeToLive.map(JSON.int)
    let json = try await answer(of: provider, .origin("/api/generate"), body)
    return json?["load_duration"]?.amount(.seconds, per: 1e9)
  }

  /// llama.cpp's router answers at once and tells the load on an event stream; where that stream is
  /// not there, the list of models tells its end.
  private func loadAtRouter(
    _ model: ModelInfo, _ provider: Provider, _ tell: @escaping Teller
  ) async throws -> Double? {
    let url = provider.rootURL("/models/sse")
    let watch = try await transport.send(
      HTTPRequest(
        method: .get, url: url, headers: try await headers(of: provider),
        headTimeout: ServerProbe.patience))
    _ = try await answer(
      of: provider, .origin("/models/load"), ["model": .string(model.id)])
    if watch.isSuccess {
      var events = RouterEvents(model: model.id)
      for try await bytes in watch.body {
        for step in events.read(bytes) {
          switch step {
          case .progressed(let progress): tell(.loadProgressed(progress))
          case .loaded: return nil
          case .failed:
            throw EngineError(
              .loadFailed, "llama.cpp could not load \(model.id).",
              remedy: "The log of llama-server tells why; a smaller model or context may fit.")
          }
        }
      }
    }
    try await joinLoad(of: model, provider, .llamaCpp(isRouter: true), tell: tell)
    return nil
  }

  /// Sends a request and returns its answer once it is known to be a good one.
  func ask(
    _ provider: Provider, _ path: WireRequest.Path, _ body: JSON
  ) async throws -> HTTPReply {
    let request = try await httpRequest(WireRequest(path: path, body: body), provider: provider)
    let reply = try await transport.send(request)
    if !reply.isSuccess { throw await complaint(reply) }
    return reply
  }

  /// Sends a request and reads its whole answer; a 200 that is a complaint is thrown, too.
  @discardableResult
  func answer(
    of provider: Provider, _ path: WireRequest.Path, _ body: JSON
  ) async throws -> JSON? {
    let bytes = try await ask(provider, path, body).collect()
    if let complaint = ErrorWords.complaint(in: bytes) { throw complaint }
    return JSON(parsing: bytes)
  }
}

extension ModelInfo {
  /// The setting that costs a warm-up the fewest tokens: off where the model allows it (gpt-oss does not).
  var lowestReasoning: String? {
    guard let reasoningOptions else { return nil }
    return ["off", "low", "medium", "high"].first { reasoningOptions.contains($0) }
  }
}
