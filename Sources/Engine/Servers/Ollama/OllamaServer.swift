/// Ollama.
package struct OllamaServer: LocalServer {
  package let version: String

  package static let builtIn: BuiltInProvider? = BuiltInProvider(
    id: Provider.ollamaID, name: "Ollama", port: 11434, usualModel: "gpt-oss:20b",
    program: "ollama",
    startCommand: { ($0 == 11434 ? "" : "OLLAMA_HOST=127.0.0.1:\($0) ") + "ollama serve" },
    download: "https://ollama.com/download",
    launchCommand: "ollama serve", loadsSilently: true)

  package var id: String { "ollama-\(version)" }
  package var name: String? { "Ollama" }
  package var description: String { "Ollama \(version)" }

  package var wire: WireAPI { .ollama }
  package var effortDialect: EffortDialect { .ollama }
  package var listsEveryModel: Bool { true }
  package var listsVision: Bool { true }
  package var takesTimeToLive: Bool { true }
  package var canUnload: Bool { true }
  package var canDownload: Bool { true }
  package var pinsEverything: Bool { false }

  package func remoteHost(of model: String) -> String? { Self.remoteHost(ofName: model) }

  /// `gpt-oss:120b-cloud`, `kimi-k2:cloud`: Ollama's names for what runs at ollama.com, also before it is in
  /// the list.
  static func remoteHost(ofName name: String) -> String? {
    guard let tag = name.lowercased().split(separator: ":").dropFirst().last else { return nil }
    return tag == "cloud" || tag.hasSuffix("-cloud") ? "ollama.com" : nil
  }

  /// On a Mac and for a server that a user started; a service's words are in the system's journal.
  package static var logs: [ServerLog] { [.home(".ollama/logs/server.log")] }

  package static func detect(
    _ detection: Detection
  ) async throws(EngineError) -> ServerFacts? {
    let answer = try await detection.ask("/api/version", body: ServerConnection.patience)
    guard let version = answer.json?["version"]?.string else { return nil }
    let server = OllamaServer(version: version)
    return ServerFacts(
      kind: ServerKind(server), models: try await server.models(detection.connection) ?? [])
  }

  package func models(
    _ connection: ServerConnection
  ) async throws(EngineError) -> [ModelInfo]? {
    let running = try await connection.ask("/api/ps").json
    return try await connection.list("/api/tags") { ModelList.ollama(tags: $0, running: running) }
  }

  /// Ollama loads on an empty prompt, answers when it is done, and says how long it took.
  package func load(
    _ model: ModelInfo, _ options: LoadOptions, _ connection: ServerConnection, report: LoadReport
  ) async throws -> LoadOutcome {
    var body: JSON = ["model": .string(model.id), "stream": false]
    // Another window than the turns ask for would make Ollama load the model again.
    var settings: JSON = [:]
    settings["num_ctx"] = options.contextLength.map(JSON.int)
    settings["num_gpu"] = options.graphicsShare.flatMap(OllamaWire.layers).map(JSON.int)
    if settings != [:] { body["options"] = settings }
    body["keep_alive"] = options.timeToLive.map(JSON.int)
    let json = try await connection.post(.origin("/api/generate"), body)
    return .loaded(seconds: json?["load_duration"]?.amount(.seconds, per: 1e9))
  }

  package func fieldsTaken(
    of options: LoadOptions, _ connection: ServerConnection
  ) -> Set<LoadOptions.Field> {
    options.graphicsShare.flatMap(OllamaWire.layers) == nil ? [] : [.graphicsShare]
  }

  package func memory(
    for model: ModelInfo, _ options: LoadOptions, _ connection: ServerConnection
  ) async -> Int? {
    guard let size = model.sizeBytes,
      let shown = try? await connection.post(.origin("/api/show"), ["model": .string(model.id)]),
      let info = shown["model_info"],
      let cache = OllamaMemory.cache(
        info, window: options.contextLength ?? OllamaMemory.usualWindow)
    else { return nil }
    return size + cache
  }

  package func pin(
    _ model: ModelInfo, _ connection: ServerConnection, report: LoadReport
  ) async throws -> LoadOutcome {
    report(.loadBegan(nil))
    return try await load(model, LoadOptions(timeToLive: -1), connection, report: report)
  }

  package func unload(_ model: ModelInfo, _ connection: ServerConnection) async throws {
    try await connection.post(
      .origin("/api/generate"),
      ["model": .string(model.id), "keep_alive": 0, "stream": false])
  }

  package func download(
    _ model: String, _ connection: ServerConnection, report: (WarmUp.Download) -> Void
  ) async throws {
    let reply = try await connection.stream(
      .origin("/api/pull"), ["model": .string(model), "stream": true])
    var pull = OllamaPull()
    for try await bytes in reply.body {
      try Self.apply(pull.read(bytes, at: connection.time.now), report)
    }
    try Self.apply(pull.end(at: connection.time.now), report)
  }

  /// It refuses a request with tools for a model without them.
  package func toolObstacle(_ model: String, _ connection: ServerConnection) async -> String? {
    let shown = try? await connection.post(.origin("/api/show"), ["model": .string(model)])
    guard let abilities = shown?["capabilities"]?.array?.compactMap(\.string),
      !abilities.isEmpty, !abilities.contains("tools")
    else { return nil }
    return ServersMessages.modelWithoutTools(model)
  }

  private static func apply(
    _ steps: [OllamaPull.Step], _ report: (WarmUp.Download) -> Void
  ) throws(EngineError) {
    for step in steps {
      switch step {
      case .progressed(let progress): report(progress)
      case .succeeded: break
      case .failed(let error): throw error
      }
    }
  }
}

extension ServerKind {
  package static func ollama(version: String) -> ServerKind {
    ServerKind(OllamaServer(version: version))
  }
}
