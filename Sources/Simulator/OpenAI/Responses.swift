/// `POST /v1/responses`, stateful on LM Studio and the cloud, stateless elsewhere.
struct Responses {
  let exchange: Exchange

  func answer() async throws {
    let body = try exchange.object()
    try CallDemands.check(exchange)
    let located = try await exchange.locate(body["model"]?.text)
    let previous = try await previous(body)
    if exchange.wantsStream() {
      try await stream(body, located, previous)
    } else {
      try await whole(body, located, previous)
    }
  }

  private func previous(_ body: JSON) async throws -> StoredReply? {
    guard let id = body["previous_response_id"]?.text else { return nil }
    if let found = await exchange.world.recall(id) { return found }
    let what = "Prediction history node with id '\(id)' not found"
    let when = "while attempting to build chat history chain that includes this node."
    throw HTTPFailure(
      400,
      LMStudioRefusal.error(
        "\(what) \(when)", type: "invalid_request_error", param: "previous_response_id",
        code: "previous_response_not_found"))
  }

  // MARK: Whole

  private func whole(_ body: JSON, _ located: Located, _ previous: StoredReply?) async throws {
    do {
      let instance = try await resident(located)
      let (performance, object) = try await plan(body, located.card, instance, previous)
      try await exchange.readPrompt(performance)
      var count = TokenCount(input: performance.inputTokens)
      var output: [JSON] = []
      for segment in performance.segments {
        output.append(await item(segment, object))
      }
      try await exchange.play(performance, on: instance) { count.add($0) }
      await remember(object, performance, instance)
      try await exchange.send(
        object.object(
          status: status(performance), output: output, usage: usage(count)))
    } catch let failed as LoadFailed {
      throw exchange.refusal(failed)
    } catch let interruption as Interruption {
      throw HTTPFailure(400, ["error": .string(interruption.message)])
    }
  }

  private func item(_ segment: Segment, _ object: ResponseObject) async -> JSON {
    let id = await ResponseStream.itemID(segment, world: exchange.world)
    return switch segment {
    case .reasoning(let pieces): object.reasoningItem(id, pieces.joined())
    case .content(let pieces): object.messageItem(id, pieces.joined())
    case .tool(let call): object.toolItem(id, call)
    case .call(let call): object.callItem(id, call)
    }
  }

  // MARK: Stream

  private func stream(_ body: JSON, _ located: Located, _ previous: StoredReply?) async throws {
    var ready: ModelInstance?
    if case .resident(let instance, let card) = located {
      _ = try await plan(body, card, instance, previous)
      ready = instance
    } else if !exchange.profile.isLMStudio {
      do {
        ready = try await resident(located)
      } catch let failed as LoadFailed {
        throw exchange.refusal(failed)
      }
    }
    let events = try await exchange.openEvents()
    do {
      let instance: ModelInstance
      if let ready { instance = ready } else { instance = try await resident(located) }
      let (performance, object) = try await plan(body, located.card, instance, previous)
      let writer = ResponseStream(
        exchange: exchange, events: events, object: object, performance: performance)
      try await writer.begin()
      try await exchange.readPrompt(performance)
      try await exchange.play(performance, on: instance) { try await writer.send($0) }
      await remember(object, performance, instance)
      try await writer.finish(status: status(performance), usage: usage(writer.count))
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

  // MARK: Planning

  private func resident(_ located: Located) async throws -> ModelInstance {
    switch located {
    case .resident(let instance, _): instance
    // `ttl` is ignored here, as LM Studio 0.4.25 does.
    case .absent(let card): try await exchange.load(card, plan: exchange.jitPlan()).instance
    }
  }

  private func plan(
    _ body: JSON, _ card: ModelCard, _ instance: ModelInstance, _ previous: StoredReply?
  ) async throws -> (Performance, ResponseObject) {
    let effort = body["reasoning"]?["effort"]?.text
    let budget = body["max_output_tokens"]?.whole
    let mode = exchange.reasoningMode(of: card, setting: effort)
    let performance = exchange.performance(
      by: card, mode: mode, budget: budget, history: previous?.tokens ?? 0)
    try exchange.checkContext(of: instance, tokens: performance.inputTokens)
    var object = ResponseObject(
      profile: exchange.profile, id: await identifier(), created: exchange.created,
      model: exchange.shownModel(instance.id))
    object.previous = previous?.id
    object.instructions = body["instructions"]?.text
    object.effort = effort
    object.budget = budget
    return (performance, object)
  }

  private func identifier() async -> String {
    exchange.profile.isLlamaCpp
      ? await exchange.world.identifier("resp_", 32, .mixed)
      : await exchange.world.identifier("resp_", 48, .hexadecimal)
  }

  /// LM Studio calls a reply cut by its budget completed as well.
  private func status(_ performance: Performance) -> String {
    performance.ending == .length && exchange.profile == .cloud ? "incomplete" : "completed"
  }

  private func usage(_ count: TokenCount) -> JSON? {
    count.spoiled(by: exchange.faults)?.responseUsage(profile: exchange.profile)
  }

  private func remember(
    _ object: ResponseObject, _ performance: Performance, _ instance: ModelInstance
  ) async {
    guard exchange.json?["store"]?.flag ?? true else { return }
    guard exchange.profile.isLMStudio || exchange.profile == .cloud else { return }
    await exchange.world.remember(
      StoredReply(
        id: object.id, model: instance.key, tokens: performance.totalTokens,
        previous: object.previous))
  }
}
