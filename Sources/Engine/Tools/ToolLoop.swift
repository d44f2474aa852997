/// Runs the calls that a reply waits for: finds the tool, asks where it has to, and gives every call its result.
final class ToolLoop {
  let servers = ToolServers()
  let forms = FormDesk()
  var grants: ToolGrants
  /// The user can be asked.
  var canAsk = false
  /// What the command line allows without a question: `server:tool`.
  var allowed: Set<String> = []
  /// The tools of the prompt that is being answered: what changes meanwhile counts from the next one.
  private(set) var offered: [Tool] = []
  /// Why the model cannot be offered them.
  private var obstacle: String?
  private var turn = TurnRecord()
  private var lastQuestion = 0
  /// Told once of each profile.
  private var toldIntegrations: Set<String> = []
  private var answers: AsyncStream<ToolAnswer>.Continuation?

  /// What was called for one prompt.
  private struct TurnRecord {
    var limit = 0
    var count = 0
    /// Call and result, the last one last.
    var last: [String] = []
    var denied: Set<String> = []
    /// Servers through which something from outside was read.
    var outside: Set<String> = []
  }

  init(grants: ToolGrants) { self.grants = grants }

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
    guard canAsk else { return }
    servers.start(engine.session.tools.wantedServers, on: engine)
  }

  // MARK: A prompt

  /// Longest wait for servers that still start; after it the prompt goes without their tools.
  static let patience: Duration = .seconds(5)

  /// A prompt is about to be sent: its tools are those that are ready, after a short wait for those that start.
  func begin(
    for profile: Profile, _ provider: Provider, on engine: isolated Engine
  ) async throws(EngineError) {
    turn = TurnRecord(limit: engine.configuration.tools.callsPerTurn)
    offered = []
    obstacle = nil
    let wanted = engine.session.tools.wantedServers
    guard !wanted.isEmpty else { return }
    servers.start(wanted, on: engine)
    let required = engine.configuration.toolServers.filter {
      $0.isRequired && wanted.contains($0.name)
    }
    let limit = required.map(\.patience).max() ?? (canAsk ? Self.patience : .seconds(120))
    await servers.started(wanted, within: limit, on: engine)
    await servers.refreshLists(on: engine)
    offered = engine.session.tools.offered
    obstacle = await obstacle(profile, provider, on: engine)
    if obstacle != nil { offered = [] }
    for report in engine.session.tools.servers where !canAsk {
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
    let missing = ToolSelection.missing(tools.enabled.union(allowed), in: tools.servers)
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
      let result = try await result(of: use, tool, slot, open: open, id, on: engine)
      settle(slot, id, on: engine) { $0.result = result }
      tell(slot, on: engine)
      keep(id, on: engine)
      remember(use, result)
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

  private func settle(
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
    let slots = engine.session.transcript.live?.reply.rounds.last?.uses.count ?? 1
    lastQuestion += 1
    let question = ToolQuestion(
      id: lastQuestion, reason: .new, tool: tool, arguments: arguments,
      number: slots - open + 1, count: slots)
    if let refusal = try await refusal(question, on: engine) { return refusal }
    return try await run(tool, arguments, slot, id, on: engine)
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
    if engine.session.tools.reachesOut(tool) { turn.outside.insert(tool.server) }
    return try await connection.call(tool.name, arguments, on: engine) {
      words, engine in
      engine.tools.settle(slot, id, on: engine) { $0.progress = words }
    }
  }

  // MARK: Whether it may run

  /// Why a call is not run; `nil` when it may be.
  private func refusal(
    _ question: ToolQuestion, on engine: isolated Engine
  ) async throws -> ToolResult? {
    var question = question
    let tool = question.tool
    if engine.session.lock == .thisMachine, engine.session.tools.reachesOut(tool) {
      return .byLock
    }
    if engine.configuration.tools.approval == .deny { return .byRule }
    turn.count += 1
    if turn.count > turn.limit {
      question.reason = .manyCalls(turn.limit)
      guard canAsk else { return .tooManyCalls }
      guard case .no = try await ask(question, on: engine) else {
        turn.limit += engine.configuration.tools.callsPerTurn
        return nil
      }
      return .tooManyCalls
    }
    if allowed.contains(tool.selector) { return nil }
    guard let reason = reason(question, engine) else { return nil }
    guard canAsk else { return .notAsked }
    question.reason = reason
    if reason == .changed {
      question.former = grants.former(tool, in: engine.session.conversation.id)
    }
    switch try await ask(question, on: engine) {
    case .once: return nil
    case .forConversation:
      grants.allow(tool, question.arguments, in: engine.session.conversation.id)
      return nil
    case .always where tool.bindsArguments: return nil
    case .always:
      grants.allowAlways(tool)
      engine.services.saveToolGrants(grants)
      return nil
    case .no(let why):
      let call = Self.call(tool, question.arguments)
      // The same again after a no: the model does not take it, and the turn ends.
      guard turn.denied.insert(call).inserted else { throw CancellationError() }
      return .denied(because: why)
    }
  }

  /// Why the user has to be asked; `nil`: they need not be.
  private func reason(_ question: ToolQuestion, _ engine: isolated Engine) -> ToolQuestion.Reason? {
    let tool = question.tool
    let settings = engine.configuration.tools
    let call = Self.call(tool, question.arguments)
    if turn.last.count >= 2, turn.last.suffix(2).allSatisfy({ $0 == turn.last.last }),
      turn.last.last?.hasPrefix(call + "\u{0}") == true
    {
      return .repeated
    }
    if settings.asksAlways { return .new }
    let isTrusted = engine.session.tools.server(of: tool)?.isTrusted ?? false
    if settings.approval == .readOnlyFree, isTrusted, tool.saysItOnlyReads { return nil }
    switch grants.standing(tool, question.arguments, in: engine.session.conversation.id) {
    case .none: return .new
    case .changed: return .changed
    case .granted:
      let isAfterOthers = !turn.outside.subtracting([tool.server]).isEmpty
      return isAfterOthers && tool.saysItDestroys ? .readOutside : nil
    }
  }

  /// What makes two calls the same.
  private static func call(_ tool: Tool, _ arguments: JSON) -> String {
    tool.wireName + "\u{0}" + arguments.text
  }

  private func remember(_ use: ToolUse, _ result: ToolResult) {
    guard let tool = tool(named: use.call.name) else { return }
    let call = Self.call(tool, ToolArguments(use.call.arguments).json)
    turn.last.append(call + "\u{0}" + result.text)
    if turn.last.count > 3 { turn.last.removeFirst() }
  }

  // MARK: Asking

  private func ask(
    _ question: ToolQuestion, on engine: isolated Engine
  ) async throws -> ToolAnswer {
    let (stream, feed) = AsyncStream<ToolAnswer>.makeStream()
    answers = feed
    engine.change {
      $0.tools.question = question
      $0.transcript.live?.reply.waitsForUser(true, at: engine.time.now)
    }
    engine.replies.emit(.question(question, at: engine.time.now))
    defer {
      answers = nil
      if engine.session.tools.question?.id == question.id {
        engine.change { $0.tools.question = nil }
      }
    }
    for await answer in stream { return answer }
    throw CancellationError()
  }

  /// The user's word for the question of that number.
  func answer(_ answer: ToolAnswer, to question: Int, on engine: isolated Engine) {
    guard engine.session.tools.question?.id == question else { return }
    engine.change {
      $0.tools.question = nil
      $0.transcript.live?.reply.waitsForUser(false, at: engine.time.now)
    }
    answers?.yield(answer)
  }
}
