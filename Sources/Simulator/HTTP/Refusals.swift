/// Error bodies of LM Studio, as reported for 0.3 and 0.4.
enum LMStudioRefusal {
  static func unknown(_ name: String, known: Catalogue) -> JSON {
    error(
      unknownMessage(name, known: known), type: "invalid_request_error", param: "model",
      code: "model_not_found")
  }

  static func nativeUnknown(_ name: String, known: Catalogue) -> JSON {
    error(
      unknownMessage(name, known: known), type: "invalid_request", param: "model",
      code: "model_not_found")
  }

  static var nothingLoaded: JSON {
    error(
      "No models loaded. Please load a model in the developer page or use the 'lms load' command.",
      type: "invalid_request_error", param: "model", code: nil)
  }

  static func wrongKind(_ name: String) -> JSON {
    error(
      "Model \(name) does not support this endpoint.", type: "invalid_request_error",
      param: "model", code: nil)
  }

  static func loadFailed(_ key: String, tail: String) -> JSON {
    error(
      "Failed to load model \"\(key)\". \(tail)", type: "invalid_request_error", param: "model",
      code: nil)
  }

  static func invalid(_ message: String, param: String? = nil, code: String) -> JSON {
    var body: JSON = ["message": .string(message), "type": "invalid_request"]
    body = body.adding("param", param.map(JSON.string)).adding("code", .string(code))
    return ["error": body]
  }

  static var badJSON: JSON {
    let advice = "Please check the value to ensure it is valid JSON"
    return [
      "error": [
        "message": .string("Invalid body: failed to parse JSON value. \(advice)"),
        "type": "invalid_request", "code": "invalid_json",
      ]
    ]
  }

  static var token: JSON {
    let what = "An LM Studio API token is required to make requests to this server"
    let how = "none was provided using the Authorization header using the 'Bearer' scheme"
    let form = "(i.e., 'Authorization: Bearer $LM_API_TOKEN')"
    let more = "Learn more at: https://lmstudio.ai/docs/developer/core/authentication."
    return [
      "error": [
        "type": "invalid_request", "code": "invalid_api_key",
        "message": .string("\(what), but \(how) \(form). \(more)"),
      ]
    ]
  }

  static func error(_ message: String, type: String, param: String?, code: String?) -> JSON {
    [
      "error": [
        "message": .string(message), "type": .string(type),
        "param": param.map(JSON.string) ?? .null, "code": code.map(JSON.string) ?? .null,
      ]
    ]
  }

  private static func unknownMessage(_ name: String, known: Catalogue) -> String {
    let examples = known.cards.filter { $0.kind == .chat }.prefix(2).map(\.key)
    let advice =
      "Please specify a valid downloaded model (e.g., \(examples.joined(separator: ", ")))."
    return "Invalid model identifier \"\(name)\". \(advice)"
  }
}

/// Error bodies of llama.cpp's server, as recorded.
enum LlamaCppRefusal {
  static var loading: JSON {
    ["error": ["message": "Loading model", "type": "unavailable_error", "code": 503]]
  }

  static var notFound: JSON {
    ["error": ["message": "File Not Found", "type": "not_found_error", "code": 404]]
  }

  static func invalid(_ message: String) -> JSON {
    ["error": ["code": 400, "message": .string(message), "type": "invalid_request_error"]]
  }

  static func overflow(tokens: Int, context: Int) -> JSON {
    let sizes = "request (\(tokens) tokens) exceeds the available context size (\(context) tokens)"
    return [
      "error": [
        "code": 400, "message": .string("\(sizes), try increasing it"),
        "type": "exceed_context_size_error", "n_prompt_tokens": .int(tokens),
        "n_ctx": .int(context),
      ]
    ]
  }
}

/// Error bodies of other OpenAI-compatible servers.
enum CompatibleRefusal {
  static func vllmUnknown(_ name: String) -> JSON {
    [
      "error": [
        "message": .string("The model `\(name)` does not exist."), "type": "NotFoundError",
        "param": "model", "code": 404,
      ]
    ]
  }

  static func cloudUnknown(_ name: String) -> JSON {
    LMStudioRefusal.error(
      "The model `\(name)` does not exist or you do not have access to it.",
      type: "invalid_request_error", param: nil, code: "model_not_found")
  }

  static var key: JSON {
    LMStudioRefusal.error(
      "Incorrect API key provided.", type: "invalid_request_error", param: nil,
      code: "invalid_api_key")
  }

  static var tooMany: JSON {
    LMStudioRefusal.error(
      "Rate limit reached. Please try again later.", type: "rate_limit_error", param: nil,
      code: "rate_limit_exceeded")
  }
}
