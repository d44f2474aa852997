/// `POST /api/chat` and `/api/generate`.
struct OllamaChat {
  let exchange: Exchange

  func chat() async throws { try await answer(asChat: true) }

  /// Without a prompt it only loads, or unloads for `keep_alive: 0`.
  func generate() async throws {
    let body = try exchange.object()
    if (body["prompt"]?.text ?? "").isEmpty {
      return try await warmUp(body)
    }
    try await answer(asChat: false)
  }

  private func warmUp(_ body: JSON) async throws {
    let located = try await exchange.locate(body["model"]?.text)
    var reason = "load"
    if lifetime(body) == 0 {
      reason = "unload"
      await exchange.world.drop(located.instanceID)
    } else {
      _ = try await resident(located, body)
    }
    try await exchange.send([
      "model": .string(located.card.key), "created_at": .string(now), "response": "",
      "done": true, "done_reason": .string(reason),
    ])
  }

  private func answer(asChat: Bool) async throws {
    let body = try exchange.object()
    try CallDemands.check(exchange)
    let located = try await exchange.locate(body["model"]?.text)
    let card = located.card
    let setting = try thinking(body, card)
    let (instance, loadSeconds) = try await resident(located, body)
    let mode = exchange.reasoningMode(of: card, setting: setting)
    let performance = exchange.performance(
      by: card, mode: mode, budget: body["options"]?["num_predict"]?.whole)
    var reply = OllamaReply(
      exchange: exchange, card: card, performance: performance, loadSeconds: loadSeconds,
      isChat: asChat)
    if exchange.wantsStream(byDefault: true) {
      try await stream(&reply, on: instance)
    } else {
      try await whole(&reply, on: instance)
    }
  }

  private func whole(_ reply: inout OllamaReply, on instance: ModelInstance) async throws {
    do {
      try await exchange.readPrompt(reply.performance)
      try await exchange.play(reply.performance, on: instance) { reply.count.add($0) }
      try await exchange.send(
        reply.last(
          content: reply.performance.content, thinking: reply.performance.reasoning,
          calls: reply.performance.calls, now: now))
    } catch let interruption as Interruption {
      throw HTTPFailure(500, ["error": .string(interruption.message)])
    }
  }

  private func stream(_ reply: inout OllamaReply, on instance: ModelInstance) async throws {
    let lines = try await LineStream(exchange)
    do {
      try await exchange.readPrompt(reply.performance)
      try await exchange.play(reply.performance, on: instance) { cue in
        reply.count.add(cue)
        guard let line = reply.line(cue, now: now) else { return }
        try await lines.send(line)
      }
      if !exchange.faults.contains(.noDone) {
        try await lines.send(reply.last(content: "", thinking: "", now: now))
      }
    } catch let interruption as Interruption {
      try await lines.send(["error": .string(interruption.message)])
    }
    try await exchange.endStream()
  }

  // MARK: Preparing

  private var now: String { Timestamp.iso(exchange.pacing.now) }

  /// `think` as a setting; refuses it for a model that cannot.
  private func thinking(_ body: JSON, _ card: ModelCard) throws(HTTPFailure) -> String? {
    guard let think = body["think"] else { return nil }
    let wants = think.flag ?? (think.text != nil)
    if wants, card.thinkingOptions.isEmpty {
      throw HTTPFailure(
        400, ["error": .string("\"\(card.key)\" does not support thinking")])
    }
    // gpt-oss ignores booleans and wants a level.
    return card.isHarmony ? think.text : think.text ?? (wants ? "on" : "off")
  }

  private func resident(
    _ located: Located, _ body: JSON
  ) async throws -> (instance: ModelInstance, seconds: Double) {
    let lifetime = lifetime(body)
    switch located {
    case .resident(let instance, _):
      await exchange.world.renew(instance.id, timeToLive: lifetime)
      return (instance, 0.02)
    case .absent(let card):
      do {
        return try await exchange.load(card, plan: exchange.jitPlan(timeToLive: lifetime))
      } catch let failed as LoadFailed {
        throw exchange.refusal(failed)
      }
    }
  }

  /// `keep_alive` in seconds: a number, or `5m`, `1h`, `30s`; five minutes when absent.
  private func lifetime(_ body: JSON) -> Double {
    let unasked = exchange.options.idleLifetime ?? 300
    guard let value = body["keep_alive"] else { return unasked }
    if let seconds = value.number { return seconds }
    guard let text = value.text, let unit = text.last else { return unasked }
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600]
    guard let scale = units[unit], let number = Double(text.dropLast()) else {
      return Double(text) ?? unasked
    }
    return number * scale
  }
}
