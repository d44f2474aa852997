/// LM Studio, by the newest API it serves.
package struct LMStudioServer: LocalServer {
  package enum API: String, Sendable {
    /// `/api/v1`, since 0.4.
    case v1
    /// `/api/v0`, since 0.3.6.
    case v0
    /// Only `/v1`.
    case openAIOnly
  }

  let api: API

  package static let builtIn: BuiltInProvider? = BuiltInProvider(
    id: Provider.lmStudioID, name: "LM Studio", port: 1234, usualModel: "openai/gpt-oss-20b",
    program: "lms", startCommand: { "lms server start" + ($0 == 1234 ? "" : " --port \($0)") },
    download: LMStudioMessages.download, launchCommand: Self.launch,
    tokenRemedy: { LMStudioMessages.setToken })

  /// Where only the server without a window is installed, its daemon has to run first.
  private static let launch = "lms server start || (lms daemon up && lms server start)"

  package var id: String { "lmstudio-\(api.rawValue)" }
  package var name: String? { "LM Studio" }
  package var description: String { LMStudioMessages.generation(with: api) }

  package var wire: WireAPI { api == .v1 ? .native : .chat }
  package var listsEveryModel: Bool { true }
  package var listsVision: Bool { api != .openAIOnly }
  package var listsEfforts: Bool { api == .v1 }
  package var listsLoading: Bool { api == .v0 }
  package var takesTimeToLive: Bool { true }
  package var takesDraftModel: Bool { true }
  package var canResizeContext: Bool { api == .v1 }
  package var canUnload: Bool { true }
  package var canDownload: Bool { true }
  package var pinsEverything: Bool { false }
  package var downloadsGoOn: Bool { api == .v1 }
  package func tellsActivity(_ connection: ServerConnection) -> Bool { connection.lms != nil }

  /// `/lmstudio-greeting` is what LM Studio's own tools ask to recognise it.
  package static func detect(
    _ detection: Detection
  ) async throws(EngineError) -> ServerFacts? {
    let greeting = try await detection.ask(
      "/lmstudio-greeting", body: ServerConnection.patience)
    guard greeting.json?["lmstudio"]?.bool == true else { return nil }
    if let models = try await detection.ask("/api/v1/models").json.flatMap(ModelList.lmStudioV1) {
      return ServerFacts(kind: .lmStudio(.v1), models: models)
    }
    if let models = try await detection.ask("/api/v0/models").json.flatMap(ModelList.lmStudioV0) {
      return ServerFacts(kind: .lmStudio(.v0), models: models)
    }
    let answer = try await detection.ask("/v1/models")
    let models = answer.json.flatMap(ModelList.openAI)
    var facts = ServerFacts(kind: .lmStudio(.openAIOnly), models: models ?? [])
    let newest = try await detection.ask("/api/v1/models")
    facts.wantsKey = models == nil && newest.status == 401
    return facts
  }

  package func models(
    _ connection: ServerConnection
  ) async throws(EngineError) -> [ModelInfo]? {
    switch api {
    case .v1: try await connection.list("/api/v1/models", ModelList.lmStudioV1)
    case .v0: try await connection.list("/api/v0/models", ModelList.lmStudioV0)
    case .openAIOnly: try await connection.list("/v1/models", ModelList.openAI)
    }
  }

  /// The app's and the daemon's server write there, a file a day.
  package static var logs: [ServerLog] { [.newest(inLMStudio: "server-logs")] }

  package func follow(_ connection: ServerConnection, _ line: (String) -> Void) async {
    await connection.lms?.follow(line)
  }

  /// Only the tool tells (`lms ps --json`), and of an instance at work not how many it answers.
  package func workload(of model: String, _ connection: ServerConnection) async -> Workload? {
    guard let all = await connection.lms?.instances() else { return nil }
    let ours = all.filter { $0.id == model || $0.model == model }
    return Workload(
      running: ours.count { !$0.isIdle }, waiting: ours.reduce(0) { $0 + $1.queued },
      slots: ours.compactMap(\.parallel).first)
  }

  package func linkedDevices(_ connection: ServerConnection) async -> LinkedDevices? {
    await connection.lms?.linkedDevices()
  }

  // MARK: Memory

  package func load(
    _ model: ModelInfo, _ options: LoadOptions, _ connection: ServerConnection, report: LoadReport
  ) async throws -> LoadOutcome {
    let lms = connection.lms
    // Only the tool can say how much goes to the graphics card.
    if api == .v1, options.graphicsShare == nil || lms == nil {
      return try await loadByAPI(model, options, connection, report: report)
    }
    // 0.3 tells no progress over HTTP; its tool does, where it is installed.
    guard let lms else {
      try await loadByRequest(model, connection)
      return .loaded(seconds: nil)
    }
    // The tool would load a second instance of what is loaded already.
    let running = await lms.instances() ?? []
    guard !running.contains(where: { $0.model == model.id }) else { return .loaded(seconds: nil) }
    try await lms.load(model.id, options, report: report)
    return .loaded(seconds: nil)
  }

  package func fieldsTaken(
    of options: LoadOptions, _ connection: ServerConnection
  ) -> Set<LoadOptions.Field> {
    let byTool: Set<LoadOptions.Field> =
      connection.lms == nil ? [] : [.graphicsShare, .parallel]
    return api == .v1 ? byTool.union([.parallel, .flashAttention, .cacheOnGraphics]) : byTool
  }

  package func memory(
    for model: ModelInfo, _ options: LoadOptions, _ connection: ServerConnection
  ) async -> Int? {
    await connection.lms?.memory(for: model.id, options)
  }

  /// A one-token chat tells its progress and takes the window alone; what takes more tells nothing on the way.
  private func loadByAPI(
    _ model: ModelInfo, _ options: LoadOptions, _ connection: ServerConnection, report: LoadReport
  ) async throws -> LoadOutcome {
    let more = options.fields.subtracting([.graphicsShare])
    guard more.isEmpty else {
      let instance = try await connection.lmStudio.load(model.id, options)
      return .loaded(seconds: instance.seconds)
    }
    let load = LMStudioLoad(model: model, contextLength: options.contextLength)
    return .loaded(seconds: try await load.run(over: connection, report: report))
  }

  /// A request that names a model loads it, answers when it is there, and reports nothing on the way.
  private func loadByRequest(_ model: ModelInfo, _ connection: ServerConnection) async throws {
    do {
      // Codex's own warm-up call.
      try await connection.post(
        .base("responses"), ["model": .string(model.id), "input": "", "max_output_tokens": 1])
    } catch let error as EngineError where error.kind == .unsupported {
      // Before 0.3.29 there were no responses.
      try await connection.post(
        .base("chat/completions"),
        [
          "model": .string(model.id), "messages": [["role": "user", "content": "Hi"]],
          "max_tokens": 1,
        ])
    }
  }

  /// What a request loaded is unloaded after an hour of rest; what was loaded by name stays. Loading
  /// a second time would make a second instance, so the first is unloaded.
  package func pin(
    _ model: ModelInfo, _ connection: ServerConnection, report: LoadReport
  ) async throws -> LoadOutcome {
    if model.residency == .loaded { try await unload(model, connection) }
    report(.loadBegan(nil))
    if api == .v1 {
      let instance = try await connection.lmStudio.load(
        model.id, LoadOptions(contextLength: model.loadedContext))
      return .loaded(seconds: instance.seconds)
    }
    guard let lms = connection.lms else { throw LMStudioMessages.pinsWithTool }
    try await lms.load(
      model.id, LoadOptions(contextLength: model.loadedContext), report: report)
    return .loaded(seconds: nil)
  }

  package func unload(_ model: ModelInfo, _ connection: ServerConnection) async throws {
    let instance = model.instanceID ?? model.id
    if api == .v1 { return try await connection.lmStudio.unload(instance: instance) }
    guard let lms = connection.lms else { throw LMStudioMessages.unloadsWithTool }
    try await lms.run(.unload(instance: instance)) { _ in }
  }

  // MARK: Disk

  package func download(
    _ model: String, _ connection: ServerConnection, report: (WarmUp.Download) -> Void
  ) async throws {
    guard api == .v1 else { return try await downloadByTool(model, connection, report: report) }
    let client = connection.lmStudio
    guard case .began(let job) = try await client.download(model) else { return }
    while true {
      switch try await client.downloadStatus(job) {
      case .completed: return
      case .failed(let error): throw error
      case .running(let progress): report(progress)
      }
      try await connection.time.sleep(.seconds(1))
    }
  }

  private func downloadByTool(
    _ model: String, _ connection: ServerConnection, report: (WarmUp.Download) -> Void
  ) async throws {
    guard connection.origin.isLoopback else { throw LMStudioMessages.downloadsWithTool(model) }
    let lms = LMS(path: try connection.tool.find(), runner: connection.tool)
    try await lms.run(.get(model: model)) { step in
      if case .download(let progress) = step { report(progress) }
    }
  }
}

extension ServerKind {
  package static func lmStudio(_ api: LMStudioServer.API) -> ServerKind {
    ServerKind(LMStudioServer(api: api))
  }
}

extension ServerConnection {
  /// LM Studio's native API at this address.
  var lmStudio: LMStudioClient {
    LMStudioClient(
      baseURL: provider.baseURL, headers: headers, transport: transport, time: time)
  }
}
