/// `POST /v1/chat/completions` of every server, and `/api/v0/chat/completions` of LM Studio.
struct ChatCompletions {
  let exchange: Exchange
  var isNativeZero = false

  func answer() async throws {
    let body = try exchange.object()
    guard body["messages"]?.elements != nil else { throw missingMessages }
    try CallDemands.check(exchange)
    let located = try await exchange.locate(body["model"]?.text)
    if exchange.wantsStream() {
      try await stream(body, located)
    } else {
      try await whole(body, located)
    }
  }

  private var missingMessages: HTTPFailure {
    if exchange.profile.isLlamaCpp {
      return HTTPFailure(400, LlamaCppRefusal.invalid("'messages' is required"))
    }
    return HTTPFailure(
      400,
      LMStudioRefusal.error(
        "'messages' field is required", type: "invalid_request_error", param: "messages",
        code: nil))
  }

  // MARK: Whole

  private func whole(_ body: JSON, _ located: Located) async throws {
    do {
      let instance = try await resident(located, body)
      let (performance, dialect) = try await plan(body, located.card, on: instance)
      try await exchange.readPrompt(performance)
      var count = TokenCount(input: performance.inputTokens, cached: performance.cachedTokens)
      try await exchange.play(performance, on: instance) { count.add($0) }
      var answer = dialect.whole(
        content: performance.content, reasoning: performance.reasoning,
        calls: performance.calls, finish: performance.ending.rawValue)
      if let shown = count.spoiled(by: exchange.faults) {
        let usage = shown.usage(profile: exchange.profile, isHarmony: located.card.isHarmony)
        answer = answer.adding("usage", usage)
      }
      try await exchange.send(closing(answer, performance, count, located.card, instance))
    } catch let failed as LoadFailed {
      throw exchange.refusal(failed)
    } catch let interruption as Interruption {
      throw HTTPFailure(400, ["error": .string(interruption.message)])
    }
  }

  /// What stands behind `usage` in an answer.
  private func closing(
    _ answer: JSON, _ performance: Performance, _ count: TokenCount, _ card: ModelCard,
    _ instance: ModelInstance
  ) -> JSON {
    if isNativeZero {
      return answer.adding(NativeZeroStats.fields(performance, count, card, instance))
    }
    switch exchange.profile {
    case .lms0425, .lms0330, .lms0309: return answer.adding("stats", [:])
    case .llamacpp, .llamacppRouter:
      return answer.adding("timings", count.timings(performance))
    case .ollama, .vllm, .cloud: return answer
    }
  }

  // MARK: Stream

  private func stream(_ body: JSON, _ located: Located) async throws {
    if case .resident(let instance, let card) = located {
      _ = try await plan(body, card, on: instance)
    }
    // LM Studio sends its head at once and is silent while it loads; others load first.
    let early = exchange.profile.isLMStudio ? nil : try await loadedFirst(located, body)
    // llama.cpp keeps even the head back until a slot is free.
    if exchange.profile.isLlamaCpp { try await exchange.world.takeSlot(exchange.number) }
    let events = try await exchange.openEvents()
    do {
      let instance: ModelInstance
      if let early { instance = early } else { instance = try await resident(located, body) }
      let (performance, dialect) = try await plan(body, located.card, on: instance)
      var writer = ChatStream(
        exchange: exchange, events: events, dialect: dialect, performance: performance,
        includesUsage: includesUsage(body), isHarmony: located.card.isHarmony)
      try await writer.readPrompt(reportsProgress: body["return_progress"]?.flag == true)
      try await exchange.play(performance, on: instance) { try await writer.send($0) }
      let extra =
        isNativeZero
        ? NativeZeroStats.fields(performance, writer.count, located.card, instance) : nil
      try await writer.finish(extra: extra)
    } catch let failed as LoadFailed {
      try await MidstreamError(exchange: exchange).send(failed.interruption, on: events)
      exchange.keepsOpen = false
    } catch let interruption as Interruption {
      try await MidstreamError(exchange: exchange).send(interruption, on: events)
      exchange.keepsOpen = false
    } catch let failure as HTTPFailure {
      let interruption = Interruption(message: failure.message)
      try await MidstreamError(exchange: exchange).send(interruption, on: events)
      exchange.keepsOpen = false
    }
    try await exchange.endStream()
  }

  private func includesUsage(_ body: JSON) -> Bool {
    guard exchange.profile != .lms0309 else { return false }
    return body["stream_options"]?["include_usage"]?.flag == true
  }

  // MARK: Planning

  private func loadedFirst(_ located: Located, _ body: JSON) async throws -> ModelInstance {
    do {
      return try await resident(located, body)
    } catch let failed as LoadFailed {
      throw exchange.refusal(failed)
    }
  }

  /// The instance that answers, loaded now if need be.
  private func resident(_ located: Located, _ body: JSON) async throws -> ModelInstance {
    switch located {
    case .resident(let instance, _): return instance
    case .absent(let card):
      let lifetime = body["ttl"]?.number
      return try await exchange.load(card, plan: exchange.jitPlan(timeToLive: lifetime)).instance
    }
  }

  private func plan(
    _ body: JSON, _ card: ModelCard, on instance: ModelInstance
  ) async throws -> (Performance, ChatDialect) {
    var mode = exchange.reasoningMode(of: card, setting: Self.setting(body))
    if exchange.profile.isLlamaCpp, body["reasoning_format"]?.text == "none", mode == .standard {
      mode = .inline
    }
    let budget = body["max_tokens"]?.whole ?? body["max_completion_tokens"]?.whole
    var performance = exchange.performance(by: card, mode: mode, budget: budget)
    if exchange.profile.isLlamaCpp, let limit = body["thinking_budget_tokens"]?.whole, limit >= 0 {
      performance.limitThinking(to: limit)
    }
    continueMessage(body, &performance)
    try exchange.checkContext(of: instance, tokens: performance.inputTokens)
    if exchange.profile.isLlamaCpp {
      let reused = await exchange.world.reuse(
        body, of: exchange.number, performance: performance, on: instance)
      performance.reuse(reused, promptRate: exchange.options.promptRate)
    }
    let dialect = ChatDialect(
      profile: exchange.profile, id: await ChatDialect.identifier(exchange.world),
      created: exchange.created, model: exchange.shownModel(instance.id),
      reasoningKeys: ChatDialect.reasoningKeys(mode, profile: exchange.profile, card: card))
    return (performance, dialect)
  }

  /// llama.cpp (since May 2026) and vLLM write on where the last message stops; nothing of it is said again.
  private func continueMessage(_ body: JSON, _ performance: inout Performance) {
    guard exchange.profile.isLlamaCpp || exchange.profile == .vllm,
      let flag = body["continue_final_message"], flag.flag == true || flag.text != nil,
      let last = body["messages"]?.elements?.last, last["role"]?.text == "assistant"
    else { return }
    let answer = last["content"]?.text ?? ""
    performance.goOn(
      thinking: last["reasoning_content"]?.text ?? "", answer: answer,
      closesThinking: flag.text == "content" || !answer.isEmpty)
  }

  private static func setting(_ body: JSON) -> String? {
    let isOff = body["chat_template_kwargs"]?["enable_thinking"]?.flag == false
    return isOff ? "off" : body["reasoning_effort"]?.text
  }
}
