/// Which endpoint answers which request, by profile.
enum Routes {
  static func answer(_ exchange: Exchange) async throws {
    switch exchange.profile {
    case .lms0425, .lms0330, .lms0309: try await LMStudioRoutes(exchange: exchange).answer()
    case .ollama: try await OllamaRoutes(exchange: exchange).answer()
    case .llamacpp, .llamacppRouter: try await LlamaCppRoutes(exchange: exchange).answer()
    case .vllm, .cloud: try await CompatibleRoutes(exchange: exchange).answer()
    }
  }

  private static let generating = [
    "/chat", "/chat/completions", "/completions", "/responses", "/generate", "/api/chat",
  ]

  /// Whether the request asks a model to write.
  static func generates(_ request: Request) -> Bool {
    request.method == "POST" && generating.contains { request.path.hasSuffix($0) }
  }
}
