/// Getting a model into a server's memory, and remembering how long that took.
extension Engine {
  /// Loads a model and returns when it is in memory; the time it took goes into the history.
  ///
  /// - Returns: the end of the load, which is the caller's to tell; `nil` where the server loads by itself.
  func load(
    _ model: ModelInfo, _ provider: Provider, _ kind: ServerKind, _ options: LoadOptions,
    report: @escaping LoadReport
  ) async throws -> WarmUp.Event? {
    let key = loadKey(model, provider, context: options.contextLength)
    let began = time.now
    report(.loadBegan(loadHistory.expectation(for: key)))
    let connection = try await connection(to: provider)
    let outcome = try await kind.server.load(model, options, connection, report: report)
    guard case .loaded(let seconds) = outcome else { return nil }
    remember(load: seconds.map { .seconds($0) } ?? time.now - began, for: key)
    return .loadEnded(seconds: seconds)
  }

  /// Another program's load is under way: waits for it instead of beginning a second.
  func joinLoad(
    of model: ModelInfo, _ provider: Provider, _ kind: ServerKind, report: @escaping LoadReport
  ) async throws {
    report(.loadBegan(loadHistory.expectation(for: loadKey(model, provider))))
    try await kind.server.joinLoad(of: model.id, try await connection(to: provider))
    report(.loadEnded(seconds: nil))
  }
}
