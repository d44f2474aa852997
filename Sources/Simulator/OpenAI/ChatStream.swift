/// Writes one streamed chat completion.
struct ChatStream {
  let exchange: Exchange
  let events: EventStream
  let dialect: ChatDialect
  let performance: Performance
  let includesUsage: Bool
  let isHarmony: Bool
  private(set) var count: TokenCount
  private var hasSpoken = false
  private var callIndex = 0

  init(
    exchange: Exchange, events: EventStream, dialect: ChatDialect, performance: Performance,
    includesUsage: Bool, isHarmony: Bool
  ) {
    self.exchange = exchange
    self.events = events
    self.dialect = dialect
    self.performance = performance
    self.includesUsage = includesUsage
    self.isHarmony = isHarmony
    count = TokenCount(input: performance.inputTokens, cached: performance.cachedTokens)
  }

  /// Reads the prompt; llama.cpp tells how far it is when asked.
  func readPrompt(reportsProgress: Bool) async throws {
    let tells = reportsProgress && exchange.profile.isLlamaCpp
    let (total, cached) = (performance.inputTokens, performance.cachedTokens)
    try await exchange.readPrompt(performance) { fraction in
      // Both were seen to keep the line alive with comments while they read.
      if exchange.profile == .cloud { try await events.comment(" NIMBUS PROCESSING") }
      if exchange.profile.isLlamaCpp, fraction > 0, fraction < 1 { try await events.comment("") }
      guard tells else { return }
      let time = Int(performance.promptSeconds * fraction * 1000)
      let progress: JSON = [
        "total": .int(total), "cache": .int(cached),
        "processed": .int(cached + Int(Double(total - cached) * fraction)),
        "time_ms": .int(time),
      ]
      let chunk = dialect.chunk(delta: ["role": "assistant", "content": .null])
      try await events.send(nil, chunk.adding("prompt_progress", progress))
    }
    guard let opening = dialect.opening, !tells else { return }
    // llama.cpp's first two events leave in one chunk.
    if exchange.profile.isLlamaCpp { return events.hold(dialect.chunk(delta: opening)) }
    try await events.send(nil, dialect.chunk(delta: opening))
  }

  mutating func send(_ cue: Cue) async throws {
    count.add(cue)
    switch cue {
    case .reasoning(let piece):
      try await send(delta: dialect.reasoningDelta(piece, isFirst: !hasSpoken))
    case .content(let piece):
      try await send(delta: dialect.contentDelta(piece, isFirst: !hasSpoken))
    case .callBegan(let call):
      guard sendsPieces else { return }
      try await send(delta: dialect.callDelta(call, arguments: "", isFirst: !hasSpoken))
    case .arguments(let piece):
      guard sendsPieces else { return }
      try await send(delta: dialect.argumentsDelta(piece, of: callIndex))
      return
    case .callEnded(let call):
      callIndex += 1
      guard !sendsPieces else { return }
      let arguments = sendsObjects ? JSON(parsing: Array(call.arguments.utf8)) : nil
      try await send(
        delta: dialect.callDelta(
          call, arguments: arguments ?? .string(call.arguments), isFirst: !hasSpoken))
    case .reasoningBegan, .reasoningEnded, .contentBegan, .contentEnded, .tool: return
    }
    hasSpoken = true
  }

  /// Ollama never cuts a call.
  private var sendsPieces: Bool {
    exchange.profile != .ollama && !exchange.faults.contains(.argumentsWhole) && !sendsObjects
  }

  private var sendsObjects: Bool { exchange.faults.contains(.argumentsObject) }

  private func send(delta: JSON) async throws {
    var chunk = dialect.chunk(delta: delta)
    if exchange.faults.contains(.usageEverywhere) { chunk = chunk.adding("usage", usage) }
    try await events.send(nil, chunk)
  }

  /// The finish chunk, the usage chunk and the terminator.
  func finish(extra: JSON?) async throws {
    if exchange.faults.contains(.overflowEmpty) {
      return try await events.done()
    }
    let tellsTimings = exchange.profile.isLlamaCpp
    let timings: JSON? = tellsTimings ? count.timings(performance) : nil
    var last = dialect.chunk(delta: lastDelta, finish: performance.ending.rawValue)
    if let extra { last = last.adding("usage", usage).adding(extra) }
    if !includesUsage { last = last.adding("timings", timings) }
    let sendsUsage = includesUsage && usage != nil
    if exchange.profile.isLlamaCpp, sendsUsage { events.hold(last) }
    if !exchange.profile.isLlamaCpp || !sendsUsage { try await events.send(nil, last) }
    if sendsUsage, let usage {
      let chunk = dialect.chunk(delta: nil).adding("usage", usage).adding("timings", timings)
      try await events.send(nil, chunk)
    }
    try await events.done()
  }

  private var lastDelta: JSON {
    exchange.profile == .ollama ? ["role": "assistant", "content": ""] : [:]
  }

  private var usage: JSON? {
    count.spoiled(by: exchange.faults)?.usage(profile: exchange.profile, isHarmony: isHarmony)
  }
}
