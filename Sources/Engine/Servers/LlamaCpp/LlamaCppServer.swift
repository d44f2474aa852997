/// llama.cpp's llama-server: with the one model it was started with, or as a router of many.
package struct LlamaCppServer: LocalServer {
  package let isRouter: Bool
  /// Since the summer of 2026; see `LlamaCppStreams`.
  package let keepsStreams: Bool

  package static let builtIn: BuiltInProvider? = BuiltInProvider(
    id: Provider.llamaCppID, name: "llama.cpp", port: 8080, ownsPort: false,
    usualModel: "default",
    program: "llama-server", startCommand: { "llama-server -m MODEL.gguf --port \($0)" },
    download: "https://github.com/ggml-org/llama.cpp/releases")

  package var id: String {
    (isRouter ? "llamacpp-router" : "llamacpp") + (keepsStreams ? "-streams" : "")
  }
  package var name: String? { "llama.cpp" }
  package var description: String { isRouter ? ServersMessages.llamaCppRouter : "llama.cpp" }

  package var effortDialect: EffortDialect { .template }
  /// Since May 2026 (ggml-org/llama.cpp, pull requests 23012 and 23089); measured with build 11549. An older one refuses
  /// the field, or passes over it and goes on by itself.
  package var continuation: MessageContinuation { .parts }
  package var thinkingBudgetField: String? { "thinking_budget_tokens" }
  package var listsLoading: Bool { isRouter }
  package var reportsPromptProgress: Bool { true }
  package var canUnload: Bool { isRouter }
  package func tellsActivity(_ connection: ServerConnection) -> Bool { !isRouter }

  package static func detect(
    _ detection: Detection
  ) async throws(EngineError) -> ServerFacts? {
    // Every path says this until the model is in memory.
    if try await detection.ask("/lmstudio-greeting").isLoadingLlamaCpp { return loading }
    let answer = try await detection.ask("/v1/models")
    if answer.isLoadingLlamaCpp { return loading }
    guard let json = answer.json, json.firstOwner == "llamacpp",
      let models = ModelList.openAI(json)
    else { return nil }
    let isRouter = json["data"]?[0]?["status"] != nil
    // A single-model server that answers has its model in memory; it cannot be asked otherwise.
    return ServerFacts(
      kind: .llamaCpp(
        isRouter: isRouter, keepsStreams: try await keepsStreams(detection)),
      models: isRouter ? models : models.map(\.resident))
  }

  private static var loading: ServerFacts {
    var facts = ServerFacts(kind: .llamaCpp(isRouter: false), models: [])
    facts.isLoading = true
    return facts
  }

  package func models(
    _ connection: ServerConnection
  ) async throws(EngineError) -> [ModelInfo]? {
    try await connection.list(isRouter ? "/models" : "/v1/models", ModelList.openAI)
  }

  /// The router answers at once and tells the load on an event stream; where that stream is not
  /// there, the list of models tells its end.
  package func load(
    _ model: ModelInfo, _ options: LoadOptions, _ connection: ServerConnection, report: LoadReport
  ) async throws -> LoadOutcome {
    guard isRouter else { return .onDemand }
    let watch = try await connection.transport.send(
      HTTPRequest(
        method: .get, url: connection.provider.rootURL("/models/sse"),
        headers: connection.headers, headTimeout: ServerConnection.patience))
    try await connection.post(.origin("/models/load"), ["model": .string(model.id)])
    if watch.isSuccess {
      var events = RouterEvents(model: model.id)
      for try await bytes in watch.body {
        for step in events.read(bytes) {
          switch step {
          case .progressed(let progress): report(.loadProgressed(progress))
          case .loaded: return .loaded(seconds: nil)
          case .failed: throw ServersMessages.llamaCppDidNotLoad(model.id)
          }
        }
      }
    }
    try await joinLoad(of: model.id, connection)
    return .loaded(seconds: nil)
  }

  package func unload(_ model: ModelInfo, _ connection: ServerConnection) async throws {
    try await connection.post(.origin("/models/unload"), ["model": .string(model.id)])
  }

  package func stopLoading(_ model: String, _ connection: ServerConnection) async {
    guard isRouter else { return }
    _ = try? await connection.post(.origin("/models/unload"), ["model": .string(model)])
  }

  /// A template without tools takes them with status 200 and drops them (recorded on the build of October 2026).
  package func toolObstacle(_ model: String, _ connection: ServerConnection) async -> String? {
    guard !isRouter, let properties = try? await connection.ask("/props").json,
      properties["chat_template_caps"]?["supports_tools"]?.bool == false
    else { return nil }
    return ServersMessages.templateWithoutTools(model)
  }

  /// Its slots tell what is answered, not what waits for one.
  package func workload(of model: String, _ connection: ServerConnection) async -> Workload? {
    guard let slots = try? await connection.ask("/slots").json?.array else { return nil }
    // A slot that says nothing may well be at work.
    let running = slots.count { $0["is_processing"]?.bool != false }
    return Workload(running: running, slots: slots.count)
  }
}

extension ServerConnection.Answer {
  fileprivate var isLoadingLlamaCpp: Bool {
    status == 503 && json?["error"]?["message"]?.string == "Loading model"
  }
}

extension ServerKind {
  package static func llamaCpp(isRouter: Bool, keepsStreams: Bool = false) -> ServerKind {
    ServerKind(LlamaCppServer(isRouter: isRouter, keepsStreams: keepsStreams))
  }
}
