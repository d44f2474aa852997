import Support
import Synchronization

@testable import Engine

/// A model that says what a test wrote, a server of tools that answers as the test wrote, and the engine between them.
final class ToolStage: Sendable {
  let engine: Engine
  let transport: StubTransport
  private let saved = SavedGrants()

  /// - Parameters:
  ///   - replies: what the model says to each request; the last one again and again.
  ///   - servers: by name; each is made anew at every start.
  init(
    _ replies: [String], top: String = "", settings: String = "",
    time: Timekeeper = Timekeeper(ContinuousClock()),
    facts: [String: String] = [:], grants: ToolGrants = ToolGrants(), archive: Archive? = nil,
    canAsk: Bool = true, recording: Recording? = nil,
    servers: [String: @Sendable () -> RecordedToolServer] = ["x": { ToolStage.server() }]
  ) async throws {
    let count = Counter()
    transport = StubTransport { request throws(EngineError) in
      guard request.method == .post else {
        if let fact = facts.first(where: { request.url.hasSuffix($0.key) }) {
          return .text(fact.value)
        }
        return request.url.hasSuffix("/v1/models")
          ? .text(#"{"data":[{"id":"m","owned_by":"llamacpp"}]}"#) : .text("{}", status: 404)
      }
      let number = count.next()
      return .text(replies[min(number, replies.count) - 1])
    }
    let tables = servers.keys.sorted().map { "[mcp_servers.\($0)]\ncommand = \"\($0)\"\n" }
    let configuration = try EngineFixture.configuration(
      EngineFixture.box(top: top) + "\n" + tables.joined() + settings)
    recording?.begin(configuration)
    let model = transport
    let recorded: any Transport = recording.map { RecordingTransport(model, $0) } ?? model
    var services = EngineServices(
      transport: recorded,
      environment: [:], time: time, archive: archive, recording: recording,
      startTools: { server throws(EngineError) in
        guard let made = servers[server.name] else { throw ToolMessages.notStarted(server.name) }
        return made().pipe(lastWords: ["Traceback: gone"])
      })
    services.toolGrants = grants
    services.saveToolGrants = { [saved] grants in saved.grants.withLock { $0 = grants } }
    engine = Engine(configuration: configuration, services: services)
    if canAsk { await engine.answerToolQuestions() }
    await engine.enableTools(Set(servers.keys))
  }

  var savedGrants: ToolGrants? { saved.grants.withLock { $0 } }

  /// The body of the request of that number, from 0.
  func body(_ number: Int) -> JSON? {
    let posts = transport.requests.filter { $0.method == .post }
    return posts.indices.contains(number) ? JSON(parsing: posts[number].body) : nil
  }

  func messages(_ number: Int) -> [JSON] { body(number)?["messages"]?.array ?? [] }

  /// Sends a prompt, gives each question its answer, and returns the turn when it has ended.
  func ask(
    _ prompt: String = "go", _ answer: @Sendable (ToolQuestion) -> ToolAnswer? = { _ in .once }
  ) async -> Turn? {
    let before = await engine.session.transcript.settled.count
    await engine.perform(.send(Prompt(prompt)))
    var asked = 0
    while true {
      let session = await engine.until {
        $0.transcript.settled.count > before || ($0.tools.question?.id ?? 0) > asked
      }
      guard let question = session.tools.question, question.id > asked else {
        return session.transcript.settled.last
      }
      asked = question.id
      if let word = answer(question) {
        await engine.perform(.answerTool(question: question.id, word))
      } else {
        await engine.perform(.stop)
      }
    }
  }

  // MARK: What is said

  static func call(
    _ name: String, _ arguments: String = "{}", id: String = "c1", thinking: String = ""
  ) -> String {
    let call: JSON = [
      "index": 0, "id": .string(id), "type": "function",
      "function": ["name": .string(name), "arguments": .string(arguments)],
    ]
    var text = ""
    if !thinking.isEmpty { text += event(["reasoning_content": .string(thinking)]) }
    return text + event(["tool_calls": .array([call])]) + ended("tool_calls")
  }

  static func words(_ text: String) -> String {
    event(["content": .string(text)]) + ended("stop")
  }

  static func event(_ delta: JSON) -> String {
    let json: JSON = ["choices": .array([["index": 0, "delta": delta]])]
    return "data: \(json.text)\n\n"
  }

  static func ended(_ reason: String) -> String {
    #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"\#(reason)"}]}"#
      + "\n\ndata: [DONE]\n\n"
  }

  /// A server of the tool `now`, whose calls are answered by `answer`; `nil` leaves them unanswered.
  static func server(
    tools: [JSON] = [
      ["name": "now", "description": "The time", "inputSchema": ["type": "object"]]
    ],
    _ answer: @escaping @Sendable (JSON, RecordedToolServer) -> JSON? = { _, _ in
      ["content": .array([["type": "text", "text": "14:05"]])]
    }
  ) -> RecordedToolServer {
    RecordedToolServer { request, server in
      guard let id = request["id"] else { return }
      switch request["method"]?.string {
      case "server/discover":
        let versions: JSON = ["supportedVersions": .array(["2026-07-28"])]
        server.write(MCPMessage.answer(to: id, versions))
      case "tools/list": server.write(MCPMessage.answer(to: id, ["tools": .array(tools)]))
      case "tools/call":
        if let result = answer(request, server) { server.write(MCPMessage.answer(to: id, result)) }
      default: server.write(MCPMessage.noMethod(id))
      }
    }
  }
}

private final class SavedGrants: Sendable {
  let grants = Mutex<ToolGrants?>(nil)
}
