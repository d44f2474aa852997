/// An error after the stream began, in each server's form.
struct MidstreamError {
  let exchange: Exchange

  /// Sends it; the stream ends without its usual terminator, except on vLLM.
  func send(_ interruption: Interruption, on events: EventStream) async throws {
    let message = JSON.string(interruption.message)
    switch interruption.shape {
    case .string: try await events.send(name, ["error": message])
    case .duplicate:
      try await events.send(name, ["error": ["message": message], "message": message])
    case .object: try await events.send(name, object(message))
    }
    if exchange.profile == .vllm { try await events.done() }
  }

  /// Only LM Studio names the event.
  private var name: String? { exchange.profile.isLMStudio ? "error" : nil }

  private func object(_ message: JSON) -> JSON {
    switch exchange.profile {
    case .lms0425, .lms0330, .lms0309: ["error": ["message": message]]
    case .llamacpp, .llamacppRouter:
      ["error": ["code": 500, "message": message, "type": "server_error"]]
    case .ollama:
      ["error": ["message": message, "type": "api_error", "param": .null, "code": .null]]
    case .vllm:
      [
        "error": [
          "message": message, "type": "InternalServerError", "param": .null, "code": 500,
        ]
      ]
    case .cloud:
      [
        "error": ["code": 502, "message": message],
        "choices": [["index": 0, "delta": ["content": ""], "finish_reason": "error"]],
      ]
    }
  }
}

extension LoadFailed {
  /// The same failure for a client that has already got its head.
  var interruption: Interruption { Interruption(message: message) }
}

extension Exchange {
  /// A load's failure as an answer of its own.
  func refusal(_ failed: LoadFailed) -> HTTPFailure {
    switch profile {
    case .ollama:
      HTTPFailure(500, ["error": .string("llama runner process has terminated: \(failed.tail)")])
    case .llamacpp, .llamacppRouter:
      HTTPFailure(
        500,
        [
          "error": [
            "code": 500, "message": .string("model failed to load"), "type": "server_error",
          ]
        ])
    case .lms0425, .lms0330, .lms0309, .vllm, .cloud:
      HTTPFailure(400, LMStudioRefusal.loadFailed(failed.key, tail: failed.tail))
    }
  }
}
