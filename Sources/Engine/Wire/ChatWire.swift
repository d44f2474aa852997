/// OpenAI's Chat Completions, and what other servers made of them.
package struct ChatWire: Wire {
  /// How a provider wants its options named.
  package struct Dialect: Equatable, Sendable {
    /// OpenAI's reasoning models refuse `max_tokens`; LM Studio and llama.cpp only know that.
    package var tokenLimitKey: String
    package var effort: EffortDialect

    package init(tokenLimitKey: String = "max_tokens", effort: EffortDialect = .openAI) {
      self.tokenLimitKey = tokenLimitKey
      self.effort = effort
    }

    package static let local = Dialect()
    package static let openAI = Dialect(tokenLimitKey: "max_completion_tokens")
  }

  private let dialect: Dialect

  package init(dialect: Dialect = .local) {
    self.dialect = dialect
  }

  package func request(for exchange: ChatRequest) throws(EngineError) -> WireRequest {
    var body: JSON = [
      "model": .string(exchange.model),
      "messages": .array(exchange.messages.map(Self.message)),
      "stream": true,
      "stream_options": ["include_usage": true],
    ]
    body["temperature"] = exchange.temperature.map(JSON.double)
    body["ttl"] = exchange.timeToLive.map(JSON.int)
    body["draft_model"] = exchange.draftModel.map(JSON.string)
    body[dialect.tokenLimitKey] = exchange.maxOutputTokens.map(JSON.int)
    if let effort = exchange.effort { dialect.effort.write(effort, to: &body) }
    body["verbosity"] = exchange.verbosity.map(JSON.string)
    if exchange.wantsPromptProgress { body["return_progress"] = true }
    return WireRequest(path: .base("chat/completions"), body: body)
  }

  private static func message(_ message: ChatRequest.Message) -> JSON {
    guard !message.images.isEmpty else {
      return ["role": .string(message.role.rawValue), "content": .string(message.text)]
    }
    let text: JSON = ["type": "text", "text": .string(message.text)]
    let images = message.images.map { url -> JSON in
      ["type": "image_url", "image_url": ["url": .string(url)]]
    }
    return ["role": .string(message.role.rawValue), "content": .array([text] + images)]
  }

  package func decoder(for exchange: ChatRequest) -> any ReplyDecoder {
    ChatDecoder(exchange)
  }
}
