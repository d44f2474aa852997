import Testing

@testable import Simulator

@Suite("Other servers")
struct ServerProfileTests {
  @Test("LM Studio 0.3.30 has no /api/v1 and repeats the role")
  func lms0330() async throws {
    try await withSimulator {
      $0.profile = .lms0330
    } _: { _, client in
      let missing = try await client.send("GET /api/v1/models")
      #expect(missing.json["error"]?.text?.hasPrefix("Unexpected endpoint") == true)
      #expect(try await client.send("GET /api/v0/models").json["data"] != nil)
      let reply = try await client.send("POST /v1/chat/completions", chatBody("echo a b c"))
      #expect(reply.events.dropLast(2).allSatisfy { "\($0.data)".contains("assistant") })
    }
  }

  @Test("LM Studio 0.3.9 thinks inline and never counts")
  func lms0309() async throws {
    try await withSimulator {
      $0.profile = .lms0309
    } _: { _, client in
      let more = #","stream_options":{"include_usage":true}"#
      let reply = try await client.send(
        "POST /v1/chat/completions", chatBody("echo x", more: more))
      #expect(reply.joined("choices", "0", "delta", "content").hasPrefix("<think>"))
      #expect(!reply.body.contains("usage"))
      let responses = try await client.send("POST /v1/responses", #"{"input":"x"}"#)
      #expect(responses.json["error"]?.text?.hasPrefix("Unexpected endpoint") == true)
    }
  }

  @Test("Ollama lists, warms up, shows what is in memory and unloads")
  func ollamaModels() async throws {
    try await withSimulator {
      $0.profile = .ollama
    } _: { simulator, client in
      #expect(try await client.send("GET /").body == "Ollama is running")
      #expect(try await client.send("GET /api/version").json["version"]?.text != nil)
      let tags = try await client.send("GET /api/tags").json["models"]?.elements
      #expect(tags?.first?["details"]?["quantization_level"]?.text == "Q4_K_M")
      let warm = try await client.send(
        "POST /api/generate", #"{"model":"qwen3:4b","keep_alive":"5m","stream":false}"#)
      #expect(warm.json["done_reason"]?.text == "load")
      let present = try await client.send("GET /api/ps").json["models"]?.elements
      #expect(present?.first?["name"]?.text == "qwen3:4b")
      let off = try await client.send(
        "POST /api/generate", #"{"model":"qwen3:4b","keep_alive":0}"#)
      #expect(off.json["done_reason"]?.text == "unload")
      #expect(await simulator.residents.isEmpty)
      let unknown = try await client.send("POST /api/chat", #"{"model":"x","messages":[]}"#)
      #expect(unknown.status == 404)
      #expect(unknown.json["error"]?.text == "model 'x' not found")
    }
  }

  @Test(
    "How long a model stays that a request loaded without saying so",
    arguments: [nil, 60, -1] as [Double?])
  func idleLifetime(_ option: Double?) async throws {
    try await withSimulator {
      $0.profile = .ollama
      $0.idleLifetime = option
    } _: { simulator, client in
      _ = try await client.send("POST /api/generate", #"{"model":"qwen3:4b"}"#)
      let resident = try #require(await simulator.residents.first)
      #expect(resident.lifetime == option ?? 300)
      #expect((resident.expires == nil) == (option == -1))
    }
  }

  @Test("Ollama streams lines with thinking, and the last one counts")
  func ollamaChat() async throws {
    try await withSimulator {
      $0.profile = .ollama
    } _: { _, client in
      let body = chatBody("echo a <b>", model: "qwen3:4b", more: #","think":true"#)
      let reply = try await client.send("POST /api/chat", body)
      #expect(reply.field("Content-Type") == "application/x-ndjson")
      #expect(reply.body.contains("\\u003c"))
      let lines = reply.body.split(separator: "\n").compactMap { JSON(parsing: Array($0.utf8)) }
      let content = lines.compactMap { $0["message"]?["content"]?.text }.joined()
      #expect(content == "a <b>")
      #expect(lines.first?["message"]?["thinking"]?.text == "The")
      #expect(lines.last?["done_reason"]?.text == "stop")
      #expect(lines.last?["eval_count"]?.whole == lines.count - 1)
      let refused = try await client.send(
        "POST /api/chat", chatBody("x", model: "llama3.2:3b", more: #","think":true"#))
      #expect(refused.json["error"]?.text == "\"llama3.2:3b\" does not support thinking")
      let compatible = try await client.send(
        "POST /v1/chat/completions", chatBody("echo x", model: "qwen3:4b"))
      #expect(!compatible.joined("choices", "0", "delta", "reasoning").isEmpty)
      let lost = try await client.send(
        "POST /v1/chat/completions", chatBody("x", model: "nope"))
      #expect(lost.json["error"]?["type"]?.text == "not_found_error")
    }
  }

  @Test("Ollama pulls in growing steps")
  func ollamaPull() async throws {
    try await withSimulator {
      $0.profile = .ollama
    } _: { _, client in
      let reply = try await client.send("POST /api/pull", #"{"model":"qwen3:8b"}"#)
      let lines = reply.body.split(separator: "\n").compactMap { JSON(parsing: Array($0.utf8)) }
      #expect(lines.first?["status"]?.text == "pulling manifest")
      #expect(lines.last?["status"]?.text == "success")
      let counts = lines.compactMap { $0["completed"]?.whole }
      #expect(counts == counts.sorted() && counts.count == 20)
    }
  }

  @Test("llama.cpp refuses everything while it loads")
  func llamaCppLoading() async throws {
    let pacing = GatedPacing()
    try await withSimulator {
      $0.profile = .llamacpp
      $0.pacing = pacing
    } _: { simulator, client in
      for line in ["GET /health", "GET /v1/models", "POST /v1/chat/completions"] {
        let reply = try await client.send(line, "{\"messages\":[]}")
        #expect(reply.status == 503)
        #expect(
          reply.body
            == #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#)
        #expect(reply.field("Server") == "llama.cpp")
      }
      await pacing.gate.open()
      while await simulator.residents.isEmpty { await Task.yield() }
      #expect(try await client.send("GET /health").body == #"{"status":"ok"}"#)
    }
  }

  @Test("llama.cpp's stream begins and ends as recorded")
  func llamaCppStream() async throws {
    try await withSimulator {
      $0.profile = .llamacpp
      $0.loaded = ["qwen3-4b"]
    } _: { _, client in
      let more = #","stream_options":{"include_usage":true}"#
      let reply = try await client.send(
        "POST /v1/chat/completions", chatBody("echo x", model: "whatever", more: more))
      let first = reply.events.first?.data
      #expect(
        first?["choices"]?.elements?.first?["delta"] == ["role": "assistant", "content": .null])
      #expect(first?["model"]?.text == "qwen3-4b")
      let last = reply.events[reply.events.count - 2].data
      #expect(last["timings"]?["predicted_n"] == last["usage"]?["completion_tokens"])
      let progress = try await client.send(
        "POST /v1/chat/completions", chatBody("echo x", more: #","return_progress":true"#))
      // It was asked before: what it kept of that counts as processed.
      let begun = progress.events.first?.data["prompt_progress"]
      #expect(begun?["cache"]?.whole ?? 0 > 0)
      #expect(begun?["processed"]?.whole == begun?["cache"]?.whole)
      let empty = try await client.send("POST /v1/chat/completions", "{}")
      #expect(empty.json["error"]?["message"]?.text == "'messages' is required")
    }
  }

  @Test("llama.cpp's responses send every done at the end, without numbers")
  func llamaCppResponses() async throws {
    try await withSimulator {
      $0.profile = .llamacpp
      $0.loaded = ["qwen3-4b"]
    } _: { _, client in
      let reply = try await client.send(
        "POST /v1/responses", #"{"input":"echo x","stream":true}"#)
      #expect(
        reply.sequence.map { $0.dropFirst("response.".count) } == [
          "created", "in_progress", "output_item.added", "reasoning_text.delta",
          "output_item.added", "content_part.added", "output_text.delta", "output_item.done",
          "output_text.done", "content_part.done", "output_item.done", "completed",
        ])
      #expect(!reply.body.contains("sequence_number") && !reply.body.contains("output_index"))
      #expect(reply.events.last?.data["timings"] != nil)
    }
  }

  @Test("The router loads on demand and tells how far it is")
  func router() async throws {
    try await withSimulator {
      $0.profile = .llamacppRouter
    } _: { simulator, client in
      let before = try await client.send("GET /models").json["data"]?.elements?.first
      #expect(before?["status"]?["value"]?.text == "unloaded")
      let watcher = try await client.open()
      try await watcher.write(WireClient.request("GET /models/sse"))
      #expect(await watcher.reads(until: "text/event-stream"))
      let load = try await client.send("POST /models/load", #"{"model":"qwen3-4b"}"#)
      #expect(load.body == #"{"success":true}"#)
      #expect(await watcher.reads(until: #""status":"loaded""#))
      let after = try await client.send("GET /models").json["data"]?.elements?.first
      #expect(after?["status"]?["value"]?.text == "loaded")
      _ = try await client.send("POST /models/unload", #"{"model":"qwen3-4b"}"#)
      #expect(await watcher.reads(until: #""status":"unloaded""#))
      try await watcher.close()
      let unknown = try await client.send(
        "POST /v1/chat/completions", chatBody("x", model: "nope"))
      #expect(unknown.json["error"]?["message"]?.text == "model 'nope' not found")
    }
  }

  @Test("vLLM thinks under `reasoning`, a cloud asks for a key and sends comments")
  func compatible() async throws {
    try await withSimulator {
      $0.profile = .vllm
    } _: { _, client in
      let reply = try await client.send(
        "POST /v1/chat/completions", chatBody("echo x", model: "Qwen/Qwen3-4B"))
      #expect(!reply.joined("choices", "0", "delta", "reasoning").isEmpty)
      let list = try await client.send("GET /v1/models").json["data"]?.elements?.first
      #expect(list?["owned_by"]?.text == "vllm" && list?["max_model_len"]?.whole == 40_960)
    }
    try await withSimulator {
      $0.profile = .cloud
    } _: { _, client in
      #expect(try await client.send("GET /v1/models").status == 401)
      let headers = ["Authorization": "Bearer key"]
      let body = chatBody("echo x", model: "nimbus-reason-2")
      let reply = try await client.send("POST /v1/chat/completions", body, headers: headers)
      #expect(reply.body.hasPrefix(": NIMBUS PROCESSING\n\n"))
      var limited = headers
      limited["X-Simulate-Fault"] = "429@7"
      let wait = try await client.send("POST /v1/chat/completions", body, headers: limited)
      #expect(wait.status == 429 && wait.field("Retry-After") == "7")
    }
  }
}
