import Testing

@testable import Simulator

@Suite("Faults spoil exactly the bytes they name")
struct FaultTests {
  private let native = #"{"model":"qwen/qwen3-4b","input":"echo a b c","stream":true}"#

  /// A reply to a chat with that fault, from a model that is loaded.
  private func chat(
    _ fault: String, more: String = "", stream: Bool = true
  ) async throws -> RawReply {
    var reply = RawReply(bytes: [])
    try await withSimulator {
      $0.loaded = ["qwen/qwen3-4b"]
    } _: { _, client in
      reply = try await client.send(
        "POST /v1/chat/completions", chatBody("echo a b c", stream: stream, more: more),
        headers: ["X-Simulate-Fault": fault])
    }
    return reply
  }

  private func nativeChat(_ fault: String, isWarm: Bool = true) async throws -> RawReply {
    var reply = RawReply(bytes: [])
    try await withSimulator {
      $0.loaded = isWarm ? ["qwen/qwen3-4b"] : []
    } _: { _, client in
      reply = try await client.send(
        "POST /api/v1/chat", native, headers: ["X-Simulate-Fault": fault])
    }
    return reply
  }

  @Test(
    "An error in the middle has three shapes and no [DONE]",
    arguments: [
      ("obj", #"{"error":{"message":"Compute error."}}"#),
      ("string", #"{"error":"Compute error."}"#),
      ("dup", #"{"error":{"message":"Compute error."},"message":"Compute error."}"#),
    ])
  func midstream(shape: String, data: String) async throws {
    let reply = try await chat("err-midstream-\(shape)")
    #expect(reply.body.hasSuffix("event: error\ndata: \(data)\n\n"))
    #expect(reply.joined("choices", "0", "delta", "reasoning_content").hasPrefix("The user"))
    #expect(reply.isWhole)
  }

  @Test("A native error is followed by chat.end with what there was")
  func nativeError() async throws {
    let reply = try await nativeChat("native-error@3")
    #expect(reply.sequence.suffix(2) == ["error", "chat.end"])
    let output = reply.events.last?.data["result"]?["output"]?.elements
    #expect(output?.first?["content"]?.text == "The user wants")
  }

  @Test("Terminators can be missing, and the rest is whole")
  func terminators() async throws {
    #expect(try await !chat("no-done").body.contains("[DONE]"))
    let native = try await nativeChat("no-chat-end")
    #expect(native.sequence.last == "message.end" && native.isWhole)
    #expect(try await chat("linger").isWhole)
  }

  @Test("The connection breaks after exactly so many bytes", arguments: [0, 1, 3, 57, 300])
  func drop(count: Int) async throws {
    let cut = try await chat("drop@\(count)")
    #expect(cut.framed.count == count && !cut.isWhole)
    let whole = try await chat("linger")
    #expect(cut.framed == Array(whole.framed.prefix(count)))
    #expect(try await chat("reset@\(count)").framed.count <= count)
  }

  @Test("Dialects of server-sent events")
  func dialects() async throws {
    let crlf = try await chat("crlf")
    #expect(crlf.body.hasSuffix("data: [DONE]\r\n\r\n"))
    #expect(try await chat("comments").body.hasPrefix(": keep-alive\n\n"))
    #expect(try await chat("bom").body.unicodeScalars.first == "\u{FEFF}")
    #expect(try await chat("no-space-after-colon").body.hasPrefix("data:{"))
    let lines = try await chat("multiline-data").body
    #expect(lines.hasPrefix("data: {\ndata:  \"id\""))
    #expect(try await !nativeChat("no-event-lines").body.contains("event:"))
    let bare = try await nativeChat("only-event-lines")
    #expect(bare.body.contains("event: message.start\ndata: {}\n\n"))
  }

  @Test("Cutting into writes changes no byte of the body")
  func writes() async throws {
    let usual = try await chat("linger")
    #expect(try await chat("tiny-writes").framed == usual.framed)
    #expect(try await chat("huge-writes").framed == usual.framed)
  }

  @Test("A spliced frame is cut and glued to the next one")
  func splice() async throws {
    let frames = try await chat("splice").body.split(separator: "\n\n")
    let broken = frames.filter { $0.dropFirst(6).contains("data: {") }
    #expect(broken.count == 1)
    let rest = broken.first.map { $0[($0.range(of: "data: {", after: 6))...] }
    #expect(rest.map { JSON(parsing: Array($0.dropFirst(6).utf8)) != nil } == true)
  }

  @Test("Foreign things are woven in")
  func tolerance() async throws {
    #expect(try await chat("badjson").events.contains { $0.data == .null })
    #expect(try await chat("unknown-event").body.contains("simulator.unknown"))
    #expect(try await chat("extra-fields").events.first?.data["x_extra"] != nil)
  }

  @Test("Progress can be whole, null or step back")
  func progress() async throws {
    func values(_ reply: RawReply) -> [JSON] {
      reply.events.filter { $0.name == "model_load.progress" }.compactMap { $0.data["progress"] }
    }
    let whole = values(try await nativeChat("int-progress", isWarm: false))
    #expect(Set(whole.compactMap(\.whole)) == [0, 1] && whole.allSatisfy { $0.number != 0.5 })
    let null = values(try await nativeChat("progress-null", isWarm: false))
    #expect(null.allSatisfy { $0 == .null })
    let back = values(try await nativeChat("progress-regress", isWarm: false))
      .compactMap(\.number)
    #expect(zip(back, back.dropFirst()).contains { $0 > $1 })
  }

  @Test(
    "Waiting faults wait, and then all is well", arguments: ["slow-first-token", "slow-headers"])
  func slow(fault: String) async throws {
    let reply = try await chat(fault)
    #expect(reply.isWhole && reply.body.contains("[DONE]"))
    #expect(try await chat("stall-mid@60").isWhole)
  }

  @Test("A stalled stream is silent until the client leaves")
  func stall() async throws {
    try await withSimulator {
      $0.loaded = ["qwen/qwen3-4b"]
    } _: { simulator, client in
      let line = try await client.open()
      try await line.write(
        WireClient.request("POST /v1/chat/completions", chatBody("!!stall-mid echo a b")))
      #expect(await line.reads(until: "reasoning_content"))
      try await line.close()
      while await simulator.log.first?.clientLeft != true { await Task.yield() }
    }
  }

  @Test("A failing load is an error of the stream, and a refusal without one")
  func loadFails() async throws {
    let reply = try await nativeChat("load-fail", isWarm: false)
    #expect(reply.sequence.suffix(3) == ["model_load.progress", "error", "chat.end"])
    #expect(reply.events.last?.data["result"]?["output"]?.elements?.isEmpty == true)
    try await withSimulator { simulator, client in
      let headers = ["X-Simulate-Fault": "resources"]
      let whole = try await client.send(
        "POST /v1/chat/completions", chatBody("x", stream: false), headers: headers)
      #expect(whole.status == 400)
      let message = whole.json["error"]?["message"]?.text ?? ""
      #expect(message.contains("insufficient system resources"))
      let stream = try await client.send(
        "POST /v1/chat/completions", chatBody("x"), headers: headers)
      #expect(stream.status == 200 && stream.body.hasPrefix("event: error\n"))
      let native = try await client.send(
        "POST /api/v1/models/load", #"{"model":"qwen/qwen3-4b"}"#, headers: headers)
      #expect(native.status == 500)
      #expect(await simulator.residents.isEmpty)
    }
  }

  @Test("A load can stick at 99 percent")
  func loadSticks() async throws {
    try await withSimulator { simulator, client in
      let line = try await client.open()
      try await line.write(
        WireClient.request(
          "POST /api/v1/chat", native, headers: ["X-Simulate-Fault": "load-stuck"]))
      #expect(await line.reads(until: "\"progress\":0.98"))
      #expect(await simulator.residents.isEmpty)
      try await line.close()
    }
  }

  @Test("An unload in the middle ends the stream and leaves nothing loaded")
  func unload() async throws {
    try await withSimulator {
      $0.loaded = ["qwen/qwen3-4b"]
    } _: { simulator, client in
      let reply = try await client.send(
        "POST /v1/chat/completions", chatBody("!!unload-mid echo a b c"))
      #expect(reply.body.contains("Model unloaded."))
      #expect(await simulator.residents.isEmpty)
    }
  }

  @Test(
    "Answers of another kind",
    arguments: [
      ("401", 401, "application/json"), ("403", 403, "application/json"),
      ("404", 404, "application/json"), ("415", 415, "application/json"),
      ("429", 429, "application/json"), ("500-html", 500, "text/html"),
      ("502-text", 502, "text/plain"), ("200-html", 200, "text/html"),
      ("crash", 400, "application/json"), ("overflow-400-old", 400, "application/json"),
      ("overflow-400-new", 400, "application/json"), ("json-on-stream", 200, "application/json"),
    ])
  func otherAnswers(fault: String, status: Int, type: String) async throws {
    let reply = try await chat(fault)
    #expect(reply.status == status)
    #expect(reply.field("Content-Type")?.hasPrefix(type) == true)
    #expect(reply.isWhole)
  }

  @Test("Accounts can be missing, zero, everywhere, and the name wrong")
  func accounting() async throws {
    let more = #","stream_options":{"include_usage":true}"#
    #expect(try await !chat("usage-missing", more: more).body.contains("usage"))
    let zero = try await chat("usage-zero", more: more)
    #expect(zero.body.contains(#""total_tokens":0"#))
    let everywhere = try await chat("usage-on-every-chunk")
    #expect(everywhere.events.first?.data["usage"] != nil)
    #expect(try await chat("wrong-model").events.first?.data["model"]?.text != "qwen/qwen3-4b")
    #expect(try await chat("overflow-empty-200").body == "data: [DONE]\n\n")
  }

  @Test("A second instance is loaded where the server doubles")
  func duplicate() async throws {
    let reply = try await nativeChat("dup-instance")
    let id = reply.events.last?.data["result"]?["model_instance_id"]?.text
    #expect(id == "qwen/qwen3-4b:2")
  }

  @Test("A reused connection can turn out to be dead")
  func stale() async throws {
    try await withSimulator {
      $0.faults = [Fault(.staleKeepAlive)]
    } _: { _, client in
      let line = try await client.open()
      try await line.write(WireClient.request("GET /lmstudio-greeting"))
      #expect(await line.reads(until: "true}"))
      try await line.write(WireClient.request("GET /lmstudio-greeting"))
      #expect(await line.next() == nil)
    }
  }

  @Test("After a restart everything is forgotten, on the same port")
  func restart() async throws {
    try await withSimulator {
      $0.loaded = ["qwen/qwen3-4b"]
    } _: { simulator, client in
      let load = #"{"model":"qwen/qwen3-8b"}"#
      _ = try await client.send("POST /api/v1/models/load", load)
      await simulator.post(Fault(.serverRestart), times: 1)
      let cut = try await client.send("GET /v1/models")
      #expect(cut.bytes.isEmpty)
      while (try? await client.send("GET /lmstudio-greeting"))?.status != 200 {
        await Task.yield()
      }
      #expect(await simulator.residents.map(\.id) == ["qwen/qwen3-4b"])
    }
  }

  @Test("The control endpoint counts down, and lists and probes stay healthy")
  func control() async throws {
    try await withSimulator { _, client in
      let posted = try await client.send(
        "POST /simulator/fault", #"{"fault":"502-text","times":2}"#)
      #expect(posted.json["times"]?.whole == 2)
      var statuses: [Int] = []
      for line in ["GET /v1/models", "POST /v1/responses", "POST /v1/responses"] {
        statuses.append(try await client.send(line, "{}").status)
      }
      statuses.append(try await client.send("POST /v1/responses", #"{"input":"x"}"#).status)
      #expect(statuses == [200, 502, 502, 400])
      let log = try await client.send("GET /simulator/log").json["requests"]?.elements
      #expect(log?.count == 4)
      let state = try await client.send("GET /simulator/state").json
      #expect(state["profile"]?.text == "lms-0.4.25")
      _ = try await client.send("POST /simulator/reset")
      #expect(try await client.send("GET /simulator/log").json["requests"]?.elements == [])
      #expect(try await client.send("POST /simulator/fault", "{}").status == 400)
    }
  }

  @Test("The catch-all can be a 404, and every fault's name is its own")
  func names() async throws {
    try await withSimulator {
      $0.faults = [Fault(.catchAll404)]
    } _: { _, client in
      let reply = try await client.send("GET /health")
      #expect(reply.status == 404)
    }
    for name in Fault.Name.allCases {
      #expect(Fault(parsing: name.rawValue) == Fault(name))
      #expect(Fault(parsing: "\(name.rawValue)@12") == Fault(name, at: 12))
    }
    #expect(Fault(parsing: "no-such-fault") == nil && Fault(parsing: "drop@x") == nil)
  }
}

extension Substring {
  /// Where the text occurs after so many characters.
  fileprivate func range(of text: String, after count: Int) -> Index {
    var index = self.index(startIndex, offsetBy: count)
    while index < endIndex, !self[index...].hasPrefix(text) { index = self.index(after: index) }
    return index
  }
}
