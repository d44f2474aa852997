/// OpenAI's Chat Completions, and what other servers made of them.
package struct ChatWire: Wire {
  /// How a provider wants its options named.
  package struct Dialect: Equatable, Sendable {
    /// OpenAI's reasoning models refuse `max_tokens`; LM Studio and llama.cpp only know that.
    package var tokenLimitKey: String
    package var effort: EffortDialect
    /// `nil` where it takes no limit on thinking.
    package var budget: ThinkingBudgetField?
    /// vLLM has a name of its own, and passes over the others' one without a word.
    var repeatPenaltyKey: String { effort == .vllm ? "repetition_penalty" : "repeat_penalty" }

    package init(
      tokenLimitKey: String = "max_tokens", effort: EffortDialect = .openAI,
      budget: ThinkingBudgetField? = nil
    ) {
      self.tokenLimitKey = tokenLimitKey
      self.effort = effort
      self.budget = budget
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
      "messages": .array(exchange.messages.flatMap(Self.messages)),
      "stream": true,
      "stream_options": ["include_usage": true],
    ]
    if !exchange.tools.isEmpty { body["tools"] = .array(exchange.tools.map(Self.tool)) }
    WireRequest.write(
      exchange.sampling, to: &body,
      as: [
        .maxOutputTokens: dialect.tokenLimitKey, .repeatPenalty: dialect.repeatPenaltyKey,
      ])
    body["ttl"] = exchange.timeToLive.map(JSON.int)
    body["draft_model"] = exchange.draftModel.map(JSON.string)
    if let effort = exchange.effort { dialect.effort.write(effort, to: &body) }
    if let tokens = exchange.thinkingBudget { dialect.budget?.write(tokens, to: &body) }
    body["verbosity"] = exchange.verbosity.map(JSON.string)
    if let schema = exchange.schema {
      body["response_format"] = [
        "type": "json_schema", "json_schema": Self.format(schema, named: "answer"),
      ]
    }
    if let continued = exchange.continues {
      body["continue_final_message"] = continued == .answer ? "content" : true
      body["add_generation_prompt"] = false
    }
    if exchange.wantsPromptProgress { body["return_progress"] = true }
    return WireRequest(path: .base("chat/completions"), body: body)
  }

  /// A message, and behind an assistant's the results of its calls, which must follow at once and in order.
  private static func messages(_ message: ChatRequest.Message) -> [JSON] {
    guard !message.calls.isEmpty else { return [Self.message(message)] }
    let words = words(message)
    var json: JSON = [
      "role": "assistant", "content": words.isEmpty ? .null : .string(words),
    ]
    if message.companions.contains(where: { $0["type"] != nil }) {
      json["reasoning_details"] = .array(message.companions)
    } else {
      write(message.thinking, to: &json)
    }
    json["tool_calls"] = .array(
      message.calls.map { call in
        var entry: JSON = [
          "id": .string(call.id), "type": "function",
          "function": ["name": .string(call.name), "arguments": .string(call.arguments.text)],
        ]
        entry["extra_content"] = call.companion
        return entry
      })
    return [json]
      + message.calls.map {
        ["role": "tool", "tool_call_id": .string($0.id), "content": .string($0.result)]
      }
  }

  private static func words(_ message: ChatRequest.Message) -> String {
    message.thinking?.before(message.text) ?? message.text
  }

  private static func write(_ thinking: ChatRequest.Thinking?, to json: inout JSON) {
    guard let thinking, thinking.field != ChatRequest.Thinking.inText else { return }
    json[thinking.field] = .string(thinking.text)
  }

  /// OpenAI's `strict` wants every object closed, which a schema has to say itself.
  static func format(_ schema: JSON, named name: String) -> JSON {
    let isClosed = schema["additionalProperties"] == false
    return ["name": .string(name), "strict": .bool(isClosed), "schema": schema]
  }

  /// llama.cpp refuses a tool without `type`.
  static func tool(_ tool: ChatRequest.Function) -> JSON {
    [
      "type": "function",
      "function": [
        "name": .string(tool.name), "description": .string(tool.description),
        "parameters": tool.schema,
      ],
    ]
  }

  private static func message(_ message: ChatRequest.Message) -> JSON {
    guard !message.images.isEmpty else {
      var json: JSON = [
        "role": .string(message.role.rawValue), "content": .string(words(message)),
      ]
      write(message.thinking, to: &json)
      return json
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
