import Testing

@testable import Engine

@Suite("What goes to the server")
struct RequestTests {
  private let plain = ChatRequest(model: "m", messages: [.init(.user, "Hi")])

  private let full = ChatRequest(
    model: "gpt-oss:20b",
    messages: [
      .init(.system, "Be brief."), .init(.user, "1+1?"), .init(.assistant, "2"),
      .init(.user, "And this?", images: ["data:image/png;base64,QUJD"]),
    ],
    effort: "high", summary: "auto", verbosity: "low", temperature: 0.5, maxOutputTokens: 100,
    contextLength: 8192, wantsPromptProgress: true)

  @Test("Chat: the least")
  func chat() throws {
    let request = try ChatWire().request(for: plain)
    #expect(request.path == .base("chat/completions"))
    #expect(
      request.body.text
        == #"{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,"stream_options":{"include_usage":true}}"#
    )
  }

  @Test("Chat: everything")
  func fullChat() throws {
    let body = try ChatWire(dialect: .openAI).request(for: full).body
    #expect(body["max_completion_tokens"] == 100)
    #expect(body["max_tokens"] == nil)
    #expect(body["reasoning_effort"] == "high")
    #expect(body["return_progress"] == true)
    #expect(body["messages"]?.array?.count == 4)
    #expect(
      body["messages"]?[3]?.text
        == #"{"role":"user","content":[{"type":"text","text":"And this?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,QUJD"}}]}"#
    )
  }

  @Test("Responses: the least, and everything")
  func responses() throws {
    #expect(
      try ResponsesWire().request(for: plain).body.text
        == #"{"model":"m","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}],"stream":true,"store":false}"#
    )
    let body = try ResponsesWire().request(for: full).body
    #expect(body["instructions"] == "Be brief.")
    #expect(body["input"]?.array?.count == 3)
    #expect(body["input"]?[1]?["content"]?[0]?["type"] == "output_text")
    #expect(body["input"]?[2]?["content"]?[1]?["type"] == "input_image")
    #expect(body["reasoning"]?.text == #"{"effort":"high","summary":"auto"}"#)
    #expect(body["text"]?.text == #"{"verbosity":"low"}"#)
    #expect(body["max_output_tokens"] == 100)
  }

  @Test("Responses: a continued conversation sends only what is new")
  func continuedResponses() throws {
    var exchange = full
    exchange.previousResponseID = "resp_1"
    let body = try ResponsesWire(storesReplies: nil).request(for: exchange).body
    #expect(body["previous_response_id"] == "resp_1")
    #expect(body["input"]?.array?.count == 1)
    #expect(body["store"] == nil)
  }

  @Test("LM Studio: only documented keys, instructions only at the first turn")
  func lmStudio() throws {
    var exchange = full
    exchange.messages.removeSubrange(1...2)
    let first = try LMStudioWire().request(for: exchange)
    #expect(first.path == .origin("/api/v1/chat"))
    #expect(
      first.body.text
        == #"{"model":"gpt-oss:20b","input":[{"type":"text","content":"And this?"},{"type":"image","data_url":"data:image/png;base64,QUJD"}],"stream":true,"system_prompt":"Be brief.","reasoning":"high","context_length":8192,"temperature":0.5,"max_output_tokens":100}"#
    )
    exchange = full
    exchange.previousResponseID = "resp_1"
    exchange.effort = "none"
    let next = try LMStudioWire().request(for: exchange).body
    #expect(next["system_prompt"] == nil)
    #expect(next["previous_response_id"] == "resp_1")
    #expect(next["reasoning"] == "off")
  }

  @Test("LM Studio: earlier messages without an id are refused in our words")
  func lmStudioHistory() {
    #expect(!LMStudioWire.canCarry(full))
    #expect(throws: EngineError.self) { try LMStudioWire().request(for: full) }
  }

  @Test("Ollama: options, images and thinking in its own form")
  func ollama() throws {
    let request = try OllamaWire().request(for: full)
    #expect(request.path == .origin("/api/chat"))
    #expect(request.body["think"] == "high")
    #expect(
      request.body["options"]?.text == #"{"num_ctx":8192,"temperature":0.5,"num_predict":100}"#)
    #expect(request.body["messages"]?[3]?["images"]?.text == #"["QUJD"]"#)
    #expect(try OllamaWire().request(for: plain).body["think"] == nil)
  }

  @Test(
    "Ollama: levels only for gpt-oss",
    arguments: [
      ("none", "qwen3", false), ("high", "qwen3", true), ("none", "gpt-oss", false),
      ("minimal", "gpt-oss:120b", "low"), ("medium", "openai/GPT-OSS", "medium"),
    ] as [(String, String, JSON)])
  func ollamaEffort(_ effort: String, _ model: String, _ think: JSON) throws {
    let exchange = ChatRequest(model: model, messages: [.init(.user, "Hi")], effort: effort)
    #expect(try OllamaWire().request(for: exchange).body["think"] == think)
  }
}
