/// Ollama's table of endpoints.
struct OllamaRoutes {
  let exchange: Exchange

  static let version = "0.32.14"

  func answer() async throws {
    switch exchange.request.line {
    case "GET /", "HEAD /":
      try await exchange.send(page: "Ollama is running", type: "text/plain; charset=utf-8")
    case "GET /api/version": try await exchange.send(["version": .string(Self.version)])
    case "GET /api/tags": try await OllamaModels(exchange: exchange).tags()
    case "GET /api/ps": try await OllamaModels(exchange: exchange).processes()
    case "POST /api/show": try await OllamaModels(exchange: exchange).show()
    case "POST /api/pull": try await OllamaPull(exchange: exchange).answer()
    case "POST /api/chat": try await OllamaChat(exchange: exchange).chat()
    case "POST /api/generate": try await OllamaChat(exchange: exchange).generate()
    case "GET /v1/models": try await ModelList(exchange: exchange).answer()
    case "POST /v1/chat/completions": try await ChatCompletions(exchange: exchange).answer()
    case "POST /v1/completions": try await Completions(exchange: exchange).answer()
    case "POST /v1/embeddings": try await Embeddings(exchange: exchange).answer()
    case "POST /v1/responses": try await Responses(exchange: exchange).answer()
    default:
      try await exchange.send(
        page: "404 page not found", type: "text/plain", status: 404)
    }
  }
}
