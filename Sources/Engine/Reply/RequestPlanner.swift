/// An answer whose words begin to come.
struct OpenReply: Sendable {
  var reply: HTTPReply
  var decoder: any ReplyDecoder
  /// `nil` where the server keeps no streams.
  var kept: KeptStream?
}

/// Writes the request that continues a conversation, and sends it until it is answered or refused for
/// good.
final class RequestPlanner {
  /// A request that is ready to go.
  private struct Plan {
    var connection: ServerConnection
    var request: HTTPRequest
    /// Where it ends up, which the lock has to allow whenever it is sent.
    var destination: (location: Location, name: String)
    /// The fields of the request's body.
    var fields: Set<String>
    var decoder: any ReplyDecoder
    /// Relies on a conversation that the server keeps; it may have forgotten it.
    var continuesOnServer: Bool
    var kept: KeptStream?
  }

  /// What servers refused of requests in this run.
  private var amendments: [AmendmentKey: RequestAmendments] = [:]
  /// The limit on thinking that the last request carried.
  private(set) var sentBudget: Int?
  /// The turn that was told what it carries of earlier thinking.
  private var toldKept: Turn.ID?
  /// What servers keep of the prompts they read.
  let prompts = PromptWatch()
  var strain = StrainWatch()
  /// Every answer is to be JSON as this schema has it.
  var schema: JSON?
  /// What was said not to be sent, of which provider.
  private var toldLeftOut: Set<String> = []

  /// Which server and model took offence.
  private struct AmendmentKey: Hashable {
    var provider: String
    var model: String
  }

  /// Sends the request for the live turn and returns the stream that answers it.
  func send(
    _ id: Turn.ID, _ profile: Profile, _ provider: Provider, _ shortcut: AnswerShortcut?,
    on engine: isolated Engine
  ) async throws -> OpenReply {
    let facts = try await engine.servers.factsForReply(of: provider, on: engine)
    func plan(resumes: Bool = true) async throws(EngineError) -> Plan {
      try await self.plan(
        id, profile, provider, facts, resumesOnServer: resumes, shortcut, on: engine)
    }
    var current = try await plan()
    var reply = try await send(current, provider, on: engine)
    while !reply.isSuccess {
      let error = await current.connection.refusal(reply)
      let isForgotten = current.continuesOnServer && ErrorMapper.isLostConversation(error)
      // The server forgot the conversation, and ours is whole: all of it is sent again. Or it refuses a
      // field that it can do without.
      guard isForgotten || amend(current, refused: error, profile, provider, id, on: engine)
      else { throw error }
      current = try await plan(resumes: !isForgotten && current.continuesOnServer)
      reply = try await send(current, provider, on: engine)
    }
    return OpenReply(reply: reply, decoder: current.decoder, kept: current.kept)
  }

  /// Writes any exchange for a provider, beside the conversation.
  func write(
    _ exchange: ChatRequest, profile: Profile, provider: Provider, facts: ServerFacts
  ) throws(EngineError) -> (WireRequest, any ReplyDecoder) {
    let wire = provider.wire(
      provider.resolvedWire(for: facts.kind), for: exchange, kind: facts.kind)
    var written = try wire.request(for: exchange)
    amendments(profile, provider).amend(&written.body)
    return (written, wire.decoder(for: exchange))
  }

  // MARK: Planning

  /// Chooses the wire and writes the request for the live turn.
  private func plan(
    _ id: Turn.ID, _ profile: Profile, _ provider: Provider, _ facts: ServerFacts,
    resumesOnServer: Bool, _ shortcut: AnswerShortcut?, on engine: isolated Engine
  ) async throws(EngineError) -> Plan {
    let session = engine.session
    guard let live = session.transcript.live, live.id == id else {
      throw ReplyMessages.withdrawn
    }
    let history = session.transcript.settled
    let goesOn = continuation(profile, provider, facts.kind) != .none
    let shortcut = shortcut == .closeThinking && !goesOn ? .followUp : shortcut
    let continues = goesOn && (shortcut == nil || shortcut == .closeThinking)
    var exchange = ChatRequest(
      model: live.reply.source.requestedModel,
      messages: session.messages(profile, history: history, live: live, continues: continues))
    if exchange.messages.last?.role == .assistant { exchange.continues = .message }
    exchange.apply(profile)
    exchange.keepsThinking = ThinkingMemory(profile).extent == .all
    tellKept(exchange.keptThinking(before: live.prompt.text), id, on: engine)
    exchange.sampling = profile.sampling.overlaid(by: session.conversation.sampling)
    // Where they lead is not known here.
    if session.lock < .cloud { exchange.integrations = [] }
    exchange.tools = engine.tools.offered.map(ChatRequest.Function.init)
    exchange.effortOptions =
      facts.models.first { $0.answers(to: exchange.model) }?.reasoningOptions
    exchange.schema = schema
    exchange.wantsPromptProgress = facts.kind.reportsPromptProgress
    if facts.kind.takesTimeToLive { exchange.timeToLive = profile.timeToLive }
    if facts.kind.takesDraftModel { exchange.draftModel = profile.draftModel }
    if provider.resolvedWire(for: facts.kind) == .native, resumesOnServer,
      live.reply.text.isEmpty, live.cut == nil
    {
      exchange.previousResponseID = session.previousResponse(history, provider)
    }
    // It has thought enough: where the server can hold it to that, it is to close the thinking at once.
    if shortcut != nil, exchange.thinkingBudget != nil { exchange.thinkingBudget = 0 }
    if let shortcut { exchange.apply(shortcut, thinking: live.reply.reasoning) }
    let (written, decoder) = try write(
      exchange, profile: profile, provider: provider, facts: facts)
    let budgetField = provider.thinkingBudgetField(at: facts.kind)
    sentBudget =
      budgetField?.isIn(written.body) == true && shortcut == nil ? exchange.thinkingBudget : nil
    tell(written.leftOut, provider, id, on: engine)
    prompts.note(
      exchange, provider: provider.id,
      wasUnloaded: engine.session.activeModel?.residency == .notLoaded)
    engine.tools.tellIntegrations(
      of: profile, areSent: written.body["integrations"] != nil, on: engine)
    let connection = try await engine.servers.connection(to: provider, on: engine)
    // What goes on from words that are here already would come back without them.
    let kept =
      live.reply.hasSaidSomething
      ? nil : KeptStream(of: id, in: session.conversation.id, provider, facts.kind)
    var request = connection.request(written)
    if let field = kept?.field { request.headers.append(field) }
    return Plan(
      connection: connection, request: request,
      destination: facts.destination(of: exchange.model, at: provider),
      fields: written.body.fieldNames, decoder: decoder,
      continuesOnServer: exchange.previousResponseID != nil, kept: kept)
  }

  /// How the active server goes on with a message of the model's.
  func continuation(on engine: isolated Engine) -> MessageContinuation {
    guard let kind = engine.session.server.kind else { return .none }
    let profile = engine.session.profile
    return continuation(profile, engine.configuration.provider(of: profile), kind)
  }

  /// How a server goes on with a message of the model's, on the wire that is spoken, where it has not refused to.
  private func continuation(
    _ profile: Profile, _ provider: Provider, _ kind: ServerKind
  ) -> MessageContinuation {
    let field = RequestField.continueFinalMessage.rawValue
    guard provider.resolvedWire(for: kind) == .chat,
      !amendments(profile, provider).omitted.contains(field)
    else { return .none }
    return kind.continuation
  }

  // MARK: Sending

  /// Sends, waits out a llama.cpp that still loads, and retries what is worth retrying.
  private func send(
    _ plan: Plan, _ provider: Provider, on engine: isolated Engine
  ) async throws -> HTTPReply {
    let time = engine.time
    var policy = RetryPolicy(limit: provider.requestMaxRetries)
    let began = time.now
    while true {
      try engine.servers.checkLock(plan.destination, on: engine)
      try Task.checkCancellation()
      engine.reply.willSend(plan.kept)
      let reply = try await plan.connection.transport.send(plan.request)
      guard reply.status == 429 || reply.status >= 500 else { return reply }
      let error = ErrorMapper.error(
        status: reply.status, headers: reply.headers, body: try await reply.collect(limit: 64 << 10)
      )
      if error.saysModelIsLoading {
        if let limit = provider.loadStallTimeout, time.now - began >= limit {
          throw ReplyMessages.stillLoading(after: limit)
        }
        recordLoading(on: engine)
        try await time.sleep(.milliseconds(250))
      } else if let delay = policy.delay(after: error) {
        try await time.sleep(delay)
      } else {
        throw error
      }
    }
  }

  /// The server loads its model and says no more than that.
  private func recordLoading(on engine: isolated Engine) {
    let now = engine.time.now
    engine.change { session in
      session.lastLife = now
      session.transcript.live?.apply(.stage(.loading(nil)), at: now)
      session.warmUp.record(.loadProgressed(nil), at: now)
    }
    engine.replies.emit(.delta(.stage(.loading(nil)), at: now))
  }

  // MARK: What a server refuses

  /// What earlier thinking costs, said once in each turn.
  private func tellKept(_ bytes: Int, _ id: Turn.ID, on engine: isolated Engine) {
    guard bytes > 0, toldKept != id else { return }
    toldKept = id
    let notice = ReplyMessages.thinkingKept(tokens: max(1, bytes / 4))
    engine.reply.apply([.notice(notice)], to: id, on: engine)
  }

  /// What its way of asking has no field for, said in the turn, once.
  private func tell(
    _ leftOut: [Sampling.Name], _ provider: Provider, _ id: Turn.ID, on engine: isolated Engine
  ) {
    let fresh = leftOut.filter { toldLeftOut.insert("\(provider.id) \($0.rawValue)").inserted }
    guard !fresh.isEmpty else { return }
    engine.reply.apply(
      [.notice(ReplyMessages.leftOut(fresh.map(\.rawValue), by: provider.name))], to: id,
      on: engine)
  }

  /// What is known of the provider: its table's settings, and what it refused in this run.
  private func amendments(_ profile: Profile, _ provider: Provider) -> RequestAmendments {
    var all = RequestAmendments()
    all.omitted = Set(provider.omittedFields)
    if let learned = amendments[AmendmentKey(provider: provider.id, model: profile.model)] {
      all.merge(learned)
    }
    return all
  }

  /// Takes back the field that the server refuses, if the request had it; says so in the turn, once.
  ///
  /// - Returns: Whether the request is worth sending again.
  private func amend(
    _ plan: Plan, refused error: EngineError, _ profile: Profile, _ provider: Provider,
    _ id: Turn.ID, on engine: isolated Engine
  ) -> Bool {
    // A server that cannot go on with this very message says so in words of its own.
    let goesOn = RequestField.continueFinalMessage
    let isRefusal = error.kind == .refused && plan.fields.contains(goesOn.rawValue)
    guard let field = error.field ?? (isRefusal ? goesOn : nil),
      plan.fields.contains(field.rawValue)
    else { return false }
    let key = AmendmentKey(provider: provider.id, model: profile.model)
    let words = error.serverWords?.lowercased() ?? ""
    let sibling = field.siblings.first {
      words.contains($0.rawValue) && !plan.fields.contains($0.rawValue)
    }
    let sent: RequestField?
    if let sibling, amendments[key]?.renamed[sibling] == nil {
      amendments[key, default: RequestAmendments()].renamed[field] = sibling
      sent = sibling
    } else {
      amendments[key, default: RequestAmendments()].omitted.insert(field.rawValue)
      sent = nil
    }
    let notice = Delta.notice(
      ReplyMessages.refused(
        field: field.rawValue, insteadSent: sent?.rawValue, by: provider.id))
    guard engine.session.transcript.live?.id == id else { return true }
    engine.change { $0.transcript.live?.apply(notice, at: engine.time.now) }
    engine.replies.emit(.delta(notice, at: engine.time.now))
    return true
  }
}
