/// The objects of `/v1/responses`.
struct ResponseObject: Sendable {
  let profile: ServerProfile
  let id: String
  let created: Int
  let model: String
  var previous: String?
  var instructions: String?
  var effort: String?
  var budget: Int?

  /// The form the events carry.
  func object(status: String, output: [JSON], usage: JSON?, error: JSON = .null) -> JSON {
    guard !profile.isLlamaCpp else {
      return llamaCpp(status: status, output: output, usage: usage)
    }
    let isComplete = status == "completed"
    let head: JSON = [
      "id": .string(id), "object": "response", "created_at": .int(created),
      "completed_at": isComplete ? .int(created) : .null, "status": .string(status),
      "incomplete_details": status == "incomplete" ? ["reason": "max_output_tokens"] : .null,
      "model": .string(model), "previous_response_id": previous.map(JSON.string) ?? .null,
      "instructions": instructions.map(JSON.string) ?? .null, "output": .array(output),
      "error": error, "tools": [], "tool_choice": "auto", "truncation": "auto",
      "parallel_tool_calls": true, "text": ["format": ["type": "text"]],
    ]
    // LM Studio answers `top_p` with a boolean (0.4.x).
    return head.adding([
      "top_p": profile.isLMStudio ? .bool(false) : .double(1), "presence_penalty": 0,
      "frequency_penalty": profile.isLMStudio ? .double(1.1) : 0, "top_logprobs": 0,
      "temperature": 0.8,
      "reasoning": ["summary": .null, "effort": effort.map(JSON.string) ?? .null],
      "usage": usage ?? .null, "max_output_tokens": budget.map(JSON.int) ?? .null,
      "max_tool_calls": .null, "store": true, "background": false, "service_tier": "default",
      "metadata": [:], "safety_identifier": .null, "prompt_cache_key": .null,
    ])
  }

  private func llamaCpp(status: String, output: [JSON], usage: JSON?) -> JSON {
    guard status != "in_progress" else {
      return ["id": .string(id), "object": "response", "status": "in_progress"]
    }
    let object: JSON = [
      "id": .string(id), "object": "response", "created_at": .int(created),
      "completed_at": .int(created), "status": .string(status), "model": .string(model),
      "output": .array(output),
    ]
    return object.adding("usage", usage)
  }

  /// A finished item of thinking; Ollama and the cloud tell it as a summary.
  func reasoningItem(_ id: String, _ text: String) -> JSON {
    if summarizes {
      return [
        "id": .string(id), "type": "reasoning",
        "summary": [["type": "summary_text", "text": .string(text)]],
      ]
    }
    if profile.isLlamaCpp {
      return [
        "id": .string(id), "summary": [], "type": "reasoning",
        "content": [["text": .string(text), "type": "reasoning_text"]],
        "encrypted_content": "", "status": "completed",
      ]
    }
    return [
      "id": .string(id), "type": "reasoning", "summary": [],
      "content": [["type": "reasoning_text", "text": .string(text)]],
    ]
  }

  func messageItem(_ id: String, _ text: String) -> JSON {
    [
      "id": .string(id), "type": "message", "role": "assistant", "status": "completed",
      "content": [Self.textPart(text)],
    ]
  }

  func toolItem(_ id: String, _ call: ServerCall) -> JSON {
    [
      "id": .string(id), "type": "mcp_call", "server_label": "simulator",
      "name": .string(call.name), "arguments": .string(call.arguments.rendered()),
      "output": .string(call.output), "error": .null,
    ]
  }

  func callItem(_ id: String, _ call: FunctionCall, arguments: String? = nil) -> JSON {
    let isOpen = arguments != nil
    return [
      "id": .string(id), "type": "function_call", "call_id": call.id ?? .null,
      "name": .string(call.name), "arguments": .string(arguments ?? call.arguments),
      "status": isOpen ? "in_progress" : "completed",
    ]
  }

  static func textPart(_ text: String) -> JSON {
    ["type": "output_text", "text": .string(text), "annotations": [], "logprobs": []]
  }

  var summarizes: Bool { profile == .ollama || profile == .cloud }
}
