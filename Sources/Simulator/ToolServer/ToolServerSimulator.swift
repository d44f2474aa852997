/// A server of tools that speaks MCP, in both of its eras, over lines of JSON.
package actor ToolServerSimulator {
  private static let stateless = "2026-07-28"
  private static let handshakes = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
  private static let flood = 10_000

  private let faults: Set<ToolServerFault>
  private let pacing: any Pacing
  private let write: @Sendable ([UInt8]) -> Void
  /// Ends the server: with words on its standard error.
  private let die: @Sendable (String) -> Void
  private var running: [JSON: Task<Void, Never>] = [:]
  /// Requests of the stateless era, whose results say more of themselves.
  private var stateless: Set<JSON> = []
  private var questions: [JSON: CheckedContinuation<JSON, Never>] = [:]
  private var lists = 0
  private var lastQuestion = 0

  /// - Parameters:
  ///   - write: takes one line with its end.
  ///   - die: called at the fault `dies`.
  package init(
    faults: Set<ToolServerFault> = [], pacing: any Pacing,
    write: @escaping @Sendable ([UInt8]) -> Void, die: @escaping @Sendable (String) -> Void
  ) {
    self.faults = faults
    self.pacing = pacing
    self.write = write
    self.die = die
  }

  /// Takes one line of its standard input.
  package func receive(_ line: [UInt8]) async {
    guard let message = JSON(parsing: line) else {
      return refuse(.null, -32700, "Parse error")
    }
    guard let method = message["method"]?.text else { return settle(message) }
    guard let id = message["id"] else { return notice(method, message["params"]) }
    if parameters(message)["_meta"]?["io.modelcontextprotocol/protocolVersion"] != nil {
      stateless.insert(id)
    }
    if faults.contains(.noise) { write(Array("INFO serving \(method)\r\n\n".utf8)) }
    await answer(method, id, parameters(message))
  }

  private func parameters(_ message: JSON) -> JSON { message["params"] ?? [:] }

  /// Its standard input has ended.
  package func end() {
    for task in running.values { task.cancel() }
    for question in questions.values { question.resume(returning: ["action": "cancel"]) }
    questions = [:]
  }

  // MARK: Requests

  private func answer(_ method: String, _ id: JSON, _ parameters: JSON) async {
    switch method {
    case "server/discover" where !faults.contains(.handshakeOnly):
      send(
        id,
        [
          "supportedVersions": [.string(Self.stateless)], "capabilities": ["tools": [:]],
          "ttlMs": 0, "cacheScope": "private",
        ])
    case "initialize":
      let asked = parameters["protocolVersion"]?.text ?? ""
      let version = Self.handshakes.contains(asked) ? asked : Self.handshakes[0]
      send(
        id,
        [
          "protocolVersion": .string(version),
          "capabilities": ["tools": ["listChanged": true]],
          "serverInfo": ["name": "simulated", "version": "1"],
        ])
    case "ping": send(id, [:])
    case "tools/list": list(id)
    case "tools/call":
      running[id] = Task {
        await call(id, parameters)
        running[id] = nil
      }
    default: refuse(id, -32601, "Method not found")
    }
  }

  private func list(_ id: JSON) {
    lists += 1
    let isLater = faults.contains(.listChanges) && lists > 1
    let tools = SimulatedTool.allCases.dropFirst(isLater ? 1 : 0)
    let suffix =
      faults.contains(.descriptionChanges) ? " (\(UInt32.random(in: 0 ... .max)))" : ""
    let list: JSON = ["tools": .array(tools.map { $0.listed(description: suffix) })]
    let isStateless = stateless.contains(id)
    send(id, isStateless ? list.adding(["ttlMs": 0, "cacheScope": "private"]) : list)
  }

  private func call(_ id: JSON, _ parameters: JSON) async {
    let name = parameters["name"]?.text ?? ""
    guard let tool = SimulatedTool(rawValue: name) else {
      return refuse(id, -32602, "Unknown tool: \(name)")
    }
    let token = parameters["_meta"]?["progressToken"]
    if faults.contains(.silent) { return }
    if faults.contains(.dies) { return die("Traceback: the simulated server dies") }
    if faults.contains(.asksForMore) { _ = await ask("sampling/createMessage", ["messages": []]) }
    if faults.contains(.floods) {
      for step in 1...Self.flood { report(token, step, of: Self.flood) }
    }
    let result = await result(tool, parameters, token, isStateless: stateless.contains(id))
    guard !Task.isCancelled, let result else { return }
    send(id, spoiled(result))
    if faults.contains(.listChanges) {
      write(message: ["method": "notifications/tools/list_changed"])
    }
  }

  private func result(
    _ tool: SimulatedTool, _ parameters: JSON, _ token: JSON?, isStateless: Bool
  ) async -> JSON? {
    let arguments = parameters["arguments"] ?? [:]
    if let result = tool.result(arguments, now: pacing.now) { return result }
    if tool == .ask { return await who(parameters, isStateless: isStateless) }
    let seconds = max(0, arguments["seconds"]?.whole ?? 3)
    for second in 0..<seconds {
      report(token, second, of: seconds)
      do { try await pacing.wait(1) } catch { return nil }
    }
    return SimulatedTool.text("Counted \(seconds) down.")
  }

  /// Asks by a request of its own after a handshake, else by a result that wants more.
  private func who(_ parameters: JSON, isStateless: Bool) async -> JSON {
    let answer: JSON
    if !isStateless {
      answer = await ask("elicitation/create", SimulatedTool.question)
    } else if let given = parameters["inputResponses"]?["who"] {
      guard parameters["requestState"]?.text == "simulated-state" else {
        return SimulatedTool.failure("Invalid or expired requestState")
      }
      answer = given
    } else {
      return [
        "resultType": "input_required", "requestState": "simulated-state",
        "inputRequests": [
          "who": ["method": "elicitation/create", "params": SimulatedTool.question]
        ],
      ]
    }
    guard answer["action"]?.text == "accept" else {
      return SimulatedTool.text("The user did not say (\(answer["action"]?.text ?? "no answer")).")
    }
    return SimulatedTool.text("The user is \((answer["content"] ?? [:]).rendered()).")
  }

  // MARK: Its own questions

  private func ask(_ method: String, _ parameters: JSON) async -> JSON {
    lastQuestion += 1
    let id = JSON.int(lastQuestion)
    return await withCheckedContinuation { continuation in
      questions[id] = continuation
      write(message: ["id": id, "method": .string(method), "params": parameters])
    }
  }

  private func settle(_ message: JSON) {
    guard let id = message["id"], let question = questions.removeValue(forKey: id) else { return }
    question.resume(returning: message["result"] ?? ["action": "refused"])
  }

  private func notice(_ method: String, _ parameters: JSON?) {
    guard method == "notifications/cancelled", let id = parameters?["requestId"] else { return }
    running[id]?.cancel()
  }

  // MARK: Writing

  private func report(_ token: JSON?, _ step: Int, of total: Int) {
    guard let token else { return }
    write(message: [
      "method": "notifications/progress",
      "params": [
        "progressToken": token, "progress": .int(step), "total": .int(total),
        "message": .string("\(total - step) to go"),
      ],
    ])
  }

  private func spoiled(_ result: JSON) -> JSON {
    if faults.contains(.huge) {
      return SimulatedTool.text(String(repeating: "word ", count: 4 << 20))
    }
    return faults.contains(.badText) ? SimulatedTool.text("a\u{0}b \u{1B}[31mred\u{202E}") : result
  }

  private func send(_ id: JSON, _ result: JSON) {
    var result = result
    if stateless.remove(id) != nil {
      if result["resultType"] == nil { result = result.adding("resultType", "complete") }
      let about: JSON = ["name": "simulated", "version": "1"]
      result = result.adding("_meta", ["io.modelcontextprotocol/serverInfo": about])
    }
    var shown = id
    if faults.contains(.wrongID) { shown = 4711 }
    if faults.contains(.idsAsText), let number = id.whole { shown = .string(String(number)) }
    for _ in 0..<(faults.contains(.answersTwice) ? 2 : 1) {
      write(message: ["id": shown, "result": result])
    }
  }

  private func refuse(_ id: JSON, _ code: Int, _ words: String) {
    write(message: ["id": id, "error": ["code": .int(code), "message": .string(words)]])
  }

  private func write(message: JSON) {
    let head: JSON = ["jsonrpc": "2.0"]
    write(Array((head.adding(message).rendered() + "\n").utf8))
  }
}
