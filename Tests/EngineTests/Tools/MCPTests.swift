import Support
import Testing

@testable import Engine

/// The protocol of tool servers, against what real ones wrote and what broken ones would.
@Suite("Servers of tools", .limit(minutes: 1))
struct MCPTests {
  /// The configured server `x`, played by a recorded one.
  private func survey(
    _ server: RecordedToolServer, lastWords: [String] = [], settings: String = "",
    time: Timekeeper = Timekeeper(ContinuousClock())
  ) async throws -> ToolServerReport {
    let configuration = try EngineFixture.configuration(
      """
      [mcp_servers.x]
      command = "x"
      \(settings)
      """)
    let engine = Engine(
      configuration: configuration,
      services: EngineServices(
        transport: StubTransport { _ in .text("", status: 404) }, environment: [:], time: time,
        startTools: { _ throws(EngineError) in server.pipe(lastWords: lastWords) }))
    let reports = await engine.surveyedTools()
    await engine.shutdown()
    return try #require(reports.first)
  }

  private static let names = ["get_current_time", "convert_time"]

  @Test("The stateless era: no handshake, and each request says what it needs")
  func stateless() async throws {
    let server = try RecordedToolServer(recording: "time-modern-2026-07-28")
    let report = try await survey(server)
    #expect(report.tools.map(\.name) == Self.names)
    #expect(report.version == "2026.10.19")
    #expect(server.requests.map { $0["method"]?.string } == ["server/discover", "tools/list"])
    for request in server.requests {
      let version = request["params"]?["_meta"]?["io.modelcontextprotocol/protocolVersion"]
      #expect(version?.string == "2026-07-28")
    }
  }

  @Test(
    "The eras with a handshake, on the same pipe as the question that they do not know",
    arguments: [
      ("time-legacy-2025-11-25", Self.names), ("time-initialize-1999-01-01", []),
      ("sqlite-sdk1-discover-then-initialize", nil),
    ] as [(String, [String]?)])
  func handshake(_ recording: String, _ names: [String]?) async throws {
    let server = try RecordedToolServer(recording: recording)
    let report = try await survey(server)
    if let names, !names.isEmpty { #expect(report.tools.map(\.name) == names) }
    let methods = server.requests.compactMap { $0["method"]?.string }
    #expect(
      methods.prefix(4)
        == ["server/discover", "initialize", "notifications/initialized", "tools/list"])
    #expect(server.requests.last?["params"]?["_meta"] == nil)
  }

  @Test("Noise, blank lines, batches and foreign requests between the answers lose nothing")
  func noise() async throws {
    let server = RecordedToolServer { request, server in
      guard let id = request["id"], request["method"] != nil else { return }
      server.write(line: "Starting server v2 …")
      server.write(line: "")
      server.write(line: "[1,2")
      // Its own request has the number of ours, which still waits.
      server.write(["jsonrpc": "2.0", "id": id, "method": "elicitation/create", "params": [:]])
      if request["method"]?.string == "server/discover" {
        return server.write(MCPMessage.noMethod(id))
      }
      let result: JSON =
        request["method"]?.string == "initialize"
        ? ["protocolVersion": "2024-11-05", "serverInfo": ["name": "s", "version": "7"]]
        : ["tools": [["name": "a", "inputSchema": ["type": "object"]], "junk", ["name": ""]]]
      server.write(.array([MCPMessage.answer(to: id, result)]))
    }
    let report = try await survey(server)
    #expect(report.tools.map(\.name) == ["a"])
    #expect(report.version == "7")
    // Each of its requests was answered: it would wait for ever.
    #expect(server.requests.filter { $0["error"]?["code"]?.identity == -32600 }.count == 3)
  }

  @Test("A list that never ends its pages is read no longer than the same page comes twice")
  func pages() async throws {
    let server = RecordedToolServer { request, server in
      guard let id = request["id"] else { return }
      switch request["method"]?.string {
      case "server/discover":
        server.write(MCPMessage.answer(to: id, ["supportedVersions": ["2026-07-28"]]))
      default:
        let cursor = request["params"]?["cursor"]?.string ?? "0"
        let next = cursor == "0" ? "1" : "2"
        server.write(
          MCPMessage.answer(
            to: id, ["tools": [["name": .string("t\(cursor)")]], "nextCursor": .string(next)]))
      }
    }
    let report = try await survey(server)
    #expect(report.tools.map(\.name) == ["t0", "t1", "t2"])
  }

  @Test("A server that ends before it answers is told with its last words")
  func death() async throws {
    let server = RecordedToolServer { _, server in server.end() }
    let report = try await survey(
      server, lastWords: ["Traceback", "AttributeError: list_resources"])
    guard case .failed(let error) = report.state else {
      Issue.record("\(report.state)")
      return
    }
    #expect(error.message == "x ended before it answered: AttributeError: list_resources")
    #expect(error.serverWords == "Traceback\nAttributeError: list_resources")
  }

  @Test(
    "A stateless server that is slow to start takes the first question, and refuses the handshake")
  func slow() async throws {
    let clock = ManualClock()
    let server = RecordedToolServer { request, server in
      guard let id = request["id"] else { return }
      let known: JSON = ["supportedVersions": .array(["2026-07-28"])]
      switch (request["method"]?.string, id) {
      // The patience with it is over before it answers.
      case ("server/discover", 1): clock.runAhead(true)
      case ("initialize", _):
        clock.runAhead(false)
        server.write(MCPMessage.answer(to: 1, known))
        server.write(MCPMessage.refusal(of: id, MCPFault.otherVersion, "no handshake here"))
      case ("server/discover", _): server.write(MCPMessage.answer(to: id, known))
      default:
        let tool: JSON = ["name": "a", "inputSchema": ["type": "object"]]
        server.write(MCPMessage.answer(to: id, ["tools": .array([tool])]))
      }
    }
    let report = try await survey(server, time: Timekeeper(clock))
    #expect(report.tools.map(\.name) == ["a"], "\(report.state)")
  }

  @Test("A server that prints what is no MCP and ends is told with that")
  func chatter() async throws {
    let server = RecordedToolServer { _, server in
      server.write(line: "hello there")
      server.end()
    }
    guard case .failed(let error) = try await survey(server).state else { return }
    #expect(error.message == "x ended before it answered: hello there")
  }

  @Test("A version that is not spoken here ends it, with the server's word")
  func version() async throws {
    let server = RecordedToolServer { request, server in
      guard let id = request["id"] else { return }
      request["method"]?.string == "initialize"
        ? server.write(MCPMessage.answer(to: id, ["protocolVersion": "2031-01-01"]))
        : server.write(MCPMessage.noMethod(id))
    }
    let report = try await survey(server)
    guard case .failed(let error) = report.state else {
      Issue.record("\(report.state)")
      return
    }
    #expect(error.message.contains("2031-01-01"))
  }

  @Test(
    "Which tools it may offer is the file's word: first the allowed ones, then without the denied")
  func allowed() async throws {
    let server = try RecordedToolServer(recording: "time-modern-2026-07-28")
    let report = try await survey(
      server,
      settings: """
        enabled_tools = ["get_current_time", "convert_time"]
        disabled_tools = ["convert_time"]
        """)
    #expect(report.tools.map(\.name) == ["get_current_time"])
  }

  @Test("A server that is not enabled or makes no sense is not started")
  func notStarted() async throws {
    let never = RecordedToolServer { _, _ in }
    #expect(try await survey(never, settings: "enabled = false").state == .disabled)
    let both = try await survey(never, settings: "url = \"http://h/mcp\"")
    guard case .failed(let error) = both.state else {
      Issue.record("\(both.state)")
      return
    }
    #expect(error.message == "x has both command and url; one of them is meant.")
    #expect(never.requests.isEmpty)
  }

  @Test("Keys of Codex that mean nothing here are told as such, others as unknown")
  func keys() throws {
    let configuration = try EngineFixture.configuration(
      """
      [mcp_servers.x]
      command = "x"
      environment_id = "local"
      comand = "y"
      """)
    #expect(configuration.codexOnly.contains { $0.text.contains("environment_id") })
    #expect(configuration.notices.contains { $0.text.contains("comand") })
  }
}
