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

  /// Asks for a reply and reads it until cancelled; returns once it has begun.
  static func hold(port: Int) async throws -> Task<Void, any Error> {
    let (began, start) = AsyncStream<Void>.makeStream()
    let task = Task {
      defer { start.finish() }
      let transport = HTTPTransport(environment: [:])
      let body: JSON = [
        "model": "default", "stream": true, "messages": [["role": "user", "content": "hold"]],
      ]
      let reply = try await transport.send(
        HTTPRequest(
          method: .post, url: "http://127.0.0.1:\(port)/v1/chat/completions",
          headers: [HTTPHeader("Content-Type", "application/json")], body: body.bytes))
      for try await _ in reply.body { start.finish() }
    }
    for await _ in began {}
    return task
  }
}
