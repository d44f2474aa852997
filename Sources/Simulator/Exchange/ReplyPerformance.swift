/// What happens while a reply is played, in order.
enum Cue {
  case reasoningBegan
  case reasoning(String)
  case reasoningEnded
  case contentBegan
  case content(String)
  case contentEnded
  case tool(ServerCall)
  case callBegan(FunctionCall)
  case arguments(String)
  case callEnded(FunctionCall)
}

/// A load that came to nothing.
struct LoadFailed: Error {
  var key: String
  /// The second sentence of the message.
  var tail: String

  var message: String { "Failed to load model \"\(key)\". \(tail)" }
}

extension Exchange {
  // MARK: Before

  /// Who answers; the `dup-instance` fault has a loaded model loaded once more.
  func locate(_ name: String?, kind: ModelCard.Kind = .chat) async throws -> Located {
    doubled(try await world.locate(name, kind: kind))
  }

  func locateNatively(_ name: String) async throws -> Located {
    doubled(try await world.locateNatively(name))
  }

  private func doubled(_ located: Located) -> Located {
    faults.contains(.duplicateInstance) ? .absent(located.card) : located
  }

  /// Loads a model and says how far it is; ends with the instance and the seconds it took.
  func load(
    _ card: ModelCard, plan: LoadPlan, progress: (Double) async throws -> Void = { _ in }
  ) async throws -> (instance: ModelInstance, seconds: Double) {
    await world.record("[JIT] Requested model (\(card.key)) is not loaded. Loading...")
    for await step in await world.load(card, plan: plan) {
      switch step {
      case .progress(let fraction): try await progress(fraction)
      case .loaded(let instance, let seconds): return (instance, seconds)
      case .failed(let message): throw LoadFailed(key: card.key, tail: message)
      }
    }
    throw CancellationError()
  }

  /// A load because a request needs it.
  func jitPlan(context: Int? = nil, timeToLive: Double? = nil) -> LoadPlan {
    LoadPlan(context: context, isJIT: true, timeToLive: timeToLive, faults: faults)
  }

  /// The mode of this reply: the request's word, else the model's, the run's, the profile's.
  func reasoningMode(of card: ModelCard, setting: String?) -> ReasoningMode {
    let asked = request.field("x-simulate-reasoning").flatMap(ReasoningMode.init(rawValue:))
    if let mode = asked ?? prompt.reasoning { return mode }
    guard card.thinks(setting) else { return .off }
    if card.reasoningMode != .standard { return card.reasoningMode }
    if options.reasoning != .standard { return options.reasoning }
    return profile == .lms0309 ? .inline : .standard
  }

  /// The reply to this request's prompt.
  func performance(
    by card: ModelCard, mode: ReasoningMode, budget: Int?, history: Int = 0
  ) -> Performance {
    var prompt = prompt
    if faults.contains(.toolsIgnored) { prompt.offered = [] }
    var script =
      faults.contains(.overflowEmpty)
      ? Script(thinking: "", answer: "") : Script(for: prompt)
    settleCalls(&script)
    return Performance(
      script: script, mode: mode, budget: budget, inputTokens: prompt.tokens + history,
      rate: options.tokenRate, promptRate: options.promptRate)
  }

  /// Gives the calls their ids and what the faults do to them.
  private func settleCalls(_ script: inout Script) {
    if faults.contains(.callsAsText) {
      script.answer += script.calls.map(\.text).joined(separator: "\n")
      script.calls = []
    }
    for index in script.calls.indices {
      script.calls[index].index = index
      script.calls[index].id = .string(callID(index))
      script.calls[index] = script.calls[index].spoiled(by: faults)
    }
  }

  /// Unlike any other of this run, in the form of the server.
  private func callID(_ index: Int) -> String {
    let number = String(100_000_000 + number * 100 + index)
    if faults.contains(.callIDsOfNine) { return number }
    return switch profile {
    case .lms0425, .lms0330, .lms0309: number
    case .llamacpp, .llamacppRouter: "SimulatedCallOfThirtyTwo" + number.dropFirst()
    case .ollama: "call_" + number.dropFirst()
    case .vllm: "chatcmpl-tool-" + number
    case .cloud: "call_Simulated" + number
    }
  }

  /// Refuses a conversation longer than the instance's context.
  func checkContext(of instance: ModelInstance, tokens: Int) throws(HTTPFailure) {
    guard tokens > instance.contextLength else { return }
    switch profile {
    case .lms0425: throw HTTPFailure(400, FaultAnswer.overflowNew)
    case .lms0330, .lms0309: throw HTTPFailure(400, FaultAnswer.overflowOld)
    case .llamacpp, .llamacppRouter:
      throw HTTPFailure(
        400, LlamaCppRefusal.overflow(tokens: tokens, context: instance.contextLength))
    case .ollama: return  // cuts the oldest messages away without a word
    case .vllm, .cloud:
      let sizes = "maximum context length is \(instance.contextLength) tokens"
      throw HTTPFailure(
        400,
        LMStudioRefusal.error(
          "This model's \(sizes). However, you requested \(tokens) tokens.",
          type: "invalid_request_error", param: "messages", code: "context_length_exceeded"))
    }
  }

  // MARK: The play

  /// Spends the time of reading the prompt; progress goes from 0 to 1.
  func readPrompt(
    _ performance: Performance, progress: (Double) async throws -> Void = { _ in }
  ) async throws {
    try await world.takeSlot(number)
    let batches = max(1, (performance.inputTokens + 511) / 512)
    try await progress(0)
    for batch in 1...batches {
      try await pacing.wait(performance.promptSeconds / Double(batches))
      try await progress(Double(batch) / Double(batches))
    }
    if let fault = faults[.slowFirstToken] { try await pacing.wait(Double(fault.at ?? 120)) }
  }

  /// Plays the reply in its own time; throws `Interruption` where a fault or an unload ends it.
  func play(
    _ performance: Performance, on instance: ModelInstance, emit: (Cue) async throws -> Void
  ) async throws {
    var played = 0
    await world.renew(instance.id)
    for segment in performance.segments {
      switch segment {
      case .tool(let call): try await emit(.tool(call))
      case .call(let call):
        try await emit(.callBegan(call))
        for piece in call.pieces {
          try await beat(performance, on: instance, played: &played)
          try await emit(.arguments(piece))
        }
        try await emit(.callEnded(call))
      case .reasoning(let pieces):
        try await emit(.reasoningBegan)
        for piece in pieces {
          try await beat(performance, on: instance, played: &played)
          try await emit(.reasoning(piece))
        }
        try await emit(.reasoningEnded)
      case .content(let pieces):
        try await emit(.contentBegan)
        for piece in pieces {
          try await beat(performance, on: instance, played: &played)
          try await emit(.content(piece))
        }
        try await emit(.contentEnded)
      }
    }
  }

  /// One token's time, and whatever is due to go wrong before it.
  private func beat(
    _ performance: Performance, on instance: ModelInstance, played: inout Int
  ) async throws {
    try await breakIfDue(played: played, of: performance.outputTokens, on: instance)
    try await pacing.wait(1 / performance.rate)
    played += 1
  }

  private func breakIfDue(played: Int, of total: Int, on instance: ModelInstance) async throws {
    for fault in faults.faults where played == min(fault.at ?? total / 2, max(0, total - 1)) {
      switch fault.name {
      case .errorObject, .nativeError: throw Interruption(message: "Compute error.")
      case .errorString: throw Interruption(message: "Compute error.", shape: .string)
      case .errorDuplicate: throw Interruption(message: "Compute error.", shape: .duplicate)
      case .crashMid: throw Interruption(message: FaultAnswer.crashMessage, shape: .string)
      case .evictMid, .unloadMid: await world.drop(instance.id)
      default: continue
      }
    }
    if let fault = faults[.stallMid], played == total / 2 {
      try await outlet.flushHeld()
      if let seconds = fault.at { try await pacing.wait(Double(seconds)) }
      if fault.at == nil { try await pacing.hang() }
    }
    guard await world.isResident(instance.id) else {
      throw Interruption(message: "Model unloaded.", type: "model_unloaded")
    }
  }
}
