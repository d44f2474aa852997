/// `POST /v1/completions`: text in, text out, no thinking apart.
struct Completions {
  let exchange: Exchange

  func answer() async throws {
    let body = try exchange.object()
    let located = try await exchange.locate(body["model"]?.text)
    do {
      let instance: ModelInstance
      switch located {
      case .resident(let resident, _): instance = resident
      case .absent(let card):
        instance = try await exchange.load(card, plan: exchange.jitPlan()).instance
      }
      let performance = exchange.performance(
        by: located.card, mode: .off, budget: body["max_tokens"]?.whole ?? 16)
      try exchange.checkContext(of: instance, tokens: performance.inputTokens)
      let id = await exchange.world.identifier("cmpl-", 21, .lowercase)
      let writer = Writer(
        exchange: exchange, performance: performance, instance: instance, id: id)
      try await exchange.wantsStream() ? writer.stream() : writer.whole()
    } catch let failed as LoadFailed {
      throw exchange.refusal(failed)
    }
  }

  private struct Writer {
    let exchange: Exchange
    let performance: Performance
    let instance: ModelInstance
    let id: String

    func whole() async throws {
      try await exchange.readPrompt(performance)
      var count = TokenCount(input: performance.inputTokens)
      try await exchange.play(performance, on: instance) { count.add($0) }
      let usage = count.usage(profile: exchange.profile)
      let answer = envelope(performance.content, finish: performance.ending.rawValue)
      try await exchange.send(answer.adding("usage", usage))
    }

    func stream() async throws {
      let events = try await exchange.openEvents()
      do {
        try await exchange.readPrompt(performance)
        try await exchange.play(performance, on: instance) { cue in
          guard case .content(let piece) = cue else { return }
          try await events.send(nil, envelope(piece, finish: nil))
        }
        try await events.send(nil, envelope("", finish: performance.ending.rawValue))
        try await events.done()
      } catch let interruption as Interruption {
        try await MidstreamError(exchange: exchange).send(interruption, on: events)
      }
      try await exchange.endStream()
    }

    private func envelope(_ text: String, finish: String?) -> JSON {
      [
        "id": .string(id), "object": "text_completion", "created": .int(exchange.created),
        "model": .string(exchange.shownModel(instance.id)),
        "choices": [
          [
            "index": 0, "text": .string(text), "logprobs": .null,
            "finish_reason": finish.map(JSON.string) ?? .null,
          ]
        ],
      ]
    }
  }
}

/// `POST /v1/embeddings`: eight numbers that depend on the text.
struct Embeddings {
  let exchange: Exchange

  func answer() async throws {
    let body = try exchange.object()
    let located = try await exchange.locate(body["model"]?.text, kind: .embedding)
    if case .absent(let card) = located {
      do {
        _ = try await exchange.load(card, plan: exchange.jitPlan())
      } catch let failed as LoadFailed {
        throw exchange.refusal(failed)
      }
    }
    let texts = body["input"]?.elements?.compactMap(\.text) ?? [body["input"]?.text ?? ""]
    let data = texts.enumerated().map { index, text -> JSON in
      ["object": "embedding", "embedding": Self.vector(text), "index": .int(index)]
    }
    try await exchange.send([
      "object": "list", "data": .array(data), "model": .string(located.card.key),
      "usage": ["prompt_tokens": 0, "total_tokens": 0],
    ])
  }

  private static func vector(_ text: String) -> JSON {
    let seed = text.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
    var random = SeededRandom(seed: seed)
    return .array((0..<8).map { _ in .double((Double(random.next() % 2001) - 1000) / 1000) })
  }
}
