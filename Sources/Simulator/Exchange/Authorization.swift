/// Whether a request may pass.
enum Authorization {
  static func check(_ exchange: Exchange) throws(HTTPFailure) {
    let options = exchange.options
    guard options.token != nil || options.profile == .cloud else { return }
    guard !isOpen(exchange.request.path, profile: options.profile) else { return }
    let given = bearer(exchange.request) ?? exchange.request.field("x-api-key")
    if let given, options.token.map({ $0 == given }) ?? !given.isEmpty { return }
    switch options.profile {
    case .lms0425, .lms0330, .lms0309: throw HTTPFailure(401, LMStudioRefusal.token)
    case .llamacpp, .llamacppRouter:
      throw HTTPFailure(
        401,
        [
          "error": [
            "message": "Invalid API Key", "type": "authentication_error", "code": 401,
          ]
        ])
    case .vllm: throw HTTPFailure(401, ["error": "Unauthorized"])
    case .ollama: throw HTTPFailure(401, ["error": "unauthorized"])
    case .cloud: throw HTTPFailure(401, CompatibleRefusal.key)
    }
  }

  /// Identity and health stay open.
  private static func isOpen(_ path: String, profile: ServerProfile) -> Bool {
    switch profile {
    case .lms0425, .lms0330, .lms0309: path == "/lmstudio-greeting"
    case .llamacpp, .llamacppRouter: path == "/health" || path == "/v1/health"
    case .vllm: path == "/health"
    case .ollama, .cloud: false
    }
  }

  private static func bearer(_ request: Request) -> String? {
    guard let value = request.field("authorization") else { return nil }
    guard value.lowercased().hasPrefix("bearer ") else { return nil }
    return value.dropFirst(7).trimmed
  }
}
