/// llama.cpp keeps a stream whose request names it, up to 4 MB of it, until five minutes after its end
/// (tools/server/server-stream.cpp).
///
/// Such a stream goes on when its connection closes, so a reply that is no longer wanted has to be dropped by name.
extension LlamaCppServer {
  package var streamNameField: String? { keepsStreams ? "X-Conversation-Id" : nil }

  /// A server that knows streams misses the name of one; to another the path is unknown.
  static func keepsStreams(_ detection: Detection) async throws(EngineError) -> Bool {
    try await detection.ask("/v1/stream").status == 400
  }

  package func stream(
    _ name: String, from byte: Int, _ connection: ServerConnection
  ) async throws(EngineError) -> HTTPReply? {
    let reply = try await send(.get, name, "&from=\(byte)", connection)
    return reply.isSuccess ? reply : nil
  }

  package func dropStream(_ name: String, _ connection: ServerConnection) async {
    _ = try? await send(.delete, name, "", connection)
  }

  private func send(
    _ method: HTTPRequest.Method, _ name: String, _ rest: String, _ connection: ServerConnection
  ) async throws(EngineError) -> HTTPReply {
    try await connection.transport.send(
      HTTPRequest(
        method: method,
        url: connection.provider.rootURL(
          "/v1/stream?conv_id=\(PercentEncoding.encode(name))\(rest)"),
        headers: connection.headers, connectTimeout: ServerConnection.patience,
        headTimeout: ServerConnection.patience))
  }
}
