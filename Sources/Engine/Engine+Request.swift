/// From a conversation to the request that continues it.
extension Engine {
  struct ReplyPlan {
    var connection: ServerConnection
    var request: HTTPRequest
    /// The fields of the request's body.
    var fields: Set<String>
    var decoder: any ReplyDecoder
    /// Relies on a conversation that the server keeps; it may have forgotten it.
    var continuesOnServer: Bool
  }

  /// Chooses the wire and writes the request for the live turn.
  func plan(
    profile: Profile, provider: Provider, facts: ServerFacts, upTo id: Turn.ID,
    resumesOnServer: Bool = true, cut: AnswerWay? = nil
  ) async throws(EngineError) -> ReplyPlan {
    guard let live = session.transcript.live, live.id == id else {
      throw EngineError(.refused, "The prompt was withdrawn.")
    }
    let history = session.transcript.settled
    var exchange = Exchange(
      model: live.reply.source.requestedModel,
      messages: messages(profile, history: history, live: live))
    exchange.apply(profile)
    exchange.effortOptions =
      facts.models.first { $0.answers(to: exchange.model) }?.reasoningOptions
    exchange.wantsPromptProgress = facts.kind.reportsPromptProgress
    if facts.kind.takesTimeToLive { exchange.timeToLive = profile.timeToLive }
    let api = provider.resolvedWire(for: facts.kind)
    if api == .native, resumesOnServer, live.reply.text.isEmpty, live.cut == nil {
      exchange.previousResponseID = previousResponse(history, provider)
    }
    if let cut { exchange.cut(cut, thinking: live.reply.reasoning) }
    let wire = provider.wire(api, for: exchange, kind: facts.kind)
    var written = try wire.request(for: exchange)
    amendments(profile, provider).amend(&written.body)
    let connection = try await connection(to: provider)
    return ReplyPlan(
      connection: connection, request: connection.request(written), fields: written.body.fieldNames,
      decoder: wire.decoder(for: exchange),
      continuesOnServer: exchange.previousResponseID != nil)
  }

  /// The server's id to continue from: only when the last reply here is also the last one there,
  /// and every turn of ours went through the same server's store.
  private func previousResponse(_ history: [Turn], _ provider: Provider) -> String? {
    guard let last = history.last, last.reply.status == .complete,
      history.allSatisfy({
        $0.reply.source.provider == provider.id && $0.reply.responseID != nil && $0.cut == nil
      }), session.conversation.systemPrompt == nil
    else { return nil }
    return last.reply.responseID
  }

  /// Sends, waits out a llama.cpp that still loads, and retries what is worth retrying.
  func send(_ plan: ReplyPlan, provider: Provider) async throws -> HTTPReply {
    var policy = RetryPolicy(limit: provider.requestMaxRetries)
    let began = time.now
    while true {
      let reply = try await transport.send(plan.request)
      guard reply.status == 429 || reply.status >= 500 else { return reply }
      let error = ErrorWords.error(
        status: reply.status, headers: reply.headers, body: try await reply.collect(limit: 64 << 10)
      )
      if error.saysModelIsLoading {
        if let limit = provider.loadStallTimeout, time.now - began >= limit {
          throw EngineError(
            .stalled, "The server still loads its model after \(limit.inSeconds).",
            remedy: "load_stall_timeout_ms in the provider's table sets the limit.")
        }
        noteLoading()
        try await time.sleep(.milliseconds(250))
      } else if let delay = policy.delay(after: error) {
        try await time.sleep(delay)
      } else {
        throw error
      }
    }
  }

  /// The server loads its model and says no more than that.
  private func noteLoading() {
    change { session in
      session.lastLife = time.now
      session.transcript.live?.apply(.stage(.loading(nil)), at: time.now)
      session.warmUp.note(.loadProgressed(nil), at: time.now)
    }
    tell(.delta(.stage(.loading(nil)), at: time.now))
  }
}

extension Exchange {
  /// What the profile asks of the model.
  mutating func apply(_ profile: Profile) {
    effort = profile.effort
    summary = profile.summary
    verbosity = profile.verbosity
    temperature = profile.temperature
    maxOutputTokens = profile.maxOutputTokens
    contextLength = profile.contextWindow
    startsThinking = profile.startsThinking
  }
}

extension Provider {
  /// The wire that is really spoken: the configured one, or what suits the server that was found.
  func resolvedWire(for kind: ServerKind) -> WireAPI {
    wireAPI == .auto ? kind.wire : wireAPI
  }

  /// LM Studio's own API cannot be given an earlier conversation; then the whole is sent as a chat.
  func wire(_ api: WireAPI, for exchange: Exchange, kind: ServerKind) -> any Wire {
    switch api {
    case .native where LMStudioWire.canCarry(exchange): LMStudioWire()
    case .responses: ResponsesWire(storesReplies: isLocal ? nil : false)
    case .ollama: OllamaWire()
    case .native, .chat, .auto:
      ChatWire(
        dialect: ChatWire.Dialect(
          tokenLimitKey: tokenLimitField
            ?? (origin?.host == "api.openai.com" ? "max_completion_tokens" : "max_tokens"),
          effort: kind.effortDialect))
    }
  }
}
