/// The way to a server of tools over HTTP: each message is a POST, whose answer holds what the server has to say to it,
/// as JSON or as a stream of events ("streamable HTTP", MCP 2025-03-26 and later).
///
/// Facts: the specification, and exchanges recorded with the Python SDK 2.3 (`Fixtures/mcp/http.txt`).
actor MCPHTTP {
  private let server: ToolServer
  private let url: String
  private let headers: [HTTPHeader]
  private let transport: any Transport
  private let lines: AsyncStream<[UInt8]>.Continuation
  /// Given by the server with its answer to the handshake; never taken from a refusal.
  private var sessionID: String?
  /// As the handshake agreed.
  private var version: String?
  private var calls: [Int: Task<Void, Never>] = [:]
  private var others: [Task<Void, Never>] = []

  private init(
    _ server: ToolServer, _ url: String, _ headers: [HTTPHeader], _ transport: any Transport,
    _ lines: AsyncStream<[UInt8]>.Continuation
  ) {
    (self.server, self.url, self.headers) = (server, url, headers)
    (self.transport, self.lines) = (transport, lines)
  }

  /// - Throws: where a variable that a header is taken from is not set, or a key would go over an open line.
  static func pipe(
    to server: ToolServer, _ environment: [String: String], _ transport: any Transport
  ) throws(EngineError) -> MCPPipe {
    let url = server.url ?? ""
    guard let origin = Origin(url: url) else {
      throw ToolMessages.defective(server.name, ToolMessages.noAddress(url))
    }
    let headers = try headers(of: server, environment)
    let isNear = Location(host: origin.host)?.isNear ?? false
    if origin.scheme == "http", !isNear, headers.count > server.headers.count {
      throw ToolMessages.keyOverOpenLine(server.name)
    }
    let (lines, feed) = AsyncStream<[UInt8]>.makeStream()
    let way = MCPHTTP(server, url, headers, transport, feed)
    return MCPPipe(
      lines: lines, send: { line in await way.send(line) }, close: { await way.close() })
  }

  /// What each request carries: literal headers, and secrets from the environment.
  private static func headers(
    of server: ToolServer, _ environment: [String: String]
  ) throws(EngineError) -> [HTTPHeader] {
    var headers = server.headers.map { HTTPHeader($0.name, $0.value) }
    for pair in server.environmentHeaders {
      // As Codex does: a header whose variable is not set is left out.
      if let value = environment[pair.value], !value.isEmpty {
        headers.append(HTTPHeader(pair.name, value))
      }
    }
    guard let variable = server.tokenVariable else { return headers }
    guard let token = environment[variable], !token.isEmpty else {
      throw ToolMessages.noToken(variable, of: server.name)
    }
    return headers + [HTTPHeader("Authorization", "Bearer \(token)")]
  }

  // MARK: Sending

  /// Returns at once; what the server answers comes as lines.
  private func send(_ line: [UInt8]) {
    guard let message = JSON(parsing: line) else { return }
    let id = message["id"]?.identity
    if message["method"]?.string == "notifications/cancelled",
      let called = message["params"]?["requestId"]?.identity
    {
      // In the stateless era the end of the connection is what calls a call off.
      calls.removeValue(forKey: called)?.cancel()
    }
    let task = Task { await self.post(message) }
    if let id, message["method"] != nil { calls[id] = task } else { others.append(task) }
    if others.count > 16 { others.removeFirst() }
  }

  private func request(_ message: JSON) -> HTTPRequest {
    var request = HTTPRequest(method: .post, url: url, headers: headers, body: message.bytes)
    request.headers += [
      HTTPHeader("Content-Type", "application/json"),
      HTTPHeader("Accept", ["application/json", "text/event-stream"].joined(separator: ", ")),
    ]
    let about = message["params"]?["_meta"]?["io.modelcontextprotocol/protocolVersion"]?.string
    if let version = about ?? version {
      request.headers.append(HTTPHeader("MCP-Protocol-Version", version))
    }
    if about != nil, let method = message["method"]?.string {
      request.headers.append(HTTPHeader("Mcp-Method", method))
      if let name = message["params"]?["name"]?.string {
        request.headers.append(HTTPHeader("Mcp-Name", name))
      }
    }
    if let sessionID { request.headers.append(HTTPHeader("MCP-Session-Id", sessionID)) }
    return request
  }

  private func post(_ message: JSON) async {
    let id = message["id"]?.identity
    do {
      let reply = try await transport.send(request(message))
      guard reply.isSuccess else {
        return refuse(id, try await refusal(of: reply), status: reply.status)
      }
      if message["method"]?.string == "initialize" {
        sessionID = reply.header("mcp-session-id")
      }
      if reply.header("content-type")?.lowercased().hasPrefix("text/event-stream") == true {
        try await read(events: reply)
      } else {
        deliver(try await reply.collect(limit: MCPResult.longest))
      }
      // An answer that ended without one.
      if message["method"] != nil { refuse(id, ToolMessages.connectionEnded, status: nil) }
    } catch let error as EngineError {
      refuse(id, error.message, status: nil)
    } catch {
      refuse(id, ToolMessages.connectionEnded, status: nil)
    }
  }

  private func read(events reply: HTTPReply) async throws {
    var events = ServerSentEvents(limit: MCPResult.longest)
    for try await bytes in reply.body {
      events.append(bytes)
      take(&events)
    }
    events.end()
    take(&events)
  }

  private func take(_ events: inout ServerSentEvents) {
    while let item = events.next() {
      if case .event(let event) = item { deliver(Array(event.data)) }
    }
  }

  private func deliver(_ bytes: [UInt8]) {
    guard let json = JSON(parsing: bytes) else { return }
    for message in json.array ?? [json] {
      if let id = message["id"]?.identity, message["method"] == nil {
        guard calls.removeValue(forKey: id) != nil else { continue }
      }
      if let agreed = message["result"]?["protocolVersion"]?.string { version = agreed }
      lines.yield(message.bytes)
    }
  }

  // MARK: What is refused

  /// Answers a request in the server's place, unless it was answered.
  private func refuse(_ id: Int?, _ words: String, status: Int?) {
    // A session that is gone makes every later call fail: the server is begun anew.
    if status == 404, sessionID != nil { lines.finish() }
    guard let id, calls.removeValue(forKey: id) != nil else { return }
    let error: JSON = ["code": 0, "message": .string(words)]
    lines.yield((["jsonrpc": "2.0", "id": .int(id), "error": error] as JSON).bytes)
  }

  private func refusal(of reply: HTTPReply) async throws -> String {
    let body = try await reply.collect(limit: 64 << 10)
    if let said = JSON(parsing: body)?["error"]?["message"]?.string, !said.isEmpty {
      return String(said.prefix(300))
    }
    let asks = reply.header("www-authenticate")
    return ToolMessages.refused(status: HTTPStatus.line(reply.status), asks: asks)
  }

  private func close() async {
    for task in calls.values { task.cancel() }
    for task in others { task.cancel() }
    lines.finish()
    guard let sessionID else { return }
    self.sessionID = nil
    var request = HTTPRequest(method: .delete, url: url, headers: headers)
    request.headers.append(HTTPHeader("MCP-Session-Id", sessionID))
    request.headTimeout = .seconds(2)
    // Where the server knows no end of a session it says so, and that is fine.
    _ = try? await transport.send(request)
  }
}
