/// `POST /api/v1/chat`: the one endpoint that tells of loading and of reading the prompt.
struct NativeChat {
  let exchange: Exchange

  private static let keys = [
    "model", "input", "system_prompt", "integrations", "stream", "temperature", "top_p", "top_k",
    "min_p", "repeat_penalty", "max_output_tokens", "reasoning", "context_length", "store",
    "previous_response_id",
  ]

  /// What a valid request asks for.
  private struct Order {
    var context: Int?
    var reasoning: String?
    var budget: Int?
    var isStored: Bool
    var previous: StoredReply?
  }

  func answer() async throws {
    let body = try exchange.object()
    try StrictKeys.check(body, allowed: Self.keys)
    guard let name = body["model"]?.text else { throw StrictKeys.missing("model") }
    guard body["input"] != nil else { throw StrictKeys.missing("input") }
    let located = try await exchange.locateNatively(name)
    let order = try await order(body, for: located.card)
    if exchange.wantsStream() {
      try await stream(order, located)
    } else {
      try await whole(order, located)
    }
  }

  private func order(_ body: JSON, for card: ModelCard) async throws -> Order {
    let reasoning = body["reasoning"]?.text
    if let reasoning, !card.thinkingOptions.contains(reasoning) {
      throw HTTPFailure(400, Self.unsupported(reasoning, by: card))
    }
    var previous: StoredReply?
    if let id = body["previous_response_id"]?.text {
      previous = await exchange.world.recall(id)
      guard previous != nil else { throw HTTPFailure(400, Self.notStored(id)) }
    }
    return Order(
      context: body["context_length"]?.whole, reasoning: reasoning,
      budget: body["max_output_tokens"]?.whole, isStored: body["store"]?.flag ?? true,
      previous: previous)
  }

  // MARK: Whole

  private func whole(_ order: Order, _ located: Located) async throws {
    do {
      var loadSeconds: Double?
      let instance: ModelInstance
      switch located {
      case .resident(let resident, _): instance = resident
      case .absent(let card):
        let plan = exchange.jitPlan(context: order.context)
        (instance, loadSeconds) = try await exchange.load(card, plan: plan)
      }
      let performance = try plan(order, located.card, on: instance)
      try await exchange.readPrompt(performance)
      var record = NativeRecord()
      try await exchange.play(performance, on: instance) { record.add($0) }
      try await exchange.send(
        await result(record, performance, instance, loadSeconds, isStored: order.isStored))
    } catch let failed as LoadFailed {
      throw HTTPFailure(500, Self.internalError(failed.message))
    } catch let interruption as Interruption {
      throw HTTPFailure(500, Self.internalError(interruption.message))
    }
  }

  // MARK: Stream

  private func stream(_ order: Order, _ located: Located) async throws {
    if case .resident(let instance, let card) = located { _ = try plan(order, card, on: instance) }
    exchange.keepsOpen = false
    let events = NativeEvents(try await exchange.openEvents(), faults: exchange.faults)
    try await events.send("chat.start", ["model_instance_id": .string(located.instanceID)])
    var record = NativeRecord()
    var performance: Performance?
    var loadSeconds: Double?
    var instance = ModelInstance(
      id: located.instanceID, key: located.card.key, contextLength: 0, isJIT: true)
    do {
      switch located {
      case .resident(let resident, _): instance = resident
      case .absent(let card):
        (instance, loadSeconds) = try await load(card, context: order.context, events)
      }
      let reply = try plan(order, located.card, on: instance)
      performance = reply
      try await readPrompt(reply, isHarmony: located.card.isHarmony, events)
      try await exchange.play(reply, on: instance) { cue in
        record.add(cue)
        try await events.send(cue)
      }
    } catch let failed as LoadFailed {
      try await events.fail(failed.message, type: "internal_error")
    } catch let interruption as Interruption {
      try await events.fail(interruption.message, type: interruption.type)
    } catch let failure as HTTPFailure {
      try await events.fail(failure.message, type: "invalid_request")
    }
    if !exchange.faults.contains(.noChatEnd), !exchange.faults.contains(.noDone) {
      let end = await result(
        record, performance, instance, loadSeconds, isStored: order.isStored)
      try await events.send("chat.end", ["result": end])
    }
    try await exchange.endStream(closing: true)
  }

  private func load(
    _ card: ModelCard, context: Int?, _ events: NativeEvents
  ) async throws -> (ModelInstance, Double) {
    try await events.send("model_load.start", ["model_instance_id": .string(card.key)])
    let plan = exchange.jitPlan(context: context)
    let loaded = try await exchange.load(card, plan: plan) { fraction in
      try await events.progress("model_load.progress", instanceID: card.key, fraction)
    }
    try await events.send(
      "model_load.end",
      [
        "model_instance_id": .string(loaded.instance.id),
        "load_time_seconds": .double(loaded.seconds.rounded(to: 3)),
      ])
    return loaded
  }

  private func readPrompt(
    _ performance: Performance, isHarmony: Bool, _ events: NativeEvents
  ) async throws {
    try await events.send("prompt_processing.start")
    try await exchange.readPrompt(performance) { fraction in
      try await events.progress("prompt_processing.progress", instanceID: nil, fraction)
    }
    try await events.send("prompt_processing.end")
    // gpt-oss was seen to end it twice (0.4.21).
    if isHarmony { try await events.send("prompt_processing.end") }
  }

  // MARK: Results

  private func plan(
    _ order: Order, _ card: ModelCard, on instance: ModelInstance
  ) throws -> Performance {
    let mode = exchange.reasoningMode(of: card, setting: order.reasoning)
    let performance = exchange.performance(
      by: card, mode: mode, budget: order.budget, history: order.previous?.tokens ?? 0)
    try exchange.checkContext(of: instance, tokens: performance.inputTokens)
    return performance
  }

  private func result(
    _ record: NativeRecord, _ performance: Performance?, _ instance: ModelInstance,
    _ loadSeconds: Double?, isStored: Bool
  ) async -> JSON {
    let name = exchange.shownModel(instance.id)
    var result: JSON = [
      "model_instance_id": .string(name), "output": .array(record.output),
    ]
    if !exchange.faults.contains(.usageMissing) {
      result = result.adding("stats", stats(record, performance, loadSeconds))
    }
    guard isStored, let performance else { return result }
    let id = await exchange.world.identifier("resp_", 48, .hexadecimal)
    await exchange.world.remember(
      StoredReply(id: id, model: instance.key, tokens: performance.totalTokens))
    return result.adding("response_id", .string(id))
  }

  private func stats(
    _ record: NativeRecord, _ performance: Performance?, _ loadSeconds: Double?
  ) -> JSON {
    let isZero = exchange.faults.contains(.usageZero)
    let stats: JSON = [
      "input_tokens": .int(isZero ? 0 : performance?.inputTokens ?? 0),
      "total_output_tokens": .int(isZero ? 0 : record.tokens),
      "reasoning_output_tokens": .int(isZero ? 0 : record.reasoningTokens),
      "tokens_per_second": .double((performance?.rate ?? 0).rounded(to: 2)),
      "time_to_first_token_seconds": .double(
        (performance?.timeToFirstToken ?? 0).rounded(to: 3)),
    ]
    return stats.adding(
      "model_load_time_seconds", loadSeconds.map { .double($0.rounded(to: 3)) })
  }
}
