import Engine

/// Another client of the same server.
enum ServerBenchClient {
  /// Asks llama.cpp's router to load a model; returns the status.
  static func load(_ model: String, port: Int) async throws -> Int {
    let transport = HTTPTransport(environment: [:])
    let body: JSON = ["model": .string(model)]
    let reply = try await transport.send(
      HTTPRequest(
        method: .post, url: "http://127.0.0.1:\(port)/models/load",
        headers: [HTTPHeader("Content-Type", "application/json")], body: body.bytes))
    _ = try await reply.collect()
    await transport.shutdown()
    return reply.status
  }
}
