import Engine
import Simulator
import Support
import Testing

@testable import App

/// The whole circle over real sockets: the simulated model calls, the simulated server of tools answers.
@Suite("Calls of tools over every wire", .limit(minutes: 2))
struct ExecCallTests {
  private static let wires = [
    ExecRun(wire: "chat", tools: []), ExecRun(wire: "responses", tools: []),
    ExecRun(server: .lms0330, wire: "chat", tools: []),
    ExecRun(server: .ollama, model: "qwen3:4b", tools: []),
    ExecRun(server: .ollama, model: "qwen3:4b", wire: "chat", tools: []),
    ExecRun(server: .llamacpp, model: "qwen3-4b", tools: []),
    ExecRun(server: .llamacpp, model: "qwen3-4b", wire: "responses", tools: []),
    ExecRun(server: .vllm, wire: "chat", tools: []),
    cloud("chat"), cloud("responses"),
  ]

  private static func cloud(_ wire: String) -> ExecRun {
    ExecRun(
      server: .cloud, model: "nimbus-reason-2", wire: wire, token: "t",
      provider: #"http_headers = { "Authorization" = "Bearer t" }"#, tools: [])
  }

  private static func asking(_ words: String, _ run: ExecRun) -> ExecRun {
    var run = run
    run.prompt = words
    return run
  }

  /// What came of it; every line that was printed on the way must fit the published schema.
  private static func reply(_ run: ExecRun) async throws -> Reply {
    let schema = try #require(ExecJSONTests.schema)
    let written = Written()
    let outcome = try await run.outcome(JSONPrinter(streams: written.streams, showsThinking: true))
    for line in written.lines {
      let violation = schema.violation(of: line)
      #expect(violation == nil, "\(line.text)")
    }
    return try #require(outcome.reply)
  }

  @Test("Two calls of one reply are run, and the model reads both results", arguments: wires)
  func circle(_ run: ExecRun) async throws {
    let reply = try await Self.reply(
      Self.asking(#"!!call=add{"a":40,"b":2} !!call=clock{"zone":"UTC"} go"#, run))
    #expect(reply.status == .complete, "\(reply.status)")
    let uses = reply.rounds.flatMap(\.uses)
    #expect(uses.map(\.call.name) == ["x__add", "x__clock"])
    #expect(uses.map { $0.result?.status } == [.done, .done])
    #expect(uses.first?.result?.text == "42")
    #expect(reply.text.string.contains("> 42"))
  }

  private static func faults(_ outcome: CallFault.Outcome) -> [Fault.Name] {
    CallFault.rows.filter { $0.outcome == outcome }.map(\.name)
  }

  /// What a server was seen to do to a call, or to demand of one; and what it may do to any reply.
  private static let quirks =
    faults(.unchanged) + [.tinyWrites, .splice, .usageEverywhere, .extraFields, .crlf]

  @Test("A quirk of the server changes nothing", arguments: quirks)
  func quirk(_ quirk: Fault.Name) async throws {
    let vllm = ExecRun(server: .vllm, wire: "chat", tools: [])
    // It names its thinking in another way than the servers that demand it.
    for wire in quirk == .thinkingDemanded ? [Self.cloud("chat")] : [vllm, Self.cloud("chat")] {
      var run = Self.asking(
        #"!!rounds=2 !!call=add{"a":40,"b":2} !!call=add{"a":1,"b":2} go"#, wire)
      run.faults = [Fault(quirk)]
      let reply = try await Self.reply(run)
      #expect(reply.status == .complete, "\(reply.status)")
      #expect(
        reply.rounds.map { $0.uses.map { $0.result?.text } } == [["42", "3"], ["42", "3"]])
    }
  }

  @Test(
    "Broken arguments are the model's to mend: it is told, and the history stays whole",
    arguments: faults(.refused) + faults(.failed), wires)
  func broken(_ quirk: Fault.Name, _ run: ExecRun) async throws {
    var run = Self.asking(#"!!call=add{"a":40,"b":2} go"#, run)
    run.faults = [Fault(quirk)]
    let reply = try await Self.reply(run)
    #expect(reply.status == .complete, "\(reply.status)")
    #expect(
      reply.rounds.first?.uses.first?.result?.status
        == (quirk == .argumentsCut ? .refused : .failed))
    #expect(reply.text.string.contains("The tools say"))
  }

  @Test("A server that takes no tools is told so in its own words, with what helps")
  func rejected() async throws {
    for run in Self.wires where run.server != .lms0425 && run.server != .lms0330 {
      var run = Self.asking("!!call go", run)
      run.faults = [Fault(.toolsRejected)]
      let reply = try await Self.reply(run)
      guard case .failed(let error) = reply.status else {
        Issue.record("\(run.server) \(run.wire): \(reply.status)")
        continue
      }
      #expect(error.remedy?.lowercased().contains("tool") == true, "\(run.server): \(error)")
    }
  }

  @Test("Calls that do not come as calls are run by no one", arguments: faults(.asWords), wires)
  func words(_ fault: Fault.Name, _ run: ExecRun) async throws {
    var run = Self.asking(#"!!call=add{"a":40,"b":2} go"#, run)
    run.faults = [Fault(fault)]
    let reply = try await Self.reply(run)
    #expect(reply.status == .complete, "\(reply.status)")
    #expect(reply.rounds.isEmpty && !reply.text.isEmpty)
    #expect(reply.notices.contains { $0.contains("called in words") } == (fault == .callsAsText))
  }

  @Test(
    "LM Studio's own integrations go out on its own API only, and the user is told once of either")
  func integrations() async throws {
    var run = ExecRun(profile: #"integrations = ["mcp/web"]"#)
    run.prompt = "!!think=after-tool go"
    let outcome = try await run.outcome(
      JSONPrinter(streams: Written().streams, showsThinking: true))
    let body = outcome.requests.last { $0.method == "POST" }.flatMap { JSON(parsing: $0.body) }
    #expect(body?["integrations"] == .array(["mcp/web"]))
    let use = try #require(outcome.reply?.rounds.first?.uses.first)
    #expect(use.ranOnServer && use.result?.status == .done)
    for (run, isSent) in [
      (run, true), (ExecRun(wire: "chat", profile: run.profile), false),
      (ExecRun(profile: run.profile + "\nlocal_only = \"machine\""), false),
    ] {
      let simulator = Simulator(SimulatorOptions(speed: .infinity))
      let (engine, transport) = try run.engine(port: try await simulator.start())
      for _ in 0..<2 {
        await engine.perform(.send(Prompt("hello")))
        await engine.replyEnded()
      }
      let posts = await simulator.log.filter { $0.method == "POST" && $0.body.contains("hello") }
      #expect(!posts.isEmpty && posts.allSatisfy { $0.body.contains("integrations") == isSent })
      let notices = await engine.session.notices.filter { $0.text.contains("mcp/web") }
      #expect(notices.count == 1 && notices[0].text.contains("runs mcp/web itself") == isSent)
      await engine.shutdown()
      await transport.shutdown()
      await simulator.stop()
    }
  }

  @Test(
    "A server that asks the user gets the answer, in both eras of the protocol",
    arguments: [[], [.handshakeOnly]] as [Set<ToolServerFault>])
  func form(_ faults: Set<ToolServerFault>) async throws {
    for (answer, words) in [
      (FormAnswer.accept(["name": "Ada", "age": 36]), #"The user is {"name":"Ada","age":36}."#),
      (.decline, "The user did not say (decline)."), (nil, "The user did not say (cancel)."),
    ] {
      var run = Self.asking("!!call=ask go", ExecRun(wire: "chat", tools: faults))
      run.fill = answer
      let reply = try await Self.reply(run)
      #expect(reply.status == .complete, "\(reply.status)")
      #expect(reply.rounds.first?.uses.first?.result?.text == words)
    }
  }

  @Test(
    "A server of tools that misbehaves never leaves the conversation without an answer",
    arguments: ToolServerFault.allCases)
  func toolServer(_ fault: ToolServerFault) async throws {
    var run = Self.asking(#"!!call=add{"a":40,"b":2} go"#, ExecRun(wire: "chat", tools: [fault]))
    // Only what never answers is waited for to its end; a flood may take its time on a busy machine.
    let limit = [.silent, .wrongID, .idsAsText].contains(fault) ? slack : 60
    run.toolSettings = "startup_timeout_sec = \(limit)\ntool_timeout_sec = \(limit)"
    let reply = try await Self.reply(run)
    #expect(reply.status == .complete, "\(reply.status)")
    let status = reply.rounds.first?.uses.first?.result?.status
    switch fault {
    case .silent: #expect(status == .failed)
    case .dies: #expect(status == .lost)
    case .wrongID, .idsAsText: #expect(reply.rounds.isEmpty || status == .failed)
    default: #expect(status == .done)
    }
  }
}
