/// The endpoints of vLLM and of a cloud service.
struct CompatibleRoutes {
  let exchange: Exchange

  func answer() async throws {
    switch exchange.request.line {
    case "GET /v1/models": try await ModelList(exchange: exchange).answer()
    case "POST /v1/chat/completions": try await ChatCompletions(exchange: exchange).answer()
    case "POST /v1/completions": try await Completions(exchange: exchange).answer()
    case "POST /v1/responses": try await Responses(exchange: exchange).answer()
    case "GET /version" where exchange.profile == .vllm:
      try await exchange.send(["version": "0.25.1"])
    case "GET /health" where exchange.profile == .vllm:
      try await exchange.send(page: "", type: "application/json")
    default:
      let isVLLM = exchange.profile == .vllm
      throw HTTPFailure(
        404,
        isVLLM
          ? ["detail": "Not Found"]
          : LMStudioRefusal.error(
            "Unknown request URL: \(exchange.request.line).", type: "invalid_request_error",
            param: nil, code: "unknown_url"))
    }
  }
}
