import Testing

@testable import Simulator

/// A chat request of the usual form.
func chatBody(
  _ prompt: String, model: String = "qwen/qwen3-4b", stream: Bool = true, more: String = ""
) -> String {
  let content = JSON.string(prompt).rendered()
  return
    "{\"model\":\"\(model)\",\"messages\":[{\"role\":\"user\",\"content\":\(content)}],"
    + "\"stream\":\(stream)\(more)}"
}

@Suite("POST /v1/chat/completions as LM Studio does it")
struct ChatCompletionsTests {
  private let usage = #","stream_options":{"include_usage":true}"#

  @Test("The stream has nameless frames, thinking apart, and [DONE]")
  func stream() async throws {
    try await withSimulator { _, client in
      let reply = try await client.send(
        "POST /v1/chat/completions", chatBody("echo Grüße 世界"))
      #expect(reply.field("Content-Type") == "text/event-stream")
      #expect(reply.joined("choices", "0", "delta", "content") == "Grüße 世界")
      #expect(reply.joined("choices", "0", "delta", "reasoning_content").hasPrefix("The user"))
      #expect(reply.body.hasSuffix("data: [DONE]\n\n"))
      #expect(!reply.body.contains("event:") && !reply.body.contains("usage"))
      let roles = reply.events.count { Self.delta($0.data)?["role"] != nil }
      #expect(roles == 1)
      let id = reply.events.first?.data["id"]?.text ?? ""
      #expect(id.hasPrefix("chatcmpl-") && id.count == 30)
    }
  }

  private static func delta(_ data: JSON) -> JSON? { data["choices"]?.elements?.first?["delta"] }

  @Test("Usage comes in its own chunk, when asked for, and adds up")
  func usageChunk() async throws {
    try await withSimulator { _, client in
      let reply = try await client.send(
        "POST /v1/chat/completions", chatBody("echo a b", more: usage))
      let last = reply.events[reply.events.count - 2].data
      #expect(last["choices"]?.elements?.isEmpty == true)
      let input = last["usage"]?["prompt_tokens"]?.whole ?? 0
      let output = last["usage"]?["completion_tokens"]?.whole ?? 0
      #expect(last["usage"]?["total_tokens"]?.whole == input + output)
      let deltas = reply.events.count {
        Self.delta($0.data).map { !($0.members ?? []).isEmpty } ?? false
      }
      #expect(output == deltas)
    }
  }

  @Test("Without a stream the body is pretty and complete")
  func whole() async throws {
    try await withSimulator { _, client in
      let reply = try await client.send(
        "POST /v1/chat/completions", chatBody("echo x", stream: false))
      #expect(
        reply.json.members?.map(\.name) == [
          "id", "object", "created", "model", "system_fingerprint", "choices", "usage", "stats",
        ])
      #expect(reply.body.hasPrefix("{\n  \"id\""))
    }
  }

  @Test("A single loaded model answers to any name; with two the name must be right")
  func singleModelAnswers() async throws {
    try await withSimulator {
      $0.loaded = ["google/gemma-3-4b"]
    } _: { simulator, client in
      let body = chatBody("hi", model: "nope", stream: false)
      let reply = try await client.send("POST /v1/chat/completions", body)
      #expect(reply.json["model"]?.text == "google/gemma-3-4b")
      _ = try await client.send("POST /v1/chat/completions", chatBody("hi", stream: false))
      let refused = try await client.send("POST /v1/chat/completions", body)
      #expect(refused.status == 400)
      #expect(refused.json["error"]?["code"]?.text == "model_not_found")
      #expect(refused.body.hasPrefix("{\n    \"error\""))
    }
  }

  @Test("With nothing loaded and no JIT there is no model to answer")
  func nothingLoaded() async throws {
    try await withSimulator {
      $0.jit = false
    } _: { _, client in
      let reply = try await client.send("POST /v1/chat/completions", chatBody("hi"))
      #expect(reply.status == 400)
      #expect(reply.json["error"]?["message"]?.text?.hasPrefix("No models loaded.") == true)
    }
  }

  @Test("The head comes at once, and then there is silence while the model loads")
  func silentLoad() async throws {
    let pacing = GatedPacing()
    try await withSimulator {
      $0.pacing = pacing
    } _: { _, client in
      let line = try await client.open()
      try await line.write(WireClient.request("POST /v1/chat/completions", chatBody("hi")))
      let head = await line.next() ?? []
      #expect(String(decoding: head, as: UTF8.self).hasSuffix("\r\n\r\n"))
      await pacing.gate.arrival()
      await pacing.gate.open()
      #expect(await line.reads(until: "[DONE]"))
      try await line.close()
    }
  }

  @Test("A conversation longer than the context is refused")
  func overflow() async throws {
    try await withSimulator {
      $0.loaded = ["qwen/qwen3-4b"]
    } _: { _, client in
      let long = String(repeating: "word ", count: 9000)
      let reply = try await client.send("POST /v1/chat/completions", chatBody(long))
      #expect(reply.status == 400)
      #expect(reply.json["error"]?["message"]?.text == "Context size has been exceeded.")
    }
  }

  @Test("One prompt has one thinking and one answer on every wire")
  func sameEverywhere() async throws {
    let prompt = "Compare ncurses and a web page in a table"
    let script = Script(for: Prompt(json: ["input": .string(prompt)]))
    try await withSimulator { _, client in
      let chat = try await client.send("POST /v1/chat/completions", chatBody(prompt))
      let input = "{\"model\":\"qwen/qwen3-4b\",\"input\":\"\(prompt)\",\"stream\":true}"
      let responses = try await client.send("POST /v1/responses", input)
      let native = try await client.send("POST /api/v1/chat", input)
      #expect(chat.joined("choices", "0", "delta", "content") == script.answer)
      #expect(chat.joined("choices", "0", "delta", "reasoning_content") == script.thinking)
      let done = responses.events.last?.data["response"]?["output"]?.elements
      #expect(done?.first?["content"]?.elements?.first?["text"]?.text == script.thinking)
      #expect(done?.last?["content"]?.elements?.first?["text"]?.text == script.answer)
      let output = native.events.last?.data["result"]?["output"]?.elements
      #expect(output?.compactMap { $0["content"]?.text } == [script.thinking, script.answer])
    }
  }

  @Test("Equal seeds give equal bytes")
  func deterministic() async throws {
    var replies: [[UInt8]] = []
    for _ in 0..<2 {
      try await withSimulator {
        $0.seed = 42
      } _: { _, client in
        let reply = try await client.send("POST /v1/chat/completions", chatBody("hello"))
        replies.append(reply.bytes)
      }
    }
    #expect(replies[0] == replies[1])
  }
}

@Suite("POST /v1/responses")
struct ResponsesTests {
  private let body = #"{"model":"qwen/qwen3-4b","input":"echo one two","stream":true}"#

  @Test("Events come in the documented order and are numbered")
  func order() async throws {
    try await withSimulator { _, client in
      let reply = try await client.send("POST /v1/responses", body)
      #expect(
        reply.sequence.map { $0.dropFirst("response.".count) } == [
          "created", "in_progress", "output_item.added", "content_part.added",
          "reasoning_text.delta", "reasoning_text.done", "content_part.done", "output_item.done",
          "output_item.added", "content_part.added", "output_text.delta", "output_text.done",
          "content_part.done", "output_item.done", "completed",
        ])
      let numbers = reply.events.compactMap { $0.data["sequence_number"]?.whole }
      #expect(numbers == Array(0..<reply.events.count))
      #expect(reply.events.last?.data["response"]?["top_p"]?.flag == false)
      #expect(!reply.body.contains("[DONE]"))
    }
  }

  @Test("The warm-up call of Codex answers with one token")
  func warmUp() async throws {
    try await withSimulator { simulator, client in
      let reply = try await client.send(
        "POST /v1/responses", #"{"model":"qwen/qwen3-4b","input":"","max_output_tokens":1}"#)
      #expect(reply.status == 200)
      #expect(reply.json["usage"]?["output_tokens"]?.whole == 1)
      #expect(await simulator.loads(of: "qwen/qwen3-4b") == 1)
    }
  }

  @Test("An unknown earlier response is refused with its id")
  func unknownPrevious() async throws {
    try await withSimulator { _, client in
      let reply = try await client.send(
        "POST /v1/responses",
        #"{"model":"qwen/qwen3-4b","input":"x","previous_response_id":"resp_1"}"#)
      #expect(reply.status == 400)
      #expect(reply.json["error"]?["code"]?.text == "previous_response_not_found")
    }
  }

  @Test("Thinking can come all at once")
  func doneOnly() async throws {
    try await withSimulator { _, client in
      let headers = ["X-Simulate-Reasoning": "done-only"]
      let reply = try await client.send("POST /v1/responses", body, headers: headers)
      #expect(!reply.sequence.contains("response.reasoning_text.delta"))
      let done = reply.events.first { $0.name == "response.reasoning_text.done" }
      #expect(done?.data["text"]?.text?.isEmpty == false)
    }
  }
}
