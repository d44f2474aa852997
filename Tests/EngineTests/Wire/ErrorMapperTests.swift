import Testing

@testable import Engine

@Suite("Errors tell the next step")
struct ErrorMapperTests {
  struct Case: Sendable {
    var status: Int
    var body: String
    var kind: EngineError.Kind
    /// What the message must contain.
    var says: String
    /// Nothing certain can be advised.
    var needsNoRemedy: Bool {
      [401, 403].contains(status) || kind == .refused
    }

    init(_ status: Int, _ body: String, _ kind: EngineError.Kind, _ says: String = "") {
      self.status = status
      self.body = body
      self.kind = kind
      self.says = says
    }
  }

  static let cases: [Case] = [
    // LM Studio, lmstudio.md §1.5 and §3.5.
    Case(
      401,
      #"{"error":{"type":"invalid_request","code":"invalid_api_key","message":"An LM Studio API token is required"}}"#,
      .unauthorized, "token"),
    Case(403, "{}", .forbidden, "forbids"),
    Case(
      400,
      #"{"error":{"message":"Invalid model identifier \"nope\". Please specify a valid downloaded model (e.g., a).","type":"invalid_request_error","param":"model","code":"model_not_found"}}"#,
      .modelMissing, "nope"),
    Case(
      404,
      #"{"error":{"type":"model_not_found","message":"Model nope not found in downloaded models"}}"#,
      .modelMissing, "nope"),
    Case(
      400,
      #"{"error":{"message":"No models loaded. Please load a model in the developer page","code":null}}"#,
      .modelMissing, "no model loaded"),
    Case(
      400, #"{"error":{"message":"Failed to load model \"M\". Error: Operation canceled."}}"#,
      .loadFailed, "could not be loaded"),
    Case(
      400,
      #"{"error":{"message":"Failed to load model. Model loading was stopped due to insufficient system resources."}}"#,
      .loadFailed, "memory"),
    Case(
      400,
      #"{"error":"The model has crashed without additional information. (Exit code: 18446744072635812000)"}"#,
      .modelLost, "crashed"),
    Case(
      400,
      #"{"error":"Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough."}"#,
      .contextOverflow, "9000 tokens, where the model has room for 4096"),
    Case(
      200,
      #"{"error":{"message":"Engine protocol predict stream returned an error: {\"code\":500,\"message\":\"Context size has been exceeded.\"}"}}"#,
      .contextOverflow, "too long"),
    Case(400, #"{"error":"Model is unloaded."}"#, .modelLost, "unloaded"),
    Case(400, #"{"error":"Error rendering prompt with jinja template: x"}"#, .refused, "template"),
    Case(
      200, #"{"error":"Unexpected endpoint or method. (POST /v1/responses)"}"#, .unsupported,
      "address"),
    Case(
      400,
      #"{"error":{"message":"Reasoning setting 'off' is not supported by model 'm'.","type":"invalid_request","param":"reasoning","code":"invalid_value"}}"#,
      .refused, "effort"),
    Case(
      400,
      #"{"error":{"message":"Could not find stored response for previous_response_id 'resp_0'.","param":"previous_response_id","code":"invalid_value"}}"#,
      .refused, "conversation"),
    Case(
      400,
      #"{"error":{"message":"Unrecognized key(s) in object: 'ttl'","type":"invalid_request","code":"unrecognized_keys"}}"#,
      .refused, "ttl"),
    // llama.cpp, recorded.
    Case(
      400,
      #"{"error":{"code":400,"message":"request (6142 tokens) exceeds the available context size (2048 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":6142,"n_ctx":2048}}"#,
      .contextOverflow, "6142 tokens, where the model has room for 2048"),
    Case(
      503, #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#,
      .serverFault, "still loading"),
    Case(
      404, #"{"error":{"message":"File Not Found","type":"not_found_error","code":404}}"#,
      .unsupported, "address"),
    Case(
      400,
      #"{"error":{"code":400,"message":"'messages' is required","type":"invalid_request_error"}}"#,
      .refused, "'messages' is required"),
    // Ollama, vLLM, clouds, proxies.
    Case(404, #"{"error":"model 'x' not found"}"#, .modelMissing, "model 'x' not found"),
    Case(400, #"{"error":"\"m\" does not support thinking"}"#, .refused, "effort"),
    Case(
      500, #"{"error":"model requires more system memory (9 GiB) than is available (2 GiB)"}"#,
      .loadFailed, "memory"),
    Case(
      400,
      #"{"object":"error","message":"This model's maximum context length is 4096 tokens. However, you requested 5000 tokens","code":400}"#,
      .contextOverflow, "5000 tokens, where the model has room for 4096"),
    Case(
      404, #"{"object":"error","message":"The model `x` does not exist.","type":"NotFoundError"}"#,
      .modelMissing, "`x`"),
    Case(422, #"{"detail":[{"loc":["body"],"msg":"field required"}]}"#, .refused, "field required"),
    Case(404, #"{"detail":"Not Found"}"#, .unsupported, "address"),
    Case(
      429,
      #"{"error":{"message":"Rate limit reached. Please try again in 20s.","code":"rate_limit_exceeded"}}"#,
      .rateLimited),
    Case(
      429, #"{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}"#,
      .refused, "quota"),
    Case(
      200, #"{"error":{"code":"server_is_overloaded","message":"busy"}}"#, .rateLimited, "capacity"),
    Case(400, #"[{"error":{"code":400,"message":"API key odd"}}]"#, .refused, "API key odd"),
    Case(
      502, "<html><head><title>502 Bad Gateway</title></head></html>", .serverFault,
      "502 Bad Gateway"),
    Case(500, "Internal Server Error", .serverFault, "Internal Server Error"),
    Case(500, "", .serverFault, "500"), Case(418, "", .refused, "418"),
    Case(200, "{}", .serverFault),
    Case(415, "unsupported media", .refused, "unsupported media"),
  ]

  @Test("A complaint becomes the right kind, with a next step", arguments: cases)
  func kinds(_ test: Case) {
    let error = ErrorMapper.error(status: test.status, body: Array(test.body.utf8))
    #expect(error.kind == test.kind, "\(error)")
    #expect(test.says.isEmpty || error.message.contains(test.says), "\(error)")
    // Without a certain cause there is no advice; which variable holds a token, the engine adds.
    #expect(error.remedy?.hasSuffix(".") ?? true)
    #expect(test.needsNoRemedy || error.remedy != nil)
    #expect(error.serverWords == (test.body.isEmpty ? nil : test.body))
  }

  @Test("The server's words are kept within bounds, never cut inside a character")
  func bounds() {
    let error = ErrorMapper.error(
      status: 500, body: Array(String(repeating: "é", count: 9999).utf8))
    #expect(error.serverWords?.utf8.count ?? 0 <= 4096 + "…".utf8.count)
    #expect(error.serverWords?.contains("\u{FFFD}") == false)
    #expect(error.message.count < 460)
  }

  @Test("A complaint is found behind a status of 200, and only there where it is one")
  func complaint() {
    let unknownPath = #"{"error":"Unexpected endpoint or method. (GET /foo)"}"#
    #expect(ErrorMapper.complaint(in: Array(unknownPath.utf8))?.kind == .unsupported)
    for body in [#"{"status":"ok","error":null}"#, "[]", "Ollama is running", ""] {
      #expect(ErrorMapper.complaint(in: Array(body.utf8)) == nil)
    }
  }

  @Test("A lost conversation is known as such")
  func lostConversation() {
    let body =
      #"{"error":{"message":"x","param":"previous_response_id","code":"previous_response_not_found"}}"#
    #expect(ErrorMapper.isLostConversation(ErrorMapper.error(status: 400, body: Array(body.utf8))))
    #expect(!ErrorMapper.isLostConversation(ErrorMapper.error(status: 400, body: [])))
  }
}
