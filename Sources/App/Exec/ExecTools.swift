import Engine

/// `--tools` and `--allow-tool`: what the model may call, and what of it runs without a question.
struct ExecTools: Sendable {
  /// `server` or `server:tool`; `nil`: what the configuration and the conversation say.
  private let enabled: [String]?
  private let allowed: Set<String>

  init(enabled: String?, allowed: [String]) {
    self.enabled = enabled.map {
      $0.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }.filter { !$0.isEmpty }
    }
    self.allowed = Set(allowed)
  }

  /// - Throws: for a server that is not configured; nothing is sent then.
  func enable(in runtime: Runtime) async throws {
    let servers = runtime.configuration.toolServers.map(\.name)
    for name in (enabled ?? []) + allowed {
      let server = String(name.prefix { $0 != ":" })
      guard servers.contains(server) else {
        throw ExecMessages.noToolServer(
          server, near: NearestMatch.of(server, among: servers), known: servers)
      }
    }
    if let tool = allowed.first(where: { !$0.contains(":") }) {
      throw ExecMessages.allowsWholeServer(tool)
    }
    await runtime.engine.allowTools(allowed)
    if let enabled { await runtime.engine.enableTools(Set(enabled)) }
  }
}
