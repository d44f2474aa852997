import Support
import Testing

@testable import Engine

/// Forms of servers of tools: their kinds of fields, and what fits into them.
@Suite("Forms of servers of tools", .limit(minutes: 1))
struct ToolFormTests {
  private static func field(_ json: JSON, isRequired: Bool = true) throws -> FormField {
    try #require(FormField("x", json, isRequired: isRequired))
  }

  private static func value(
    _ field: FormField, _ entry: FormField.Entry
  ) -> Result<
    JSON?, FormComplaint
  > {
    Result { () throws(FormComplaint) in try field.value(entry) }
  }

  @Test("Texts by their length and format")
  func texts() throws {
    let rows: [(JSON, String, FormComplaint?)] = [
      (["format": "email"], "a@b.org", nil), (["format": "email"], "a b@c.org", .format("email")),
      (["format": "email"], "a@b", .format("email")),
      (["format": "uri"], "https://a", nil), (["format": "uri"], "a b", .format("uri")),
      (["format": "date"], "2026-01-31", nil), (["format": "date"], "2026-13-01", .format("date")),
      (["format": "date-time"], "2026-01-31T10:00:00Z", nil),
      (["format": "date-time"], "2026-01-31", .format("date-time")),
      (["minLength": 2], "a", .length(shortest: 2, longest: .max)),
      (["minLength": 2], "", .length(shortest: 2, longest: .max)),
      (["maxLength": 2], "日本語", .length(shortest: 0, longest: 2)),
      (["pattern": "(a+)+$"], "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", nil), ([:], "", nil),
    ]
    for (rule, text, complaint) in rows {
      var json = rule
      json["type"] = "string"
      let result = Self.value(try Self.field(json), .text(text))
      #expect(
        result == (complaint.map { .failure($0) } ?? .success(.string(text))), "\(rule) \(text)")
    }
  }

  @Test("Numbers by their bounds; what is none is told so")
  func numbers() throws {
    let age: JSON = ["type": "integer", "minimum": 0, "maximum": 150]
    let rows: [(String, Result<JSON?, FormComplaint>)] = [
      ("36", .success(36)), (" 36 ", .success(36)), ("36.5", .failure(.wholeNumber)),
      ("-1", .failure(.range(least: 0, most: 150))), ("nan", .failure(.wholeNumber)),
      ("", .failure(.missing)), ("1e999", .failure(.wholeNumber)),
    ]
    for (text, result) in rows {
      #expect(Self.value(try Self.field(age), .text(text)) == result, "\(text)")
    }
    #expect(Self.value(try Self.field(["type": "number"]), .text("0.5")) == .success(0.5))
    let free = try Self.field(["type": "number"], isRequired: false)
    #expect(Self.value(free, .text("")) == .success(nil))
  }

  @Test("Choices by their titles, one or several")
  func choices() throws {
    let one = try Self.field([
      "type": "string", "default": "b",
      "oneOf": .array([["const": "a", "title": "A"], ["const": "b", "title": "B"]]),
    ])
    #expect(one.initial == .chosen([1]))
    #expect(Self.value(one, .chosen([0])) == .success("a"))
    #expect(Self.value(one, .chosen([])) == .failure(.missing))
    let many = try Self.field([
      "type": "array", "minItems": 1, "maxItems": 2, "items": ["enum": .array(["a", "b", "c"])],
    ])
    #expect(Self.value(many, .chosen([2, 0])) == .success(.array(["a", "c"])))
    #expect(Self.value(many, .chosen([0, 1, 2])) == .failure(.count(fewest: 1, most: 2)))
  }

  @Test("A schema that is not flat is no form; a name that asks for a secret is noticed")
  func schemas() throws {
    #expect(FormField("x", ["type": "object"], isRequired: true) == nil)
    #expect(ToolForm(["mode": "url"], of: "x") == nil)
    let nested: JSON = ["properties": ["a": ["type": "object"]]]
    #expect(ToolForm(["requestedSchema": nested], of: "x") == nil)
    for (name, isSecret) in [
      ("api_key", true), ("API key", true), ("new-password", true), ("pin", true),
      ("shipping", false), ("opinion", false), ("name", false),
    ] {
      let field = try #require(FormField(name, ["type": "string"], isRequired: true))
      #expect(field.looksSecret == isSecret, "\(name)")
    }
  }

  // MARK: In a call

  private static let question: JSON = [
    "mode": "form", "message": "Who are you?",
    "requestedSchema": ["type": "object", "properties": ["name": ["type": "string"]]],
  ]

  private static func answered(
    _ stage: ToolStage, _ answer: FormAnswer
  ) async throws -> ToolResult? {
    await stage.engine.perform(.send(Prompt("go")))
    let asked = await stage.engine.until { $0.tools.question != nil }
    await stage.engine.perform(
      .answerTool(question: try #require(asked.tools.question).id, .once))
    let session = await stage.engine.until { $0.tools.form != nil }
    let form = try #require(session.tools.form)
    #expect(form.message == "Who are you?" && form.server == "x")
    await stage.engine.perform(.answerForm(form.id, answer))
    await stage.engine.replyEnded()
    #expect(await stage.engine.session.tools.form == nil)
    return await stage.engine.session.transcript.last?.reply.rounds.first?.uses.first?.result
  }

  @Test(
    "A stateless server asks by its result, and the call is made again with the answer and its state",
    arguments: [FormAnswer.accept(["name": "Ada"]), .decline, .cancel])
  func again(_ answer: FormAnswer) async throws {
    let server = ToolStage.server { request, _ in
      guard let given = request["params"]?["inputResponses"]?["who"] else {
        return [
          "resultType": "input_required", "requestState": "opaque",
          "inputRequests": [
            "who": ["method": "elicitation/create", "params": Self.question]
          ],
        ]
      }
      let isSame = request["params"]?["requestState"] == "opaque"
      return ["content": .array([["type": "text", "text": .string("\(isSame) \(given.text)")]])]
    }
    let stage = try await ToolStage(
      [ToolStage.call("x__now"), ToolStage.words("Done.")], servers: ["x": { server }])
    let result = try await Self.answered(stage, answer)
    #expect(result?.text == "true \(answer.json.text)")
    let calls = server.requests.filter { $0["method"] == "tools/call" }
    #expect(calls.count == 2 && calls[0]["id"] != calls[1]["id"])
    #expect(
      calls[0]["params"]?["_meta"]?["io.modelcontextprotocol/clientCapabilities"]
        == ["elicitation": ["form": [:], "url": [:]]])
    await stage.engine.shutdown()
  }

  @Test("A server that asks in the middle of a call gets its answer under its own id")
  func inCall() async throws {
    let stage = try await ToolStage(
      [ToolStage.call("x__now"), ToolStage.words("Done.")],
      servers: [
        "x": {
          RecordedToolServer { message, server in
            guard let id = message["id"] else { return }
            switch message["method"]?.string {
            case "server/discover":
              server.write(
                MCPMessage.answer(to: id, ["supportedVersions": .array(["2026-07-28"])]))
            case "tools/list":
              server.write(
                MCPMessage.answer(
                  to: id,
                  ["tools": .array([["name": "now", "inputSchema": ["type": "object"]]])]))
            case "tools/call":
              // Ids of both sides may be the same numbers.
              server.write([
                "jsonrpc": "2.0", "id": id, "method": "elicitation/create", "params": Self.question,
              ])
            case nil:
              let call = server.requests.last { $0["method"] == "tools/call" }
              let text: JSON = ["type": "text", "text": .string(message["result"]?.text ?? "")]
              server.write(
                MCPMessage.answer(to: call?["id"] ?? 0, ["content": .array([text])]))
            default: server.write(MCPMessage.noMethod(id))
            }
          }
        }
      ])
    let result = try await Self.answered(stage, .accept(["name": "Ada"]))
    #expect(result?.text == FormAnswer.accept(["name": "Ada"]).json.text)
    await stage.engine.shutdown()
  }

  @Test("The clock of a call stands still until the last of several forms is answered")
  func clock() async throws {
    let clock = ManualClock()
    let server = ToolStage.server { request, server in
      for id in [1, 2] {
        server.write(MCPMessage.request(id, "elicitation/create", Self.question))
      }
      return nil
    }
    let stage = try await ToolStage(
      [ToolStage.call("x__now"), ToolStage.words("Done.")], time: Timekeeper(clock),
      servers: ["x": { server }])
    await stage.engine.perform(.send(Prompt("go")))
    let asked = await stage.engine.until { $0.tools.question != nil }
    await stage.engine.perform(
      .answerTool(question: try #require(asked.tools.question).id, .once))
    for number in [1, 2] {
      let session = await stage.engine.until { $0.tools.form?.id == number }
      // Both have come before any time passes.
      while await stage.engine.isolated({ $0.tools.forms.waiting.count }) < 3 - number {
        await Task.yield()
      }
      clock.advance(by: .seconds(10))
      await stage.engine.perform(.answerForm(try #require(session.tools.form).id, .decline))
    }
    while server.requests.count(where: { $0["result"] != nil }) < 2 { await Task.yield() }
    let call = try #require(server.requests.last { $0["method"] == "tools/call" })
    server.write(MCPMessage.answer(to: call["id"] ?? .null, ["content": .array([])]))
    await stage.engine.replyEnded()
    let turn = await stage.engine.session.transcript.last
    #expect(turn?.reply.rounds.first?.uses.first?.result?.took == .zero)
    await stage.engine.shutdown()
  }

  @Test("A stop takes the form away; without a user it is left unanswered")
  func stop() async throws {
    func server() -> RecordedToolServer {
      ToolStage.server { _, _ in
        [
          "resultType": "input_required", "requestState": "s",
          "inputRequests": ["who": ["method": "elicitation/create", "params": Self.question]],
        ]
      }
    }
    let asking = server()
    let stage = try await ToolStage([ToolStage.call("x__now")], servers: ["x": { asking }])
    await stage.engine.perform(.send(Prompt("go")))
    let asked = await stage.engine.until { $0.tools.question != nil }
    await stage.engine.perform(
      .answerTool(question: try #require(asked.tools.question).id, .once))
    _ = await stage.engine.until { $0.tools.form != nil }
    await stage.engine.perform(.stop)
    await stage.engine.replyEnded()
    let session = await stage.engine.session
    #expect(session.tools.form == nil && session.transcript.last?.reply.status == .interrupted)
    await stage.engine.shutdown()

    let unattended = server()
    let alone = try await ToolStage(
      [ToolStage.call("x__now"), ToolStage.words("Done.")], canAsk: false,
      servers: ["x": { unattended }])
    await alone.engine.allowTools(["x:now"])
    let turn = try #require(await alone.ask())
    // It asks again and again; that has an end.
    #expect(turn.reply.rounds.first?.uses.first?.result?.status == .failed)
    #expect(unattended.requests.count { $0["method"] == "tools/call" } == 8)
    await alone.engine.shutdown()
  }
}
