import Testing

@testable import Engine

/// What servers say, in the shapes they say it, and what becomes of it for the reader.
@Suite("The server's reason is always told")
struct ServerSentenceTests {
  @Test(
    "Whatever the shape, the sentence is found",
    arguments: [
      #"{"error":"SENTENCE"}"#, #"{"error":{"message":"SENTENCE","code":7}}"#,
      #"{"message":"SENTENCE"}"#, #"{"code":"1210","message":"SENTENCE"}"#,
      #"{"detail":"SENTENCE"}"#, #"{"detail":[{"loc":["body","x"],"msg":"SENTENCE"}]}"#,
      #"{"message":{"detail":[{"loc":["body","x"],"msg":"SENTENCE"}]}}"#,
      #"{"error":["SENTENCE"]}"#, #"{"errors":[{"message":"SENTENCE"}]}"#,
      #"{"errors":"SENTENCE"}"#,
      #"{"msg":"SENTENCE","code":50000}"#, #"{"error_code":17,"error_msg":"SENTENCE"}"#,
      #"{"title":"Bad Request","detail":"SENTENCE","status":400}"#,
      #"{"error":"Bad Request","message":"SENTENCE","statusCode":400}"#,
      #"[{"error":{"code":400,"message":"SENTENCE"}}]"#,
      #"{"error":{"message":"{\"error\":{\"message\":\"SENTENCE\"}}"}}"#,
      #"{"error":"invalid_request","error_description":"SENTENCE"}"#,
      #"{"fault":{"faultstring":"SENTENCE"}}"#, #"{"Message":"SENTENCE"}"#,
      #"{"error":{"message":"Provider returned error","metadata":{"raw":"{\"error\":\"SENTENCE\"}"}}}"#,
      #"{"error":{"details":[{"reason":"SENTENCE"}]}}"#, "SENTENCE",
      "<!DOCTYPE html><html><head><TITLE lang='en'> SENTENCE </title></head></html>",
    ])
  func shapes(_ body: String) {
    for status in [400, 422, 500, 503] {
      let error = ErrorMapper.error(status: status, body: Array(body.utf8))
      #expect(error.serverMessage?.contains("SENTENCE") == true, "\(error)")
      #expect(error.message.contains("SENTENCE") || error.serverSentence != nil, "\(error)")
      #expect(!error.message.contains("without a reason"))
    }
  }

  struct Judged: Sendable {
    var status: Int
    var body: String
    var kind: EngineError.Kind
    /// What neither message nor remedy may say.
    var never: [String] = []
  }

  @Test(
    "A status is judged by the words beside it",
    arguments: [
      Judged(
        status: 403,
        body:
          #"{"error":{"code":"unsupported_country_region_territory","message":"Country, region, or territory not supported"}}"#,
        kind: .forbidden, never: ["token"]),
      Judged(
        status: 403,
        body: #"{"error":{"message":"This model requires a subscription, upgrade for access"}}"#,
        kind: .refused, never: ["token"]),
      Judged(
        status: 403, body: "<html><title>Just a moment...</title></html>", kind: .forbidden,
        never: ["token"]),
      Judged(status: 403, body: #"{"error":"Invalid API key"}"#, kind: .unauthorized),
      Judged(status: 401, body: "", kind: .unauthorized),
      Judged(
        status: 401,
        body: #"{"error":{"message":"Incorrect API key provided: abc","code":"invalid_api_key"}}"#,
        kind: .unauthorized),
      Judged(
        status: 401, body: #"{"error":{"message":"Your organization has been disabled."}}"#,
        kind: .forbidden, never: ["valid token"]),
      Judged(
        status: 402,
        body: #"{"error":{"message":"Insufficient credits. Add more using https://x.example"}}"#,
        kind: .refused, never: ["wait"]),
      Judged(
        status: 404, body: #"{"error":{"message":"No endpoints found for a/b:free."}}"#,
        kind: .modelMissing, never: ["base_url"]),
      Judged(
        status: 404, body: #"{"error":{"message":"No endpoints found that support image input"}}"#,
        kind: .refused, never: ["base_url"]),
      Judged(
        status: 404,
        body:
          #"{"error":{"message":"The model `gpt-9` does not exist or you do not have access to it.","code":"model_not_found"}}"#,
        kind: .modelMissing, never: ["base_url"]),
      Judged(status: 404, body: "404 page not found", kind: .unsupported),
      Judged(status: 404, body: #"{"detail":"Not Found"}"#, kind: .unsupported),
      Judged(
        status: 404,
        body:
          #"{"error":{"message":"Invalid URL (POST /chat/completions)","type":"invalid_request_error"}}"#,
        kind: .unsupported),
      Judged(
        status: 404, body: #"{"error":"model \"m\" not found, try pulling it first"}"#,
        kind: .modelMissing, never: ["base_url"]),
      Judged(
        status: 400,
        body:
          #"{"error":{"message":"/chat/completions: Invalid model name passed in model=x","param":"model"}}"#,
        kind: .modelMissing, never: ["options"]),
      Judged(
        status: 400,
        body: #"{"error":{"message":"Unknown Model, please check the model code.","code":"1211"}}"#,
        kind: .modelMissing),
      Judged(
        status: 410,
        body:
          #"{"error":{"message":"The model `x` has been decommissioned and is no longer supported."}}"#,
        kind: .modelMissing),
      Judged(
        status: 413,
        body:
          #"{"error":{"message":"Request too large for model on tokens per minute (TPM): Limit 6000, Requested 12328","code":"rate_limit_exceeded"}}"#,
        kind: .refused, never: ["wait"]),
      Judged(
        status: 429,
        body:
          #"{"error":{"message":"Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 36,789. The input or output tokens must be reduced"}}"#,
        kind: .refused, never: ["wait"]),
      Judged(
        status: 413, body: "<html><head><title>413 Request Entity Too Large</title></head></html>",
        kind: .refused, never: ["wait", "base_url"]),
      Judged(
        status: 429,
        body: #"{"error":{"message":"Rate limit exceeded: free-models-per-day. Resets daily"}}"#,
        kind: .refused, never: ["Wait a moment"]),
      Judged(
        status: 429, body: #"{"error":{"message":"Rate limit reached. Please try again in 20s."}}"#,
        kind: .rateLimited),
      Judged(
        status: 200, body: #"{"code":500,"message":"failed to encode response","data":{}}"#,
        kind: .serverFault, never: ["context"]),
      Judged(
        status: 400,
        body:
          #"{"error":{"message":"Reasoning setting 'off' is not supported by model 'm'.","param":"reasoning"}}"#,
        kind: .refused),
    ])
  func judged(_ test: Judged) {
    let error = ErrorMapper.error(status: test.status, body: Array(test.body.utf8))
    #expect(error.kind == test.kind, "\(error)")
    let told = (error.message + " " + (error.remedy ?? "")).lowercased()
    for word in test.never { #expect(!told.contains(word.lowercased()), "\(error)") }
  }

  @Test("A redirect names where it leads, and what to write")
  func redirects() {
    for (status, location, base) in [
      (307, "https://ollama.example/v1/chat/completions", "https://ollama.example/v1"),
      (301, "https://box.example/", "https://box.example"),
      (308, "https://box.example/api/v1/chat", "https://box.example"),
      (302, "/login", nil),
    ] as [(Int, String, String?)] {
      let error = ErrorMapper.error(
        status: status, headers: [HTTPHeader("location", location)], body: [])
      #expect(error.message.contains(location))
      #expect(error.remedy?.contains("\"\(base ?? "")\"") ?? (base == nil), "\(error)")
    }
    #expect(ErrorMapper.error(status: 302, body: []).message.contains("without saying where"))
  }

  @Test(
    "What is no complaint is not taken for one",
    arguments: [
      #"{"code":0,"message":"","data":true}"#, #"{"code":200,"message":"ok"}"#, #"{"error":null}"#,
      #"{"error":[]}"#, #"{"error":{}}"#, #"{"error":false}"#, #"{"type":"ping"}"#,
      #"{"choices":[],"code":500,"message":"x"}"#,
      #"{"message":{"role":"assistant"},"done":false}"#,
    ])
  func none(_ text: String) throws {
    #expect(!ServerErrorBody.isMade(by: try #require(JSON(parsing: text))))
  }

  @Test(
    "Only a known success ends a reply as one",
    arguments: [
      ("stop", "stop"), ("STOP", "stop"), ("end_turn", "stop"), ("eos", "stop"),
      ("length", "lengthLimit"), ("MAX_TOKENS", "lengthLimit"), ("tool_calls", "toolCall"),
      ("abort", "failed"), ("error", "failed"), ("content_filter", "failed"),
      ("RECITATION", "failed"), ("SAFETY", "failed"), ("cancelled", "failed"),
      ("network_error", "failed"), ("something_new", "failed"),
    ])
  func finishWords(_ word: String, _ ending: String) {
    let start = #"{"choices":[{"index":0,"delta":{"content":"a"}}]}"#
    let end = #"{"choices":[{"index":0,"delta":{},"finish_reason":"\#(word)"}]}"#
    let heard = ChatWire().hear("data: \(start)\n\ndata: \(end)\n\ndata: [DONE]\n\n")
    #expect(heard.answer == "a")
    #expect(heard.ending == ending)
    if ending == "failed" { #expect(heard.failure?.message.contains(word) == true) }
  }

  @Test("A chunk may carry words, usage and the reason at once; what follows is part of the reply")
  func everythingAtOnce() {
    let usage = #""usage":{"prompt_tokens":3,"completion_tokens":1}"#
    let text = ["a", "b"].map {
      #"data: {"choices":[{"index":0,"delta":{"content":"\#($0)"},"finish_reason":"stop"}],\#(usage)}"#
    }.joined(separator: "\n\n")
    for ending in ["\n\ndata: [DONE]\n\n", "\n\n", ""] {
      let heard = ChatWire().hear(text + ending)
      #expect(heard.answer == "ab")
      #expect(heard.finish == .stop)
      #expect(heard.usage.promptTokens == 3)
    }
  }

  @Test(
    "A reply without text says what came instead",
    arguments: [
      (
        #"{"choices":[{"delta":{"content":"","images":[{"image_url":{"url":"data:"}}]}}]}"#,
        "an image"
      ),
      (#"{"choices":[{"delta":{"audio":{"data":"AAAA"}}}]}"#, "a sound"),
      (#"{"choices":[{"delta":{"content":[{"type":"image_url","image_url":{}}]}}]}"#, "an image"),
    ])
  func attachments(_ chunk: String, _ what: String) {
    let heard = ChatWire().hear("data: \(chunk)\n\ndata: [DONE]\n\n")
    #expect(heard.notices.count == 1 && heard.notices[0].contains(what))
  }

  @Test("Words beside an empty content, of another choice, or spoken, are the answer")
  func otherPlaces() {
    for chunk in [
      #"{"choices":[{"delta":{"content":"","refusal":"no"}}]}"#,
      #"{"choices":[{"index":0,"delta":{"tool_calls":[]}},{"index":1,"delta":{"content":"no"}}]}"#,
      #"{"choices":[{"delta":{"audio":{"transcript":"no"}}}]}"#, #"{"choices":[{"text":"no"}]}"#,
    ] { #expect(ChatWire().hear("data: \(chunk)\n\ndata: [DONE]\n\n").answer == "no") }
  }

  @Test(
    "A reply in another API's format says which wire_api reads it",
    arguments: [
      (#"data: {"type":"response.output_text.delta","delta":"x"}"#, "responses"),
      (#"data: {"type":"content_block_delta","delta":{"text":"x"}}"#, "Anthropic"),
      (#"{"model":"m","message":{"role":"assistant","content":"x"},"done":true}"#, "ollama"),
      (#"data: {"candidates":[{"content":{}}]}"#, "Gemini"),
    ])
  func foreign(_ stream: String, _ name: String) {
    for ending in ["", "\n\ndata: [DONE]\n\n"] where !stream.hasPrefix("{") || ending.isEmpty {
      let error = ChatWire().hear(stream + "\n\n" + ending).failure
      #expect(error?.kind == .unsupported, "\(String(describing: error))")
      #expect(error?.message.contains(name) == true)
    }
    let chat = OllamaWire().hear(#"data: {"choices":[{"delta":{"content":"x"}}]}"# + "\n\n")
    #expect(chat.failure?.remedy?.contains("\"chat\"") == true)
  }
}
