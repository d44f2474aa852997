import Testing

@testable import Simulator

@Suite("Thinking reaches the client in every known form")
struct ReasoningModeTests {
  private let script = Script(for: Prompt(json: ["input": "echo The answer"]))

  /// Content and thinking as the deltas of a chat have them.
  private func deltas(
    _ mode: String, by header: Bool = true, model: String = "qwen/qwen3-4b"
  ) async throws -> (content: String, thinking: String, other: String) {
    var result = ("", "", "")
    try await withSimulator {
      $0.loaded = [model]
    } _: { _, client in
      let prompt = header ? "echo The answer" : "!!think=\(mode) echo The answer"
      let reply = try await client.send(
        "POST /v1/chat/completions", chatBody(prompt, model: model),
        headers: header ? ["X-Simulate-Reasoning": mode] : [:])
      result = (
        reply.joined("choices", "0", "delta", "content"),
        reply.joined("choices", "0", "delta", "reasoning_content"),
        reply.joined("choices", "0", "delta", "reasoning")
      )
    }
    return result
  }

  @Test("Inline modes leave their marks in the content, by header and by prompt alike")
  func inline() async throws {
    let thinking = script.thinking
    let expected = [
      "inline": "<think>\n\(thinking)\n</think>\n\nThe answer",
      "split": "<think>\n\(thinking)\n</think>\n\nThe answer",
      "no-opener": "\(thinking)\n</think>\n\nThe answer",
      "empty": "<think>\n\n</think>\n\nThe answer",
      "unclosed": "<think>\n\(thinking)",
      "harmony-a":
        "<|channel|>analysis<|message|>\(thinking)<|end|>"
        + "<|start|>assistant<|channel|>final<|message|>The answer<|return|>",
      "harmony-b": "analysis\(thinking)assistantfinalThe answer",
      "off": "The answer",
    ]
    for (mode, content) in expected {
      for header in [true, false] {
        let deltas = try await deltas(mode, by: header)
        #expect(deltas.content == content, "\(mode)")
        #expect(deltas.thinking == "" && deltas.other == "")
      }
    }
  }

  @Test("Separate modes choose their keys")
  func separate() async throws {
    let thinking = script.thinking
    #expect(try await deltas("reasoning_content") == ("The answer", thinking, ""))
    #expect(try await deltas("reasoning") == ("The answer", "", thinking))
    #expect(try await deltas("both") == ("The answer", thinking, thinking))
    #expect(try await deltas("all-in-reasoning") == ("", "\(thinking)\n\nThe answer", ""))
    let tail = "<|end|><|start|>assistant<|channel|>final<|message|>The answer"
    #expect(try await deltas("harmony-d") == (tail, thinking, ""))
  }

  @Test("gpt-oss thinks under its own key")
  func harmonyKey() async throws {
    let deltas = try await deltas("standard", model: "openai/gpt-oss-20b")
    #expect(deltas == ("The answer", "", script.thinking))
  }

  @Test("A thought can be reopened in the middle of the answer")
  func reopened() {
    let script = Script(thinking: "one\n\ntwo", answer: "A\n\nB")
    let content = Staging.segments(of: script, mode: .reopened).map { $0.pieces.joined() }
    #expect(content == ["<think>\none\n</think>\n\nA\n\n<think>\ntwo\n</think>\n\nB"])
  }

  @Test("A tool call stands between two thoughts")
  func afterTool() async throws {
    try await withSimulator {
      $0.reasoning = .afterTool
    } _: { _, client in
      let reply = try await client.send(
        "POST /api/v1/chat", #"{"model":"qwen/qwen3-4b","input":"Explain it","stream":true}"#)
      let order = reply.sequence.filter { $0.hasSuffix(".start") || $0.hasSuffix(".success") }
      #expect(
        order == [
          "chat.start", "model_load.start", "prompt_processing.start", "reasoning.start",
          "tool_call.start", "tool_call.success", "reasoning.start", "message.start",
        ])
    }
  }

  @Test("A model can have a form of its own, and a run as well")
  func byModelAndRun() async throws {
    try await withSimulator {
      $0.reasoning = .inline
    } _: { _, client in
      let reply = try await client.send("POST /v1/chat/completions", chatBody("echo x"))
      #expect(reply.joined("choices", "0", "delta", "content").hasPrefix("<think>"))
    }
    try await withSimulator {
      $0.profile = .llamacppRouter
    } _: { _, client in
      let reply = try await client.send(
        "POST /v1/chat/completions", chatBody("echo x", model: "nemotron-nano-9b"))
      let content = reply.joined("choices", "0", "delta", "content")
      #expect(content.contains("</think>") && !content.contains("<think>"))
    }
  }
}

@Suite("What the model says")
struct ScriptTests {
  @Test("Pieces joined are the text again", arguments: [ReasoningMode.inline, .harmonyA, .split])
  func pieces(mode: ReasoningMode) {
    for prompt in ["ncurses", "a table", "haiku", "emoji", "code", "prime", "plan", "hi", "why is"]
    {
      let script = Script(for: Prompt(json: ["input": .string(prompt)]))
      #expect(TokenPieces.cut(script.answer).joined() == script.answer)
      #expect(TokenPieces.count(script.answer) > 60)
      let whole = Staging.segments(of: script, mode: mode).map { $0.pieces.joined() }.joined()
      #expect(whole.contains(script.thinking) && whole.contains(script.answer))
    }
  }

  @Test("Topics differ, and the user's words are quoted")
  func topics() {
    let prompts = ["About ncurses", "A haiku", "Sort code", "Hello", "How to bake a cake"]
    let scripts = prompts.map { Script(for: Prompt(json: ["input": .string($0)])) }
    #expect(Set(scripts.map(\.thinking)).count == prompts.count)
    for (prompt, script) in zip(prompts, scripts) { #expect(script.answer.contains(prompt)) }
  }

  @Test("Words with two exclamation marks steer and are not quoted")
  func steering() {
    let prompt = Prompt(json: ["input": "!!drop@7 hello !!think=inline you !!unheard-of"])
    #expect(prompt.text == "hello you !!unheard-of")
    #expect(prompt.faults == [Fault(.drop, at: 7)])
    #expect(prompt.reasoning == .inline)
  }

  @Test("JSON survives being written and read", arguments: [JSON.Layout.compact, .pretty(2), .go])
  func json(layout: JSON.Layout) {
    let value: JSON = [
      "text": "a\"\\\n\u{1}<é😀>", "list": [1, 2.5, true, .null, []], "empty": [:],
    ]
    let text = value.rendered(layout)
    #expect(JSON(parsing: Array(text.utf8)) == value)
    #expect(text.contains("\\u003c") == (layout == .go))
    #expect(JSON(parsing: Array(#"{"a":"\ud83d\ude00"}"#.utf8)) == ["a": "😀"])
    #expect(JSON(parsing: Array("{\"a\":1} x".utf8)) == nil)
  }
}
