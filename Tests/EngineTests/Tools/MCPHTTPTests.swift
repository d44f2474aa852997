import Support
import Synchronization
import Testing

@testable import Engine

/// Servers of tools over HTTP, as the Python SDK 2.3 was recorded answering, and as broken ones would.
@Suite("Servers of tools over HTTP", .limit(minutes: 1))
struct MCPHTTPTests {
  /// A server with a handshake and a session, or one without.
  private static func server(
    isStateless: Bool, session: String = "s1",
    call: @escaping @Sendable (JSON) -> StubTransport.Answer
  ) -> StubTransport.Reply {
    { request throws(EngineError) in
      guard request.method == .post, let message = JSON(parsing: request.body) else {
        return .text("", status: 200)
      }
      let id = message["id"] ?? .null
      func header(_ name: String) -> String? {
        request.headers.first { $0.name.lowercased() == name.lowercased() }?.value
      }
      func answer(_ result: JSON, headers: [HTTPHeader] = []) -> StubTransport.Answer {
        .text(
          MCPMessage.answer(to: id, result).text,
          headers: [HTTPHeader("Content-Type", "application/json")] + headers)
      }
      switch message["method"]?.string {
      case "server/discover" where isStateless:
        return answer(["supportedVersions": .array(["2026-07-28"])])
      case "server/discover":
        // Recorded: without a session, and with an id in the refusal that is not ours to take.
        return .text(
          #"{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Bad Request: Missing session ID"}}"#,
          status: 400, headers: [HTTPHeader("mcp-session-id", "not-this-one")])
      case "initialize":
        let body = MCPMessage.answer(
          to: id, ["protocolVersion": "2025-11-25", "serverInfo": ["name": "x", "version": "7"]])
        return .text(
          "event: message\ndata: \(body.text)\n\n",
          headers: [
            HTTPHeader("Content-Type", "text/event-stream"), HTTPHeader("MCP-Session-Id", session),
          ])
      case "notifications/initialized": return .text("", status: 202)
      case "tools/list":
        guard isStateless || header("mcp-session-id") == session else {
          return .text("Session not found", status: 404)
        }
        return answer(["tools": .array([["name": "now", "inputSchema": ["type": "object"]]])])
      case "tools/call": return call(message)
      default: return .text("", status: 202)
      }
    }
  }

  private static func answer(_ message: JSON, _ text: String) -> JSON {
    let content: JSON = ["content": .array([["type": "text", "text": .string(text)]])]
    return MCPMessage.answer(to: message["id"] ?? .null, content)
  }

  /// A conversation with that server, whose model calls its tool once.
  private func turn(
    _ server: @escaping StubTransport.Reply, settings: String = "",
    environment: [String: String] = [:],
    url: String = "https://tools.example/mcp"
  ) async throws -> (turn: Turn?, report: ToolServerReport?, requests: [HTTPRequest]) {
    let count = Counter()
    let transport = StubTransport { request throws(EngineError) in
      if request.url == url { return try await server(request) }
      guard request.method == .post else {
        return request.url.hasSuffix("/v1/models")
          ? .text(#"{"data":[{"id":"m","owned_by":"llamacpp"}]}"#) : .text("{}", status: 404)
      }
      return .text(count.next() == 1 ? ToolStage.call("x__now") : ToolStage.words("Done."))
    }
    let configuration = try EngineFixture.configuration(
      EngineFixture.box(
        """
        [tools]
        enabled = ["x"]
        [mcp_servers.x]
        url = "\(url)"
        \(settings)
        """))
    let engine = Engine(
      configuration: configuration,
      services: EngineServices(transport: transport, environment: environment))
    await engine.allowTools(["x:now"])
    await engine.perform(.send(Prompt("go")))
    let session = await engine.until { $0.transcript.settled.count == 1 }
    await engine.shutdown()
    return (
      session.transcript.settled.last, session.tools.servers.first,
      transport.requests.filter { $0.url == url }
    )
  }

  private static func value(_ name: String, _ request: HTTPRequest) -> String? {
    request.headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  @Test("With a handshake: one session, on every request after it, ended at last")
  func handshake() async throws {
    let (turn, report, requests) = try await turn(
      Self.server(isStateless: false) { message in
        let progress: JSON = [
          "progressToken": message["params"]?["_meta"]?["progressToken"] ?? .null, "progress": 1,
        ]
        let told = MCPMessage.notification("notifications/progress", progress)
        return .text(
          ": keep-alive\n\nevent: message\ndata: \(told.text)\n\n"
            + "event: message\ndata: \(Self.answer(message, "14:05").text)\n\n",
          headers: [HTTPHeader("Content-Type", "text/event-stream; charset=utf-8")])
      })
    #expect(report?.version == "7")
    #expect(turn?.reply.rounds.first?.uses[0].result?.text == "14:05")
    let sessions = requests.map { Self.value("mcp-session-id", $0) }
    #expect(sessions.prefix(2) == [nil, nil])
    #expect(sessions.dropFirst(2).allSatisfy { $0 == "s1" } && sessions.count >= 5)
    #expect(requests.last?.method == .delete)
    let call = try #require(
      requests.first {
        $0.body.count > 0 && String(decoding: $0.body, as: UTF8.self).contains("tools/call")
      })
    #expect(Self.value("mcp-protocol-version", call) == "2025-11-25")
    #expect(Self.value("mcp-method", call) == nil)
  }

  @Test("Without a handshake each request says its method and the tool's name in headers")
  func stateless() async throws {
    let (turn, _, requests) = try await turn(
      Self.server(isStateless: true) { .text(Self.answer($0, "14:05").text) })
    #expect(turn?.reply.rounds.first?.uses[0].result?.status == .done)
    let methods = requests.compactMap { Self.value("mcp-method", $0) }
    #expect(methods == ["server/discover", "tools/list", "tools/call"])
    #expect(requests.compactMap { Self.value("mcp-name", $0) } == ["now"])
    #expect(requests.allSatisfy { Self.value("mcp-session-id", $0) == nil })
  }

  @Test("A key goes to its own server only, and not over an open line")
  func keys() async throws {
    let settings = "bearer_token_env_var = \"KEY\"\nhttp_headers = { X-One = \"1\" }\n"
    let server = Self.server(isStateless: true) { .text(Self.answer($0, "14:05").text) }
    let key = ["KEY": "secret-of-the-server"]
    let (_, _, requests) = try await turn(server, settings: settings, environment: key)
    #expect(requests.count == 3)
    #expect(
      requests.allSatisfy { Self.value("authorization", $0) == "Bearer secret-of-the-server" })
    #expect(requests.allSatisfy { Self.value("x-one", $0) == "1" })
    let (_, without, none) = try await turn(server, settings: settings)
    #expect(none.isEmpty)
    guard case .failed(let error) = without?.state else {
      Issue.record("\(String(describing: without))")
      return
    }
    #expect(error.message.contains("KEY"))
    let (_, open, toOpen) = try await turn(
      server, settings: settings, environment: key, url: "http://tools.example/mcp")
    #expect(toOpen.isEmpty && open?.tools.isEmpty == true)
  }

  @Test(
    "What refuses says why, and the prompt goes without its tools",
    arguments: [
      (401, [HTTPHeader("WWW-Authenticate", "Bearer scope=\"read\"")], "scope=\"read\""),
      (405, [], "405"), (503, [], "503"), (200, [], "ended the connection"),
    ] as [(Int, [HTTPHeader], String)])
  func refusals(_ status: Int, _ headers: [HTTPHeader], _ words: String) async throws {
    let (turn, report, _) = try await turn { _ throws(EngineError) in
      .text("<html>no</html>", status: status, headers: headers)
    }
    guard case .failed(let error) = report?.state else {
      Issue.record("\(String(describing: report))")
      return
    }
    #expect(error.message.contains(words), "\(error.message)")
    #expect(turn?.reply.notices.contains { $0.contains("without tools") } == true)
  }

  @Test("A call whose stream breaks off is no silence: it fails at once")
  func brokenStream() async throws {
    let (turn, _, _) = try await turn(
      Self.server(isStateless: true) { _ in
        .text(": wait\n\n", headers: [HTTPHeader("Content-Type", "text/event-stream")])
      })
    #expect(turn?.reply.rounds.first?.uses[0].result?.status == .failed)
    #expect(turn?.reply.text.string == "Done.")
  }

  @Test("A locked conversation asks no server elsewhere")
  func locked() async throws {
    let transport = StubTransport { _ throws(EngineError) in .text("{}", status: 404) }
    let configuration = try EngineFixture.configuration(
      "[mcp_servers.x]\nurl = \"https://tools.example/mcp\"\n")
    let engine = Engine(
      configuration: configuration, services: EngineServices(transport: transport, environment: [:])
    )
    await engine.answerToolQuestions()
    await engine.perform(.adjust(.lock(.thisMachine)))
    await engine.enableTools(["x"])
    let session = await engine.until {
      if case .failed = $0.tools.servers.first?.state { true } else { false }
    }
    guard case .failed(let error) = session.tools.servers.first?.state else { return }
    #expect(error.message.contains("locked"))
    #expect(!transport.requests.contains { $0.url.contains("tools.example") })
    await engine.shutdown()
  }
}
