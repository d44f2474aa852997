/// Loading a model in LM Studio 0.4: a one-token native chat, which reports progress and, unlike
/// `models/load`, does not load a second instance.
struct LMStudioLoad {
  let model: ModelInfo
  /// Tokens; `nil` leaves it to the server.
  let contextLength: Int?

  /// - Returns: The seconds that the server measured.
  func run(over connection: ServerConnection, report: LoadReport) async throws -> Double? {
    var body = body
    do {
      let reply = try await connection.stream(.origin("/api/v1/chat"), body)
      return try await follow(reply, untilLoaded: false, report: report)
    } catch let error as EngineError {
      guard error.serverWords?.contains("max_output_tokens") ?? false else { throw error }
      // Without a limit the model would go on talking: the connection closes once it is loaded.
      body["max_output_tokens"] = nil
      let reply = try await connection.stream(.origin("/api/v1/chat"), body)
      return try await follow(reply, untilLoaded: true, report: report)
    }
  }

  /// The keys are a closed list; nothing else may be sent.
  private var body: JSON {
    var body: JSON = [
      "model": .string(model.id), "input": "Hi", "stream": true, "store": false,
      "max_output_tokens": 1, "temperature": 0,
    ]
    body["context_length"] = contextLength.map(JSON.int)
    body["reasoning"] = model.lowestReasoning.map(JSON.string)
    return body
  }

  private func follow(
    _ reply: HTTPReply, untilLoaded: Bool, report: LoadReport
  ) async throws -> Double? {
    var decoder = LMStudioWire().decoder(for: ChatRequest(model: model.id, messages: []))
    var deltas: [Delta] = []
    var state = State()
    for try await bytes in reply.body {
      decoder.decode(bytes, into: &deltas)
      try state.apply(&deltas, report: report)
      if untilLoaded, state.isLoaded { return state.seconds }
    }
    decoder.end(into: &deltas)
    try state.apply(&deltas, report: report)
    guard state.isLoaded else { throw LMStudioMessages.loadBrokeOff(model.id) }
    return state.seconds
  }

  /// How far the load is.
  private struct State {
    var seconds: Double?
    var isLoaded = false

    mutating func apply(_ deltas: inout [Delta], report: LoadReport) throws {
      for delta in deltas {
        switch delta {
        case .stage(.loading(let progress)): report(.loadProgressed(progress))
        case .stage(.loaded(let measured)):
          isLoaded = true
          seconds = measured
        case .stage(.readingPrompt(let progress)):
          isLoaded = true
          report(.promptProgressed(progress))
        case .finish(.failed(let error)): throw error
        case .finish, .reasoning, .text: isLoaded = true
        default: break
        }
      }
      deltas.removeAll(keepingCapacity: true)
    }
  }
}

extension ModelInfo {
  /// The setting that costs a warm-up the fewest tokens: off where the model allows it (gpt-oss does not).
  var lowestReasoning: String? {
    guard let reasoningOptions else { return nil }
    return ["off", "low", "medium", "high"].first { reasoningOptions.contains($0) }
  }
}
