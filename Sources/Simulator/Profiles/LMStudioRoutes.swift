/// LM Studio's table of endpoints; what is not in it is answered 200 with an error inside.
struct LMStudioRoutes {
  let exchange: Exchange

  func answer() async throws {
    if exchange.request.line == "GET /lmstudio-greeting" {
      return try await exchange.send(["lmstudio": true], layout: .compact)
    }
    if try await answerCompatible() { return }
    if try await answerNativeZero() { return }
    if exchange.profile == .lms0425, try await answerNative() { return }
    try await refuse()
  }

  private func answerCompatible() async throws -> Bool {
    switch exchange.request.line {
    case "GET /v1/models": try await ModelList(exchange: exchange).answer()
    case "POST /v1/chat/completions": try await ChatCompletions(exchange: exchange).answer()
    case "POST /v1/completions": try await Completions(exchange: exchange).answer()
    case "POST /v1/embeddings": try await Embeddings(exchange: exchange).answer()
    case "POST /v1/responses" where exchange.profile != .lms0309:
      try await Responses(exchange: exchange).answer()
    default: return false
    }
    return true
  }

  private func answerNativeZero() async throws -> Bool {
    switch exchange.request.line {
    case "GET /api/v0/models": try await NativeZero(exchange: exchange).list()
    case "POST /api/v0/chat/completions":
      try await ChatCompletions(exchange: exchange, isNativeZero: true).answer()
    case "POST /api/v0/completions": try await Completions(exchange: exchange).answer()
    case "POST /api/v0/embeddings": try await Embeddings(exchange: exchange).answer()
    case let line where line.hasPrefix("GET /api/v0/models/"):
      try await NativeZero(exchange: exchange).show(String(line.dropFirst(19)))
    default: return false
    }
    return true
  }

  private func answerNative() async throws -> Bool {
    switch exchange.request.line {
    case "GET /api/v1/models": try await NativeModels(exchange: exchange).list()
    case "POST /api/v1/models/load": try await NativeModels(exchange: exchange).load()
    case "POST /api/v1/models/unload": try await NativeModels(exchange: exchange).unload()
    case "POST /api/v1/models/download": try await NativeDownloads(exchange: exchange).begin()
    case "POST /api/v1/chat": try await NativeChat(exchange: exchange).answer()
    case let line where line.hasPrefix("GET /api/v1/models/download/status/"):
      try await NativeDownloads(exchange: exchange).report(String(line.dropFirst(35)))
    default: return false
    }
    return true
  }

  private func refuse() async throws {
    let request = exchange.request
    let status = exchange.faults.contains(.catchAll404) ? 404 : 200
    let what = "Unexpected endpoint or method. (\(request.method) \(request.target))"
    await exchange.world.record("\(what). Returning 200 anyway")
    try await exchange.send(["error": .string(what)], status: status, layout: .compact)
  }
}
