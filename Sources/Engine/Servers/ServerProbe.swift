/// What one look at a server told.
package struct ServerFacts: Equatable, Sendable {
  package var kind: ServerKind
  package var models: [ModelInfo]
  /// llama.cpp answers everything with 503 while its one model loads.
  package var isLoading = false
  /// The list of models was refused without a key.
  package var wantsKey = false
}

/// Finds out what answers at an origin, by asking for what only one kind of server has.
///
/// The order is that of LM Studio's own tools first (`/lmstudio-greeting` is their identity probe),
/// because an unknown path there is a 200 with an `error` and would look like success elsewhere.
struct ServerProbe: Sendable {
  let provider: Provider
  let origin: Origin
  let headers: [HTTPHeader]
  let transport: any Transport
  let time: Timekeeper

  /// Long enough for a busy machine, short enough that a half-open server cannot hang the start.
  static let patience: Duration = .seconds(5)
  /// For the rest of an answer that has begun: a megabyte of models over a slow line.
  static let bodyPatience: Duration = .seconds(20)
  /// Bytes of a list of models. OpenRouter's has half a megabyte, a gateway's may have ten times that.
  static let longestList = 32 << 20

  func facts() async throws(EngineError) -> ServerFacts {
    let greeting = try await ask("/lmstudio-greeting", body: Self.patience)
    if greeting.json?["lmstudio"]?.bool == true { return try await lmStudio() }
    if greeting.isLoadingLlamaCpp { return loadingLlamaCpp }
    let version = try await ask("/api/version", body: Self.patience)
    if let version = version.json?["version"]?.string { return try await ollama(version: version) }
    let models = try await ask("/v1/models")
    if let trouble = models.trouble, greeting.trouble != nil, version.trouble != nil {
      throw trouble
    }
    return openAIServer(models)
  }

  /// The models of a server whose kind is known; `nil` when it did not list any.
  func models(of kind: ServerKind) async throws(EngineError) -> [ModelInfo]? {
    switch kind {
    case .lmStudio(.v1): return try await list("/api/v1/models", ModelList.lmStudioV1)
    case .lmStudio(.v0): return try await list("/api/v0/models", ModelList.lmStudioV0)
    case .ollama:
      let running = try await ask("/api/ps").json
      return try await list("/api/tags") { ModelList.ollama(tags: $0, running: running) }
    case .llamaCpp(isRouter: true): return try await list("/models", ModelList.openAI)
    case .lmStudio(.openAIOnly), .llamaCpp, .vllm, .generic:
      return try await list("/v1/models", ModelList.openAI)
    }
  }

  private func lmStudio() async throws(EngineError) -> ServerFacts {
    let newest = try await ask("/api/v1/models")
    if let models = newest.json.flatMap(ModelList.lmStudioV1) {
      return ServerFacts(kind: .lmStudio(.v1), models: models)
    }
    if let models = try await list("/api/v0/models", ModelList.lmStudioV0) {
      return ServerFacts(kind: .lmStudio(.v0), models: models)
    }
    let models = try await list("/v1/models", ModelList.openAI)
    return ServerFacts(
      kind: .lmStudio(.openAIOnly), models: models ?? [],
      wantsKey: models == nil && newest.status == 401)
  }

  private func ollama(version: String) async throws(EngineError) -> ServerFacts {
    let kind = ServerKind.ollama(version: version)
    return ServerFacts(kind: kind, models: try await models(of: kind) ?? [])
  }

  private func openAIServer(_ answer: Answer) -> ServerFacts {
    if answer.isLoadingLlamaCpp { return loadingLlamaCpp }
    guard let json = answer.json, var models = ModelList.openAI(json) else {
      var facts = ServerFacts(kind: .generic, models: [])
      facts.wantsKey = answer.status == 401
      return facts
    }
    let first = json["data"]?[0]
    switch first?["owned_by"]?.string {
    case "llamacpp":
      let isRouter = first?["status"] != nil
      // A single-model server that answers has its model in memory; it cannot be asked otherwise.
      if !isRouter { models = models.map { Self.resident($0) } }
      return ServerFacts(kind: .llamaCpp(isRouter: isRouter), models: models)
    case "vllm": return ServerFacts(kind: .vllm, models: models.map { Self.resident($0) })
    default: return ServerFacts(kind: .generic, models: models)
    }
  }

  private var loadingLlamaCpp: ServerFacts {
    ServerFacts(kind: .llamaCpp(isRouter: false), models: [], isLoading: true)
  }

  private static func resident(_ model: ModelInfo) -> ModelInfo {
    var model = model
    model.residency = .loaded
    return model
  }

  private func list(
    _ path: String, _ read: (JSON) -> [ModelInfo]?
  ) async throws(EngineError) -> [ModelInfo]? {
    guard let json = try await ask(path).json else { return nil }
    return read(json)
  }

  /// One short question. Whatever comes of it is a fact about this address alone: a refusal, a closed
  /// connection or silence here says nothing of the key, or of the chat.
  ///
  /// - Throws: Only where nothing listens, or the request could not be written.
  /// - Parameter body: How long the rest of an answer that has begun is waited for.
  func ask(
    _ path: String, body patience: Duration = Self.bodyPatience
  ) async throws(EngineError) -> Answer {
    let request = HTTPRequest(
      method: .get, url: provider.rootURL(path), headers: headers, connectTimeout: Self.patience,
      headTimeout: Self.patience)
    do throws(EngineError) {
      let reply = try await transport.send(request)
      let body = try await reply.collect(
        limit: Self.longestList, by: time, from: origin.address, patience)
      return Answer(status: reply.status, json: JSON(parsing: body))
    } catch {
      switch error.kind {
      case .unreachable, .configuration, .unauthorized: throw error
      default: return Answer(status: 0, json: nil, trouble: error)
      }
    }
  }

  /// An answer that began and was not ended in time.
  static func unfinished(_ address: String, _ patience: Duration) -> EngineError {
    EngineError(
      .unresponsive,
      "\(address) began an answer and did not finish it (\(patience.inSeconds)).",
      remedy: "Restart that server, or check base_url: something else may answer there.")
  }

  /// Whether an error is llama.cpp's way to say that its one model still loads.
  static func saysLoading(_ error: EngineError) -> Bool {
    error.serverWords?.contains("Loading model") ?? false
  }

  struct Answer {
    var status: Int
    var json: JSON?
    /// Why there was no answer; `nil` where there was one.
    var trouble: EngineError?

    /// Every path of a llama.cpp server says this until its model is in memory.
    var isLoadingLlamaCpp: Bool {
      status == 503 && json?["error"]?["message"]?.string == "Loading model"
    }
  }
}

extension HTTPReply {
  /// The whole body of a short answer, cut at `limit` bytes; throws when it breaks off, or does not end
  /// in time.
  func collect(
    limit: Int, by time: Timekeeper, from address: String,
    _ patience: Duration = ServerProbe.bodyPatience
  ) async throws(EngineError) -> [UInt8] {
    do {
      return try await time.within(patience, else: ServerProbe.unfinished(address, patience)) {
        try await collect(limit: limit)
      }
    } catch {
      throw error as? EngineError ?? EngineError(.unresponsive, "\(address) broke off its answer.")
    }
  }
}
