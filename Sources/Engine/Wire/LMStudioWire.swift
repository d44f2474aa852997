/// LM Studio's own `/api/v1/chat` (0.4 and later), the only one that tells how a load goes.
///
/// The server keeps the conversation: an exchange carries only the new prompt and the id of the
/// reply before. It refuses keys it does not know, so the body holds none but its documented ones.
package struct LMStudioWire: Wire {
  package init() {}

  /// Whether this API can take the exchange: it has no place for earlier messages.
  package static func canCarry(_ exchange: ChatRequest) -> Bool {
    // Tools of ours have no place in it either: only those that the server itself runs.
    guard exchange.tools.isEmpty, exchange.schema == nil else { return false }
    return exchange.previousResponseID != nil
      || exchange.messages.filter { $0.role != .system }.count == 1
  }

  package func request(for exchange: ChatRequest) throws(EngineError) -> WireRequest {
    guard Self.canCarry(exchange), let prompt = exchange.messages.last(where: { $0.role == .user })
    else {
      throw WireMessages.noPlaceForEarlierMessages
    }
    var body: JSON = [
      "model": .string(exchange.model),
      "input": Self.input(prompt),
      "stream": true,
    ]
    if let id = exchange.previousResponseID {
      // The first turn's instructions hold; sent again they break some templates (tracker 2219).
      body["previous_response_id"] = .string(id)
    } else if let system = exchange.messages.first, system.role == .system, !system.text.isEmpty {
      body["system_prompt"] = .string(system.text)
    }
    body["reasoning"] = exchange.effort.map {
      .string(EffortDialect.native($0, options: exchange.effortOptions))
    }
    body["context_length"] = exchange.contextLength.map(JSON.int)
    if !exchange.integrations.isEmpty {
      body["integrations"] = .array(exchange.integrations.map(JSON.string))
    }
    var request = WireRequest(path: .origin("/api/v1/chat"), body: body)
    // It answers 400 to any other, `seed` among them (its documentation).
    request.write(
      exchange.sampling,
      knowing: [.temperature, .topP, .topK, .minP, .repeatPenalty, .maxOutputTokens])
    return request
  }

  /// Plain text, or parts where there are images.
  private static func input(_ prompt: ChatRequest.Message) -> JSON {
    guard !prompt.images.isEmpty else { return .string(prompt.text) }
    let text: JSON = ["type": "text", "content": .string(prompt.text)]
    return .array(
      [text] + prompt.images.map { ["type": "image", "data_url": .string($0)] })
  }

  package func decoder(for exchange: ChatRequest) -> any ReplyDecoder {
    LMStudioDecoder(exchange)
  }
}
