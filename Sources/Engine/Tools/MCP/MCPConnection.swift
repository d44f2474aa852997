/// A conversation with one server of tools: questions and their answers, in either era of the protocol.
///
/// Facts: the specification of 2024-11-05 to 2025-11-25 (a handshake first) and of 2026-07-28 (none), and recordings
/// of real servers in Tests/EngineTests/Fixtures/mcp.
final class MCPConnection: ToolProvider {
  enum Era: Equatable, Sendable {
    /// Each request says what it needs.
    case stateless
    /// A handshake comes first.
    case handshake
  }

  private static let stateless = "2026-07-28"
  private static let handshakes = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
  /// A server by the letter of the older specifications may ignore what comes before the handshake.
  private static let probePatience: Duration = .seconds(3)
  /// The user fills in forms, and is shown addresses. Nothing else is done for a server.
  private static let capabilities: JSON = ["elicitation": ["form": [:], "url": [:]]]
  /// Times that a stateless server may ask before one call ends.
  private static let mostQuestions = 8
  static let listPatience: Duration = .seconds(10)

  private let server: ToolServer
  private let pipe: MCPPipe
  /// What it logs over the protocol, the last lines.
  private var log: [String] = []
  private static let longestLog = 200
  private var era = Era.handshake
  /// As the server says it.
  private(set) var version: String?
  private var waiting: [Int: AsyncStream<Result<JSON, MCPFault>>.Continuation] = [:]
  private var lastID = 0
  private var reading: Task<Void, Never>?
  private var hasEnded = false
  /// The first line that was no message: a banner, or another program altogether.
  private var noise: String?
  /// The list of its tools is not what it was.
  private(set) var hasNewList = false
  /// What is said of a call's progress, by its token.
  private var progress: [Int: (String, isolated Engine) -> Void] = [:]
  /// What the server asks of the user.
  private let forms: MCPForms
  /// Told once, when the server has ended.
  private let ended: (isolated Engine) async -> Void

  init(
    _ server: ToolServer, _ pipe: MCPPipe,
    ended: @escaping (isolated Engine) async -> Void = { _ in }
  ) {
    self.server = server
    self.pipe = pipe
    forms = MCPForms(server: server.name)
    self.ended = ended
  }

  // MARK: Beginning and end

  /// Finds out which era the server speaks, and does what that one begins with.
  func begin(on engine: isolated Engine) async throws(EngineError) {
    reading = engine.task { await self.read(on: engine) }
    do throws(MCPFault) {
      try await discover(within: min(Self.probePatience, server.patience), on: engine)
    } catch {
      guard !hasEnded else { throw await died() }
      do throws(MCPFault) {
        try await shakeHands(on: engine)
      } catch {
        // It was slow to start: both questions waited for it, and the first one settled its era.
        if error.code == MCPFault.otherVersion, !hasEnded,
          (try? await discover(within: server.patience, on: engine)) != nil
        {
          return
        }
        throw hasEnded ? await died() : ToolMessages.didNotBegin(server, error, wrote: noise)
      }
    }
  }

  func words() async -> [String] { await pipe.lastWords() + log }

  /// Why it ended: the last of what it wrote on standard error.
  func died() async -> EngineError {
    let words = await pipe.lastWords()
    return ToolMessages.ended(
      server.name, lastWords: words.isEmpty ? [noise].compactMap(\.self) : words)
  }

  func close() async {
    await pipe.close()
    reading?.cancel()
    await reading?.value
  }

  private func discover(
    within limit: Duration, on engine: isolated Engine
  ) async throws(MCPFault) {
    let known = try await ask("server/discover", [:], within: limit, on: engine)
    let versions = known["supportedVersions"]?.array?.compactMap(\.string) ?? []
    guard versions.contains(Self.stateless) else {
      throw MCPFault(message: versions.joined(separator: ", "))
    }
    era = .stateless
    version = known["_meta"]?["io.modelcontextprotocol/serverInfo"]?["version"]?.string
  }

  private func shakeHands(on engine: isolated Engine) async throws(MCPFault) {
    era = .handshake
    let answer = try await ask(
      "initialize",
      [
        "protocolVersion": .string(Self.handshakes[0]), "capabilities": Self.capabilities,
        "clientInfo": ["name": "codex-tui", "title": "codex-tui", "version": "1"],
      ], within: server.patience, on: engine)
    let version = answer["protocolVersion"]?.string ?? ""
    guard Self.handshakes.contains(version) else {
      throw MCPFault(code: MCPFault.otherVersion, message: version)
    }
    self.version = answer["serverInfo"]?["version"]?.string
    try await send(MCPMessage.notification("notifications/initialized"))
  }

  // MARK: Tools

  /// Every tool on every page; a server that never ends its pages is cut off.
  func tools(on engine: isolated Engine) async throws(EngineError) -> [Tool] {
    hasNewList = false
    var tools: [Tool] = []
    var cursor: JSON?
    for _ in 0..<100 where tools.count < 2000 {
      var parameters: JSON = [:]
      parameters["cursor"] = cursor
      let page: JSON
      do throws(MCPFault) {
        page = try await ask("tools/list", parameters, within: Self.listPatience, on: engine)
      } catch {
        throw hasEnded ? await died() : ToolMessages.didNotList(server.name, error)
      }
      tools += (page["tools"]?.array ?? []).compactMap { Tool($0, of: server.name) }
      let next = page["nextCursor"]
      guard let next, next != cursor else { break }
      cursor = next
    }
    return tools.filter { server.offers($0.name) }
  }

  /// Runs a tool. Whatever comes of it is a result; a call that was called off throws.
  ///
  /// - Parameter heard: what the tool says of its progress.
  func call(
    _ tool: String, _ arguments: JSON, on engine: isolated Engine,
    heard: @escaping @Sendable (String, isolated Engine) -> Void
  ) async throws(CancellationError) -> ToolResult {
    let began = forms.workTime(engine.time.now)
    let token = lastID + 1
    progress[token] = heard
    forms.callBegan()
    defer {
      progress[token] = nil
      forms.callEnded()
    }
    var result: ToolResult
    do throws(MCPFault) {
      result = MCPResult.result(
        try await answer(["name": .string(tool), "arguments": arguments], on: engine))
    } catch {
      if Task.isCancelled { throw CancellationError() }
      result =
        hasEnded
        ? ToolResult(
          .lost,
          ToolResult.serverEnded(
            ToolMessages.ending(of: server.name, lastWords: await pipe.lastWords().last ?? noise)))
        : ToolResult(.failed, ToolMessages.words(error))
    }
    result.took = forms.workTime(engine.time.now) - began
    return result
  }

  /// The result of a call; where a stateless server needs something of the user first, the call is made again with it.
  private func answer(_ call: JSON, on engine: isolated Engine) async throws(MCPFault) -> JSON {
    var call = call
    for _ in 0..<Self.mostQuestions {
      let result = try await ask("tools/call", call, within: server.callTimeout, on: engine)
      switch result["resultType"]?.string {
      case nil, "complete"?: return result
      case "input_required"?: break
      case let other?: throw MCPFault(message: ToolMessages.unknownResult(other))
      }
      var answers: JSON = [:]
      for request in result["inputRequests"]?.object ?? [] {
        guard request.value["method"]?.string == "elicitation/create",
          let form = ToolForm(request.value["params"] ?? [:], of: server.name)
        else { throw MCPFault(message: ToolMessages.asksForMore) }
        answers[request.key] = await forms.fill(form, on: engine).json
      }
      if Task.isCancelled { throw MCPFault(message: ToolMessages.calledOff) }
      call["inputResponses"] = answers
      call["requestState"] = result["requestState"]
    }
    throw MCPFault(message: ToolMessages.asksForMore)
  }

  private func answerForm(_ id: JSON, _ parameters: JSON, on engine: isolated Engine) async {
    do throws(MCPFault) {
      let form = try forms.form(parameters)
      // Other messages are read meanwhile.
      forms.keep(
        engine.task {
          let answer = await self.forms.fill(form, on: engine)
          try? await self.send(MCPMessage.answer(to: id, answer.json))
        })
    } catch {
      try? await send(MCPMessage.refusal(of: id, error.code, error.message))
    }
  }

  // MARK: Messages

  private func ask(
    _ method: String, _ parameters: JSON, within limit: Duration, on engine: isolated Engine
  ) async throws(MCPFault) -> JSON {
    guard !hasEnded else { throw MCPFault(message: ToolMessages.connectionEnded) }
    lastID += 1
    let id = lastID
    let (answers, feed) = AsyncStream<Result<JSON, MCPFault>>.makeStream()
    waiting[id] = feed
    defer { waiting[id] = nil }
    try await send(MCPMessage.request(id, method, described(parameters, method, id)))
    let timer = engine.task {
      let began = self.forms.workTime(engine.time.now)
      while case let left = began + limit - self.forms.workTime(engine.time.now), left > .zero {
        do { try await engine.time.sleep(left) } catch { return }
      }
      self.waiting[id]?.yield(
        .failure(MCPFault(message: ToolMessages.noAnswer(within: limit), isSilence: true)))
    }
    defer { timer.cancel() }
    for await answer in answers {
      if case .failure(let fault) = answer, fault.isSilence { await callOff(id, method) }
      return try answer.get()
    }
    // The question was called off: the server is told, and its answer is not waited for.
    await callOff(id, method)
    throw MCPFault(message: ToolMessages.calledOff)
  }

  private func callOff(_ id: Int, _ method: String) async {
    guard method != "initialize" else { return }
    try? await send(MCPMessage.notification("notifications/cancelled", ["requestId": .int(id)]))
  }

  /// In the stateless era each request says who asks and what that can do.
  private func described(_ parameters: JSON, _ method: String, _ id: Int) -> JSON {
    var about: JSON = [:]
    if era == .stateless || method == "server/discover" {
      about = [
        "io.modelcontextprotocol/protocolVersion": .string(Self.stateless),
        "io.modelcontextprotocol/clientInfo": ["name": "codex-tui", "version": "1"],
        "io.modelcontextprotocol/clientCapabilities": Self.capabilities,
      ]
    }
    if method == "tools/call" { about["progressToken"] = .int(id) }
    var parameters = parameters
    if about != [:] { parameters["_meta"] = about }
    return parameters
  }

  private func send(_ message: JSON) async throws(MCPFault) {
    do {
      try await pipe.send(message.bytes + [UInt8(ascii: "\n")])
    } catch {
      throw MCPFault(message: ToolMessages.connectionEnded)
    }
  }

  private func read(on engine: isolated Engine) async {
    for await line in pipe.lines {
      guard let json = JSON(parsing: line) else {
        if noise == nil, !line.isEmpty { noise = String(decoding: line.prefix(200), as: UTF8.self) }
        continue
      }
      // The specification of 2025-03-26 lets a server put several into one line.
      for message in json.array ?? [json] {
        if let message = MCPMessage(message) { await receive(message, on: engine) }
      }
    }
    hasEnded = true
    for feed in waiting.values {
      feed.yield(.failure(MCPFault(message: ToolMessages.connectionEnded)))
    }
    await ended(engine)
  }

  private func receive(_ message: MCPMessage, on engine: isolated Engine) async {
    switch message {
    case .answer(let id, let result): waiting[id]?.yield(.success(result))
    case .refusal(let id, let fault): waiting[id]?.yield(.failure(fault))
    case .request(let id, "ping", _): try? await send(MCPMessage.answer(to: id, [:]))
    case .request(let id, "elicitation/create", let parameters):
      await answerForm(id, parameters, on: engine)
    // Nothing else was declared; a server that asks all the same waits for an answer for ever.
    case .request(let id, _, _): try? await send(MCPMessage.noMethod(id))
    case .notification("notifications/tools/list_changed", _): hasNewList = true
    case .notification("notifications/progress", let told):
      guard let token = told["progressToken"]?.identity else { return }
      progress[token]?(ToolMessages.progress(told), engine)
    case .notification("notifications/message", let told):
      log = (log + [ToolMessages.logLine(told)]).suffix(Self.longestLog)
    case .notification: break
    }
  }
}
