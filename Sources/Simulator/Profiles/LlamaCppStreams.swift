/// llama.cpp's streams that can be come back to (tools/server/server-stream.cpp).
struct LlamaCppStreams {
  let exchange: Exchange

  /// The name that a request gives the stream that answers it.
  static func name(of request: Request) -> String? {
    guard request.method == "POST", request.path.hasSuffix("/chat/completions") else { return nil }
    return request.field("x-conversation-id").flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Answers a chat, and keeps its stream where it has a name.
  func chat() async throws {
    let name = Self.name(of: exchange.request)
    guard let name, exchange.wantsStream() else {
      return try await ChatCompletions(exchange: exchange).answer()
    }
    let stream = KeptStream(startedAt: exchange.created)
    await exchange.world.keep(stream, named: name)
    exchange.outlet.kept = stream
    defer { stream.finish() }
    try await ChatCompletions(exchange: exchange).answer()
  }

  /// `POST /v1/streams/lookup`
  func lookUp() async throws {
    let names = try exchange.object()["conversation_ids"]?.elements?.compactMap(\.text) ?? []
    let kept = await exchange.world.kept
    let rows = names.compactMap { name in
      kept[name].map { stream -> JSON in
        [
          "conversation_id": .string(name), "is_done": .bool(stream.isDone),
          "total_bytes": .int(stream.count), "started_at": .int(stream.startedAt),
          "completed_at": .int(stream.isDone ? exchange.created : 0),
        ]
      }
    }
    try await exchange.send(.array(rows))
  }

  /// `GET /v1/stream?conv_id=NAME&from=BYTE`
  func replay() async throws {
    let name = try name()
    guard let stream = await exchange.world.kept[name] else {
      throw HTTPFailure(404, LlamaCppRefusal.notFound)
    }
    try await exchange.openStream(type: "text/event-stream")
    try await stream.read(from: Int(exchange.request.parameter("from") ?? "") ?? 0) {
      try await exchange.outlet.part($0)
    }
    try await exchange.outlet.end()
  }

  /// `DELETE /v1/stream?conv_id=NAME`
  func drop() async throws {
    await exchange.world.dropStream(try name())
    try await exchange.send(page: "", type: "application/json", status: 204)
  }

  private func name() throws(HTTPFailure) -> String {
    if let name = exchange.request.parameter("conv_id"), !name.isEmpty { return name }
    throw HTTPFailure(400, LlamaCppRefusal.invalid("Missing conversation id in path"))
  }
}

extension World {
  /// Keeps a stream under a name, in the place of an earlier one.
  func keep(_ stream: KeptStream, named name: String) {
    kept.updateValue(stream, forKey: name)?.cancel()
  }

  func dropStream(_ name: String) { kept.removeValue(forKey: name)?.cancel() }
}
