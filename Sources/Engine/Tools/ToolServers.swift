/// A server of tools as it was last seen.
package struct ToolServerReport: Equatable, Sendable, Identifiable {
  package enum State: Equatable, Sendable {
    /// Its table says that it is not to be started.
    case disabled
    /// No conversation of this run has needed it yet.
    case idle
    /// Since that moment, in the engine's time.
    case starting(since: Duration)
    case ready([Tool])
    case failed(EngineError)
  }

  package var server: ToolServer
  package var state: State
  /// Its own version, where it says one.
  package var version: String?
  /// How long it took from its start to its list.
  package var took: Duration?
  /// The end of what it wrote on standard error, as last looked at.
  package var words: [String] = []

  package init(_ server: ToolServer) {
    self.server = server
    state = server.isEnabled ? .idle : .disabled
  }

  package var id: String { server.name }

  package var tools: [Tool] { if case .ready(let tools) = state { tools } else { [] } }
}

/// The servers of tools that the configuration names: each is started when one of its tools is first wanted, and lives
/// as long as the engine.
final class ToolServers {
  private var connections: [String: any ToolProvider] = [:]
  private var starting: [String: Task<Void, Never>] = [:]
  /// When a server ended by itself: it is started again after a pause that grows, and at last only by hand.
  private var ends: [String: [Duration]] = [:]

  static let pauses: [Duration] = [.seconds(1), .seconds(5), .seconds(30)]

  var tasks: [Task<Void, Never>] { Array(starting.values) }

  func close() async {
    let open = connections.values
    connections = [:]
    for connection in open { await connection.close() }
  }

  // MARK: Starting

  /// Starts those of them that are wanted and do not run. Returns at once.
  ///
  /// - Parameter force: a person asks, so that what failed before is tried again.
  func start(_ names: Set<String>, force: Bool = false, on engine: isolated Engine) {
    for report in engine.session.tools.servers
    where names.contains(report.id) && starting[report.id] == nil && connections[report.id] == nil {
      switch report.state {
      case .disabled, .ready, .starting: continue
      case .failed where !force && !mayStartAgain(report.id, at: engine.time.now): continue
      case .idle, .failed: break
      }
      if force { ends[report.id] = nil }
      set(.starting(since: engine.time.now), of: report.id, on: engine)
      starting[report.id] = engine.task {
        await engine.tools.servers.begin(report.server, on: engine)
      }
    }
  }

  /// Ends one that runs, and starts it anew. Calls that it works on are lost.
  func restart(_ name: String, on engine: isolated Engine) {
    guard let connection = connections.removeValue(forKey: name) else {
      return start([name], force: true, on: engine)
    }
    change(name, on: engine) {
      $0.state = .starting(since: engine.time.now)
      $0.words = []
    }
    starting[name] = engine.task {
      let servers = engine.tools.servers
      await connection.close()
      servers.starting[name] = nil
      servers.set(.idle, of: name, on: engine)
      servers.start([name], force: true, on: engine)
    }
  }

  private func mayStartAgain(_ name: String, at now: Duration) -> Bool {
    guard let ends = ends[name], let last = ends.last, ends.count <= Self.pauses.count else {
      return false
    }
    return now - last >= Self.pauses[ends.count - 1]
  }

  private func begin(_ server: ToolServer, on engine: isolated Engine) async {
    let began = engine.time.now
    do throws(EngineError) {
      if let replay = engine.services.replay {
        let recorded = try replay.tools(of: server.name)
        change(server.name, on: engine) {
          $0.state = .ready(recorded.tools)
          $0.version = recorded.version
        }
        starting[server.name] = nil
        return
      }
      let connection = try await connected(server, on: engine)
      do throws(EngineError) {
        let tools = try await connection.tools(on: engine)
        connections[server.name] = connection
        change(server.name, on: engine) {
          $0.state = .ready(tools)
          $0.version = connection.version
          $0.took = engine.time.now - began
        }
      } catch {
        await connection.close()
        throw error
      }
    } catch {
      set(.failed(error), of: server.name, on: engine)
    }
    starting[server.name] = nil
  }

  private func connected(
    _ server: ToolServer, on engine: isolated Engine
  ) async throws(EngineError) -> any ToolProvider {
    if server.name == ShellTool.server, server.command == nil, server.url == nil {
      return try await ShellTool(
        engine.services.shell, engine.configuration.tools.sandbox)
    }
    if let defect = server.defect { throw ToolMessages.defective(server.name, defect) }
    let pipe = try await pipe(to: server, on: engine)
    let connection = MCPConnection(server, pipe) {
      await $0.tools.servers.ended(server.name, on: $0)
    }
    do throws(EngineError) {
      try await connection.begin(on: engine)
    } catch {
      await connection.close()
      throw error
    }
    return connection
  }

  /// Starts its command, or goes to its address, as far as the conversation may travel.
  private func pipe(
    to server: ToolServer, on engine: isolated Engine
  ) async throws(EngineError) -> MCPPipe {
    guard server.url != nil else { return try await engine.services.startTools(server) }
    let lock = engine.session.lock
    if server.isRemote, lock == .thisMachine { throw ToolMessages.locked(server.name) }
    // A recording holds its calls as calls.
    let plain = (engine.services.transport as? RecordingTransport)?.inner
    let transport = NearTransport(
      plain ?? engine.services.transport, reach: lock, mayUseProxy: lock == .cloud)
    return try MCPHTTP.pipe(to: server, engine.services.environment, transport)
  }

  /// A server ended by itself.
  private func ended(_ name: String, on engine: isolated Engine) async {
    guard let connection = connections.removeValue(forKey: name) else { return }
    ends[name, default: []].append(engine.time.now)
    let error = await connection.died()
    set(.failed(error), of: name, on: engine)
    // By another task: this one is the end of the connection's own, which is waited for.
    _ = engine.task { await connection.close() }
  }

  /// Returns once none of these starts any more, or the time is over.
  func started(
    _ names: Set<String>, within limit: Duration, on engine: isolated Engine
  ) async {
    let tasks = names.compactMap { starting[$0] }
    guard !tasks.isEmpty else { return }
    let (first, feed) = AsyncStream<Void>.makeStream()
    let waiting = engine.task {
      for task in tasks { await task.value }
      feed.finish()
    }
    let timer = engine.task {
      try? await engine.time.sleep(limit)
      feed.finish()
    }
    for await _ in first {}
    timer.cancel()
    waiting.cancel()
  }

  /// Asks those again whose list has changed.
  func refreshLists(on engine: isolated Engine) async {
    for (name, connection) in connections where connection.hasNewList {
      if let tools = try? await connection.tools(on: engine) {
        set(.ready(tools), of: name, on: engine)
      }
    }
  }

  private func set(
    _ state: ToolServerReport.State, of name: String, on engine: isolated Engine
  ) {
    change(name, on: engine) { $0.state = state }
  }

  private func change(
    _ name: String, on engine: isolated Engine, _ change: (inout ToolServerReport) -> Void
  ) {
    guard let index = engine.session.tools.servers.firstIndex(where: { $0.id == name }) else {
      return
    }
    let before = engine.session.tools.servers[index].state
    engine.change { change(&$0.tools.servers[index]) }
    let report = engine.session.tools.servers[index]
    if report.state != before { engine.services.recording?.record(report) }
  }

  /// Looks at what those that run wrote on standard error.
  func readWords(on engine: isolated Engine) async {
    for (name, connection) in connections {
      let words = await connection.words()
      change(name, on: engine) { $0.words = words }
    }
  }

  /// The way to a tool's server; `nil` where that has ended.
  func connection(to name: String) -> (any ToolProvider)? { connections[name] }

  // MARK: Looking

  /// Starts each that is enabled, lists what it offers, and ends it again.
  func survey(remote: Bool, on engine: isolated Engine) async -> [ToolServerReport] {
    let wanted = engine.session.tools.servers.filter { remote || !$0.server.isRemote }
    let names = Set(wanted.map(\.id))
    start(names, force: true, on: engine)
    for task in starting.values { await task.value }
    let reports = engine.session.tools.servers
    await close()
    return reports
  }
}
