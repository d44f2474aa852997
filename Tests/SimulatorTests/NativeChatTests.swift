import Testing

@testable import Simulator

@Suite("POST /api/v1/chat tells what the model does")
struct NativeChatTests {
  private let body = #"{"model":"qwen/qwen3-4b","input":"echo Hello there","stream":true}"#

  @Test("A cold chat loads, reads, thinks and answers, in this order")
  func coldOrder() async throws {
    try await withSimulator { simulator, client in
      let reply = try await client.send("POST /api/v1/chat", body)
      #expect(
        reply.sequence == [
          "chat.start", "model_load.start", "model_load.progress", "model_load.end",
          "prompt_processing.start", "prompt_processing.progress", "prompt_processing.end",
          "reasoning.start", "reasoning.delta", "reasoning.end",
          "message.start", "message.delta", "message.end", "chat.end",
        ])
      #expect(reply.isWhole)
      #expect(await simulator.loads(of: "qwen/qwen3-4b") == 1)
    }
  }

  @Test("Loading goes from 0 to 1, about sixteen times a second, never back")
  func progress() async throws {
    try await withSimulator { _, client in
      let reply = try await client.send("POST /api/v1/chat", body)
      let values = reply.events.filter { $0.name == "model_load.progress" }
        .compactMap { $0.data["progress"]?.number }
      #expect(values.first == 0 && values.last == 1)
      #expect((90...100).contains(values.count))
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
      let prompt = reply.events.filter { $0.name == "prompt_processing.progress" }
      #expect(prompt.compactMap { $0.data["progress"]?.number } == [0, 1])
    }
  }

  @Test("The result repeats what was streamed, and its numbers add up")
  func result() async throws {
    try await withSimulator { _, client in
      let reply = try await client.send("POST /api/v1/chat", body)
      let result = reply.events.last?.data["result"]
      #expect(result?["output"]?.elements?.last?["content"]?.text == "Hello there")
      let deltas = reply.events.filter { $0.name?.hasSuffix(".delta") == true }.count
      #expect(result?["stats"]?["total_output_tokens"]?.whole == deltas)
      #expect(result?["stats"]?["model_load_time_seconds"]?.number != nil)
      let id = result?["response_id"]?.text ?? ""
      #expect(id.hasPrefix("resp_") && id.count == 53)
    }
  }

  @Test("A warm chat loads nothing, and a stored answer can be continued on both wires")
  func continuing() async throws {
    try await withSimulator { simulator, client in
      let whole = try await client.send(
        "POST /api/v1/chat", #"{"model":"qwen/qwen3-4b","input":"echo one"}"#)
      let id = whole.json["response_id"]?.text ?? ""
      let next = try await client.send(
        "POST /api/v1/chat",
        "{\"model\":\"qwen/qwen3-4b\",\"input\":\"echo two\",\"previous_response_id\":\"\(id)\"}")
      #expect(next.status == 200)
      #expect(next.json["stats"]?["model_load_time_seconds"] == nil)
      let first = whole.json["stats"]?["input_tokens"]?.whole ?? 0
      #expect((next.json["stats"]?["input_tokens"]?.whole ?? 0) > first)
      let other = try await client.send(
        "POST /v1/responses",
        "{\"model\":\"qwen/qwen3-4b\",\"input\":\"hi\",\"previous_response_id\":\"\(id)\"}")
      #expect(other.json["previous_response_id"]?.text == id)
      #expect(await simulator.loads(of: "qwen/qwen3-4b") == 1)
    }
  }

  @Test(
    "An unknown earlier answer, model or setting is refused",
    arguments: [
      (
        #"{"model":"qwen/qwen3-4b","input":"x","previous_response_id":"resp_0"}"#, 400,
        "invalid_value"
      ),
      (#"{"model":"nope","input":"x"}"#, 404, "model_not_found"),
      (#"{"input":"x"}"#, 400, "missing_required_parameter"),
      (#"{"model":"openai/gpt-oss-20b","input":"x","reasoning":"off"}"#, 400, "invalid_value"),
      ("{", 400, "invalid_json"),
    ])
  func refusals(body: String, status: Int, code: String) async throws {
    try await withSimulator { _, client in
      let reply = try await client.send("POST /api/v1/chat", body)
      #expect(reply.status == status)
      #expect(reply.json["error"]?["code"]?.text == code)
    }
  }

  @Test("gpt-oss ends reading its prompt twice")
  func harmonyEndsTwice() async throws {
    try await withSimulator {
      $0.loaded = ["openai/gpt-oss-20b"]
    } _: { _, client in
      let reply = try await client.send(
        "POST /api/v1/chat", #"{"model":"openai/gpt-oss-20b","input":"hi","stream":true}"#)
      #expect(reply.events.count { $0.name == "prompt_processing.end" } == 2)
    }
  }

  @Test("Without storing there is no id, and thinking can be switched off")
  func unstored() async throws {
    try await withSimulator { _, client in
      let reply = try await client.send(
        "POST /api/v1/chat",
        #"{"model":"qwen/qwen3-4b","input":"echo x","store":false,"reasoning":"off"}"#)
      #expect(reply.json["response_id"] == nil)
      #expect(reply.json["output"]?.elements?.count == 1)
      #expect(reply.json["stats"]?["reasoning_output_tokens"]?.whole == 0)
    }
  }

  @Test("A budget of one token is kept")
  func budget() async throws {
    try await withSimulator { _, client in
      let reply = try await client.send(
        "POST /api/v1/chat", #"{"model":"qwen/qwen3-4b","input":"Hi","max_output_tokens":1}"#)
      #expect(reply.json["stats"]?["total_output_tokens"]?.whole == 1)
    }
  }

  @Test("A load by a request evicts the one before it, but not an explicit one")
  func eviction() async throws {
    try await withSimulator {
      $0.loaded = ["google/gemma-3-4b"]
    } _: { simulator, client in
      for key in ["qwen/qwen3-4b", "qwen/qwen3-8b"] {
        _ = try await client.send("POST /api/v1/chat", "{\"model\":\"\(key)\",\"input\":\"Hi\"}")
      }
      #expect(await simulator.residents.map(\.id) == ["google/gemma-3-4b", "qwen/qwen3-8b"])
    }
  }
}

@Suite("Loads are counted")
struct LoadingTests {
  private let body = #"{"model":"qwen/qwen3-4b","input":"echo x"}"#

  @Test("Two first requests at once share one load; where the server races there are two")
  func simultaneous() async throws {
    for races in [false, true] {
      let pacing = GatedPacing()
      try await withSimulator {
        $0.pacing = pacing
        $0.jitRace = races
      } _: { simulator, client in
        async let first = client.send("POST /api/v1/chat", body)
        await pacing.gate.arrival()
        async let second = client.send("POST /api/v1/chat", body)
        while await simulator.log.count < 2 { await Task.yield() }
        if races {
          await pacing.gate.arrival(of: 2)
        } else {
          for _ in 0..<200 { await Task.yield() }
        }
        #expect(await simulator.residents.isEmpty)
        await pacing.gate.open()
        let names = try await [first, second].map { $0.json["model_instance_id"]?.text }
        #expect(await simulator.loads(of: "qwen/qwen3-4b") == (races ? 2 : 1))
        #expect(Set(names).count == (races ? 2 : 1))
      }
    }
  }

  @Test("A load goes on when the client leaves, and the log says it left")
  func leaving() async throws {
    let pacing = GatedPacing()
    try await withSimulator {
      $0.pacing = pacing
    } _: { simulator, client in
      let line = try await client.open()
      try await line.write(WireClient.request("POST /api/v1/chat", body))
      await pacing.gate.arrival()
      try await line.close()
      while await simulator.log.first?.clientLeft != true { await Task.yield() }
      #expect(await simulator.lines.contains { $0.hasPrefix("Client disconnected.") })
      await pacing.gate.open()
      while await simulator.residents.isEmpty { await Task.yield() }
      #expect(await simulator.loads(of: "qwen/qwen3-4b") == 1)
    }
  }
}
