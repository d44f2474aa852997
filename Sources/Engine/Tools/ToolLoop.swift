/// Runs the calls that a reply waits for: finds the tool, asks where it has to, and gives every call its result.
final class ToolLoop {
  let servers = ToolServers()
  let forms = FormDesk()
  let approval: ToolApproval
  /// The tools of the prompt that is being answered: what changes meanwhile counts from the next one.
  private(set) var offered: [Tool] = []
  /// Why the model cannot be offered them.
  private var obstacle: String?
  private var lastQuestion = 0
  /// Told once of each profile.
  private var toldIntegrations: Set<String> = []
  /// Where the call under way is written down.
  private(set) var record: CallRecording?

  init(grants: ToolGrants) { approval = ToolApproval(grants: grants) }

  /// The conversation may call these from now on; their servers are started, so that the next prompt need not wait.
  func enable(_ names: Set<String>, on engine: isolated Engine) {
    engine.change { $0.tools.enabled = names }
    engine.store.browser.apply(
      .tools(names.sorted()), to: engine.session.conversation.id, on: engine)
    servers.start(engine.session.tools.wantedServers, on: engine)
  }

  /// Another conversation is open, or another profile: the conversation has its own tools, or those of the profile, or
  /// those of the configuration.
  func conversationChanged(on engine: isolated Engine) {
    let chosen =
      engine.session.conversation.tools
      ?? engine.configuration.enabledTools(under: engine.session.profile)
    if engine.session.tools.enabled != Set(chosen) {
      engine.change { $0.tools.enabled = Set(chosen) }
    }
    startWanted(on: engine)
  }

  /// Where a user is who will go on, servers start before they are needed.
  func startWanted(on engine: isolated Engine) {
    guard approval.canAsk else { return }
    servers.start(engine.session.tools.wantedServers, on: engine)
  }

  // MARK: A prompt

  /// Longest wait for servers that still start; after it the prompt goes without their tools.
  static let patience: Duration = .seconds(5)

  /// A prompt is about to be sent: its tools are those that are ready, after a short wait for those that start.
  func begin(
    for profile: Profile, _ provider: Provider, on engine: isolated Engine
  ) async throws(EngineError) {
    approval.begin(limit: engine.configuration.tools.callsPerTurn)
    offered = []
    obstacle = nil
    let wanted = engine.session.tools.wantedServers
    guard !wanted.isEmpty else { return }
    servers.start(wanted, on: engine)
    let required = engine.configuration.toolServers.filter {
      $0.isRequired && wanted.contains($0.name)
    }
    let limit = required.map(\.patience).max() ?? (approval.canAsk ? Self.patience : .seconds(120))
    await servers.started(wanted, within: limit, on: engine)
    await servers.refreshLists(on: engine)
    offered = engine.session.tools.offered
    obstacle = await obstacle(profile, provider, on: engine)
    if obstacle != nil { offered = [] }
    for report in engine.session.tools.servers where !approval.canAsk {
      if required.contains(report.server), case .failed(let error) = report.state { throw error }
    }
  }

  /// Why the model cannot be offered any, asked only where there are some.
  private func obstacle(
    _ profile: Profile, _ provider: Provider, on engine: isolated Engine
  ) async -> String? {
    guard !offered.isEmpty,
      let kind = try? await engine.servers.factsForReply(of: provider, on: engine).kind,
      let connection = try? await engine.servers.connection(to: provider, on: engine)
    else { return nil }
    return await kind.server.toolObstacle(profile.model, connection)
  }

  /// What was wanted and is not there, in a sentence.
  func shortfall(on engine: isolated Engine) -> String? {
    if let obstacle { return ToolMessages.without(obstacle) }
    let tools = engine.session.tools
    let reports = tools.servers.filter {
      tools.wantedServers.contains($0.id) && !$0.tools.contains(where: tools.isEnabled)
    }
    let missing = ToolSelection.missing(tools.enabled.union(approval.allowed), in: tools.servers)
    guard missing.isEmpty else { return ToolMessages.notOffered(missing) }
    return reports.isEmpty ? nil : ToolMessages.without(reports)
  }

  /// What a server runs itself is not asked for here; the user is told once, and once when it is not sent.
  func tellIntegrations(of profile: Profile, areSent: Bool, on engine: isolated Engine) {
    guard !profile.integrations.isEmpty,
      toldIntegrations.insert("\(profile.name) \(areSent)").inserted
    else { return }
    let names = profile.integrations.joined(separator: ", ")
    engine.notify(
      areSent ? ToolMessages.serverRuns(names) : ToolMessages.integrationsNotSent(names))
  }

  // MARK: The calls of a round

  /// Gives each open call of the live reply its result, one after the other.
  func answerCalls(of id: Turn.ID, on engine: isolated Engine) async throws {
    keep(id, on: engine)
    while let (slot, use, open) = nextCall(of: id, engine) {
      try Task.checkCancellation()
      let tool = tool(named: use.call.name)
      settle(slot, id, on: engine) {
        $0.tool = tool.map { ToolUse.Name(server: $0.server, tool: $0.name) }
      }
      tell(slot, on: engine)
      record = engine.services.recording.map { CallRecording(use.call, in: $0) }
      defer { record = nil }
      let result: ToolResult
      do {
        result = try await self.result(of: use, tool, slot, open: open, id, on: engine)
      } catch {
        record?.left()
        throw error
      }
      record?.ended(result)
      settle(slot, id, on: engine) { $0.result = result }
      tell(slot, on: engine)
      keep(id, on: engine)
      if let tool { approval.remember(tool, use, result) }
    }
    await engine.store.written()
  }

  /// A call is on disk before it runs, and its result before the model is told.
  private func keep(_ id: Turn.ID, on engine: isolated Engine) {
    guard let live = engine.session.transcript.live, live.id == id else { return }
    engine.store.keep(live, on: engine)
  }

  private func nextCall(
    of id: Turn.ID, _ engine: isolated Engine
  ) -> (slot: Int, use: ToolUse, open: Int)? {
    guard let live = engine.session.transcript.live, live.id == id, live.reply.awaitsTools,
      let uses = live.reply.rounds.last?.uses,
      let slot = uses.firstIndex(where: { $0.result == nil && !$0.ranOnServer })
    else { return nil }
    return (slot, uses[slot], uses.count { $0.result == nil })
  }

  func settle(
    _ slot: Int, _ id: Turn.ID, on engine: isolated Engine, _ change: (inout ToolUse) -> Void
  ) {
    guard engine.session.transcript.live?.id == id else { return }
    engine.change {
      $0.transcript.live?.change(slot, change)
      $0.lastLife = engine.time.now
    }
  }

  /// Tells listeners of a call as it stands.
  func tell(_ slot: Int, on engine: isolated Engine) {
    guard let uses = engine.session.transcript.live?.reply.rounds.last?.uses,
      uses.indices.contains(slot)
    else { return }
    engine.replies.emit(.tool(uses[slot], at: engine.time.now))
  }

  private func result(
    of use: ToolUse, _ tool: Tool?, _ slot: Int, open: Int, _ id: Turn.ID,
    on engine: isolated Engine
  ) async throws -> ToolResult {
    if let replay = engine.services.replay {
      return try await self.replay(use.call, of: tool, open: open, slot, id, replay, on: engine)
    }
    guard let tool else {
      let names = offered.map(\.wireName)
      let near = NearestMatch.of(use.call.name, among: names).map { [$0] } ?? names
      return .unknownTool(use.call.name, near: Array(near.prefix(10)))
    }
    let arguments: JSON
    switch ToolArguments(use.call.arguments) {
    case .object(let json): arguments = json
    case .unreadable(let why):
      let required = tool.schema["required"]?.array?.compactMap(\.string) ?? []
      return .unreadable(use.call.arguments, why: why, required: required)
    }
    let question = self.question(tool, arguments, open: open, engine)
    if let refusal = try await approval.refusal(question, on: engine) { return refusal }
    return try await run(tool, arguments, slot, id, on: engine)
  }

  func question(
    _ tool: Tool, _ arguments: JSON, open: Int, _ engine: isolated Engine
  ) -> ToolQuestion {
    let count = engine.session.transcript.live?.reply.rounds.last?.uses.count ?? 1
    lastQuestion += 1
    return ToolQuestion(
      id: lastQuestion, reason: .new, tool: tool, arguments: arguments,
      number: count - open + 1, count: count)
  }

  /// By its name on the wire, or by its own where only one tool has it: small models drop the prefix.
  private func tool(named name: String) -> Tool? {
    if let tool = offered.first(where: { $0.wireName == name }) { return tool }
    let bare = offered.filter { $0.name == name }
    return bare.count == 1 ? bare[0] : nil
  }

  private func run(
    _ tool: Tool, _ arguments: JSON, _ slot: Int, _ id: Turn.ID, on engine: isolated Engine
  ) async throws -> ToolResult {
    if servers.connection(to: tool.server) == nil {
      servers.start([tool.server], on: engine)
      await servers.started([tool.server], within: Self.patience, on: engine)
    }
    guard let connection = servers.connection(to: tool.server) else {
      return ToolResult(.lost, ToolResult.serverIsGone)
    }
    settle(slot, id, on: engine) { $0.began = engine.time.now }
    record?.began()
    if engine.session.tools.reachesOut(tool) { approval.readOutside(through: tool.server) }
    return try await connection.call(tool.name, arguments, on: engine) {
      words, engine in
      engine.tools.settle(slot, id, on: engine) { $0.progress = words }
      engine.tools.record?.progress(words)
    }
  }
}
