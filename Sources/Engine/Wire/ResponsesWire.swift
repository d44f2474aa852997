/// OpenAI's Responses, as the clouds, LM Studio (0.3.29), Ollama (0.13.3) and llama.cpp speak it.
package struct ResponsesWire: Wire {
  private let storesReplies: Bool?

  /// `storesReplies`: what to say for `store`; `nil` leaves it to the server. With `false` it keeps
  /// nothing, and no reply can be continued from.
  package init(storesReplies: Bool? = false) {
    self.storesReplies = storesReplies
  }

  package func request(for exchange: ChatRequest) throws(EngineError) -> WireRequest {
    var body: JSON = ["model": .string(exchange.model)]
    body["instructions"] = exchange.messages.first { $0.role == .system }.map { .string($0.text) }
    body["input"] = .array(Self.input(exchange).flatMap(items))
    if !exchange.tools.isEmpty { body["tools"] = .array(exchange.tools.map(Self.tool)) }
    // What the server does not keep has to go back with the calls that came of it.
    if storesReplies == false, !exchange.tools.isEmpty || exchange.keepsThinking {
      body["include"] = ["reasoning.encrypted_content"]
    }
    body["stream"] = true
    body["store"] = storesReplies.map(JSON.bool)
    body["previous_response_id"] = exchange.previousResponseID.map(JSON.string)
    body["reasoning"] = Self.reasoning(exchange)
    body["text"] = Self.text(exchange)
    var request = WireRequest(path: .base("responses"), body: body)
    request.write(exchange.sampling, knowing: [.temperature, .topP, .maxOutputTokens])
    return request
  }

  /// All messages, or only the new one where the server has those before.
  private static func input(_ exchange: ChatRequest) -> [ChatRequest.Message] {
    let spoken = exchange.messages.filter { $0.role != .system }
    return exchange.previousResponseID == nil ? spoken : spoken.suffix(1)
  }

  /// A message with its calls and their results: an item each, in the order they came.
  private func items(_ message: ChatRequest.Message) -> [JSON] {
    // Clouds take their own thinking only, encrypted; servers near by take it as it was said.
    let isPlain = storesReplies == nil && message.companions.isEmpty
    let thinking = isPlain ? message.thinking.map(Self.thinking) : nil
    let before = thinking.map { [$0] } ?? message.companions
    guard !message.calls.isEmpty else { return before + [Self.item(message)] }
    return before + (message.text.isEmpty ? [] : [Self.item(message)])
      + message.calls.map { call in
        [
          "type": "function_call", "call_id": .string(call.id), "name": .string(call.name),
          "arguments": .string(call.arguments.text),
        ]
      }
      + message.calls.map { call in
        [
          "type": "function_call_output", "call_id": .string(call.id),
          "output": .string(call.result),
        ]
      }
  }

  private static func thinking(_ thinking: ChatRequest.Thinking) -> JSON {
    let text: JSON = ["type": "reasoning_text", "text": .string(thinking.text)]
    return ["type": "reasoning", "summary": .array([]), "content": .array([text])]
  }

  private static func tool(_ tool: ChatRequest.Function) -> JSON {
    [
      "type": "function", "name": .string(tool.name),
      "description": .string(tool.description), "parameters": tool.schema, "strict": false,
    ]
  }

  /// The form Codex sends, which every server of this API has met.
  private static func item(_ message: ChatRequest.Message) -> JSON {
    let kind = message.role == .assistant ? "output_text" : "input_text"
    let text: JSON = ["type": .string(kind), "text": .string(message.text)]
    let images = message.images.map { url -> JSON in
      ["type": "input_image", "image_url": .string(url)]
    }
    return [
      "type": "message",
      "role": .string(message.role.rawValue),
      "content": .array([text] + images),
    ]
  }

  private static func text(_ exchange: ChatRequest) -> JSON? {
    var text: JSON = [:]
    text["verbosity"] = exchange.verbosity.map(JSON.string)
    if let schema = exchange.schema {
      var format: JSON = ["type": "json_schema"]
      for member in ChatWire.format(schema, named: "answer").object ?? [] {
        format[member.key] = member.value
      }
      text["format"] = format
    }
    return text == [:] ? nil : text
  }

  private static func reasoning(_ exchange: ChatRequest) -> JSON? {
    guard exchange.effort != nil || exchange.summary != nil else { return nil }
    var reasoning: JSON = [:]
    reasoning["effort"] = exchange.effort.flatMap { EffortDialect.word($0) }.map(JSON.string)
    // `none` is our word; the API asks for no summary by its absence.
    reasoning["summary"] = exchange.summary.flatMap { $0 == "none" ? nil : .string($0) }
    return reasoning == [:] ? nil : reasoning
  }

  package func decoder(for exchange: ChatRequest) -> any ReplyDecoder {
    ResponsesDecoder(exchange)
  }
}
