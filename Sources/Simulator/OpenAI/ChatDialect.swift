/// How one server writes `/v1/chat/completions`.
struct ChatDialect: Sendable {
  let profile: ServerProfile
  let id: String
  let created: Int
  let model: String
  /// The keys that carry thinking: one, or two with the same text.
  let reasoningKeys: [String]

  static func identifier(_ world: World) async -> String {
    switch world.options.profile {
    case .lms0425, .lms0330, .lms0309:
      await world.identifier("chatcmpl-", 21, .lowercase)
    case .llamacpp, .llamacppRouter: await world.identifier("chatcmpl-", 32, .mixed)
    case .ollama: await world.identifier("chatcmpl-", 3, .digits)
    case .vllm: await world.identifier("chatcmpl-", 32, .hexadecimal)
    case .cloud: await world.identifier("chatcmpl-", 29, .mixed)
    }
  }

  static func reasoningKeys(
    _ mode: ReasoningMode, profile: ServerProfile, card: ModelCard
  ) -> [String] {
    switch mode {
    case .reasoningContent: return ["reasoning_content"]
    case .reasoning: return ["reasoning"]
    case .both: return ["reasoning_content", "reasoning"]
    default: break
    }
    return switch profile {
    case .ollama, .vllm: ["reasoning"]
    case .lms0425, .lms0330: card.isHarmony ? ["reasoning"] : ["reasoning_content"]
    case .lms0309, .llamacpp, .llamacppRouter, .cloud: ["reasoning_content"]
    }
  }

  // MARK: Chunks

  func chunk(delta: JSON?, finish: String? = nil) -> JSON {
    let reason = finish.map(JSON.string) ?? .null
    let choices: [JSON] =
      switch profile {
      case _ where delta == nil: []
      case .llamacpp, .llamacppRouter:
        [["finish_reason": reason, "index": 0, "delta": delta ?? [:]]]
      case .ollama: [["index": 0, "delta": delta ?? [:], "finish_reason": reason]]
      case .lms0425, .lms0330, .lms0309, .vllm, .cloud:
        [["index": 0, "delta": delta ?? [:], "logprobs": .null, "finish_reason": reason]]
      }
    return envelope("chat.completion.chunk", choices: .array(choices))
  }

  func envelope(_ object: String, choices: JSON) -> JSON {
    let object = JSON.string(object)
    let name = JSON.string(model)
    switch profile {
    case .llamacpp, .llamacppRouter:
      return [
        "choices": choices, "created": .int(created), "id": .string(id), "model": name,
        "system_fingerprint": "b0-unknown", "object": object,
      ]
    case .lms0425, .lms0330, .lms0309:
      return [
        "id": .string(id), "object": object, "created": .int(created), "model": name,
        "system_fingerprint": name, "choices": choices,
      ]
    case .ollama:
      return [
        "id": .string(id), "object": object, "created": .int(created), "model": name,
        "system_fingerprint": "fp_ollama", "choices": choices,
      ]
    case .vllm, .cloud:
      return [
        "id": .string(id), "object": object, "created": .int(created), "model": name,
        "choices": choices,
      ]
    }
  }

  /// The deltas before the first word, where a server sends such.
  var opening: JSON? {
    switch profile {
    case .llamacpp, .llamacppRouter: ["role": "assistant", "content": .null]
    case .vllm, .cloud: ["role": "assistant", "content": ""]
    case .lms0425, .lms0330, .lms0309, .ollama: nil
    }
  }

  func reasoningDelta(_ piece: String, isFirst: Bool) -> JSON {
    var delta = role(isFirst: isFirst)
    if profile == .ollama { delta = delta.adding("content", "") }
    for key in reasoningKeys { delta = delta.adding(key, .string(piece)) }
    return delta
  }

  func contentDelta(_ piece: String, isFirst: Bool) -> JSON {
    role(isFirst: isFirst).adding("content", .string(piece))
  }

  /// The first delta of a call, or all of it.
  func callDelta(_ call: FunctionCall, arguments: JSON, isFirst: Bool) -> JSON {
    let start: JSON = ["index": .int(call.index)]
    return role(isFirst: isFirst).adding(
      "tool_calls", [start.adding(Self.function(call, arguments: arguments))])
  }

  func argumentsDelta(_ piece: String, of index: Int) -> JSON {
    ["tool_calls": [["index": .int(index), "function": ["arguments": .string(piece)]]]]
  }

  private static func function(_ call: FunctionCall, arguments: JSON) -> JSON {
    let empty: JSON = [:]
    return empty.adding("id", call.id).adding([
      "type": "function", "function": ["name": .string(call.name), "arguments": arguments],
    ])
  }

  /// LM Studio 0.3 and Ollama repeat the role in every delta.
  private func role(isFirst: Bool) -> JSON {
    switch profile {
    case .lms0330, .lms0309, .ollama: ["role": "assistant"]
    case .lms0425: isFirst ? ["role": "assistant"] : [:]
    case .llamacpp, .llamacppRouter, .vllm, .cloud: [:]
    }
  }

  // MARK: Whole

  func whole(
    content: String, reasoning: String, calls: [FunctionCall] = [], finish: String
  ) -> JSON {
    var message: JSON = ["role": "assistant", "content": .string(content)]
    let isSilent = reasoning.isEmpty && profile != .lms0425
    for key in reasoningKeys where !isSilent { message = message.adding(key, .string(reasoning)) }
    let calls = JSON.array(calls.map { Self.function($0, arguments: .string($0.arguments)) })
    let isOpenAI = !profile.isLlamaCpp && profile != .ollama
    if isOpenAI || calls != [] { message = message.adding("tool_calls", calls) }
    let reason = JSON.string(finish)
    let choice: JSON =
      switch profile {
      case .llamacpp, .llamacppRouter:
        ["finish_reason": reason, "index": 0, "message": message]
      case .ollama: ["index": 0, "message": message, "finish_reason": reason]
      case .lms0425, .lms0330, .lms0309, .vllm, .cloud:
        [
          "index": 0, "message": message, "logprobs": .null,
          "finish_reason": reason,
        ]
      }
    return envelope("chat.completion", choices: [choice])
  }
}
