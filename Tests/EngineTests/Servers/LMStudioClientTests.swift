import Support
import Testing

@testable import Engine

@Suite("LM Studio's server, asked as Codex asks it")
struct LMStudioClientTests {
  static let notResponding =
    "LM Studio is not responding. Install from https://lmstudio.ai/download "
    + "and run 'lms server start'."
  static let noToken =
    #"{"error":{"type":"invalid_request","code":"invalid_api_key","message":"A token is needed."}}"#

  static func answering(_ text: String, status: Int = 200) -> StubTransport {
    StubTransport { _ in .text(text, status: status) }
  }

  static let refusing = StubTransport { (_) throws(EngineError) in
    throw EngineError(
      .unreachable, "No server answers at http://localhost:1234.", serverWords: "refused (111)")
  }

  static func client(
    _ transport: StubTransport, base: String = "http://localhost:1234/v1"
  ) -> LMStudioClient {
    LMStudioClient(
      baseURL: base, headers: [HTTPHeader("Authorization", "Bearer sk")], transport: transport)
  }

  static func error(_ body: () async throws(EngineError) -> Void) async -> EngineError? {
    do {
      try await body()
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "The base is kept as written and asked without its trailing slashes",
    arguments: [
      ("http://localhost:1234", "http://localhost:1234/models"),
      ("https://example.com:8080/api", "https://example.com:8080/api/models"),
      ("http://localhost:1234/v1/", "http://localhost:1234/v1/models"),
      ("http://localhost:1234/v1///", "http://localhost:1234/v1/models"),
    ])
  func base(_ base: String, _ url: String) async throws {
    let transport = Self.answering(#"{"data":[]}"#)
    let client = Self.client(transport, base: base)
    #expect(client.baseURL == base)
    try await client.checkServer()
    _ = try await client.fetchModels()
    #expect(transport.requests.map(\.url) == [url, url])
    #expect(transport.requests.allSatisfy { $0.method == .get && $0.body.isEmpty })
    #expect(transport.requests.allSatisfy { $0.connectTimeout == .seconds(5) })
    #expect(transport.requests.allSatisfy { $0.headTimeout == .seconds(5) })
    #expect(transport.requests.allSatisfy { $0.headers.first?.value == "Bearer sk" })
  }

  @Test(
    "A check tells whether the server answers",
    arguments: [
      (200, nil), (204, nil),
      (404, "Server returned error: 404 Not Found \(notResponding)"),
      (500, "Server returned error: 500 Internal Server Error \(notResponding)"),
      (599, "Server returned error: 599 \(notResponding)"),
    ] as [(Int, String?)])
  func check(_ status: Int, _ message: String?) async {
    let client = Self.client(Self.answering("{}", status: status))
    let error = await Self.error { () throws(EngineError) in try await client.checkServer() }
    #expect(error?.message == message)
  }

  @Test("A server that is not there, or does not answer in time, has Codex's message and the cause")
  func refused() async {
    let client = Self.client(Self.refusing)
    let check = await Self.error { () throws(EngineError) in try await client.checkServer() }
    #expect(
      check == EngineError(.unreachable, Self.notResponding, serverWords: "refused (111)"))
    let message = "Request failed: No server answers at http://localhost:1234."
    let fetch = await Self.error { () throws(EngineError) in _ = try await client.fetchModels() }
    #expect(fetch == EngineError(.unreachable, message, serverWords: "refused (111)"))
    let load = await Self.error { () throws(EngineError) in try await client.loadModel("m") }
    #expect(load == fetch)
  }

  @Test("An address that is none is not taken for an absent server")
  func configuration() async {
    let wrong = EngineError(.configuration, "x is not an address.")
    let client = Self.client(StubTransport { (_) throws(EngineError) in throw wrong })
    let error = await Self.error { () throws(EngineError) in try await client.checkServer() }
    #expect(error == wrong)
  }

  @Test("An answer that breaks off is a failed request")
  func broken() async {
    let client = Self.client(
      StubTransport { _ in
        .init(body: AsyncThrowingStream { $0.finish(throwing: EngineError(.brokenStream, "Cut.")) })
      })
    let error = await Self.error { () throws(EngineError) in _ = try await client.fetchModels() }
    #expect(error == EngineError(.brokenStream, "Request failed: Cut."))
  }

  @Test(
    "Models are the names that are texts",
    arguments: [
      (#"{"data":[{"id":"openai/gpt-oss-20b"}]}"#, ["openai/gpt-oss-20b"]),
      (
        #"{"data":[{"id":"a"},{"id":7},{"id":null},{},5,{"id":"text-embedding-x"}]}"#,
        ["a", "text-embedding-x"]
      ),
      (#"{"data":[]}"#, []),
    ])
  func models(_ body: String, _ names: [String]) async throws {
    #expect(try await Self.client(Self.answering(body)).fetchModels() == names)
  }

  @Test(
    "A list that cannot be read says why",
    arguments: [
      (200, "{}", "No 'data' array in response", .unsupported),
      (200, #"{"data":"x"}"#, "No 'data' array in response", .unsupported),
      (200, "<html>hello", "JSON parse error: the answer is no JSON", .unsupported),
      (200, "", "JSON parse error: the answer is no JSON", .unsupported),
      (500, "", "Failed to fetch models: 500 Internal Server Error", .serverFault),
      (403, "", "Failed to fetch models: 403 Forbidden", .forbidden),
      (401, noToken, "LM Studio at localhost:1234 asks for a token.", .unauthorized),
    ] as [(Int, String, String, EngineError.Kind)])
  func unreadable(
    _ status: Int, _ body: String, _ message: String, _ kind: EngineError.Kind
  ) async {
    let client = Self.client(Self.answering(body, status: status))
    let error = await Self.error { () throws(EngineError) in _ = try await client.fetchModels() }
    #expect(error?.message == message)
    #expect(error?.kind == kind)
    #expect(error?.serverWords == (body.isEmpty ? nil : body))
    // A refusal without a word has no certain remedy.
    #expect((error?.remedy != nil) == (status != 403))
  }

  @Test("A 401 names LM_API_TOKEN, whatever was asked")
  func token() async {
    let client = Self.client(Self.answering(Self.noToken, status: 401))
    let errors = [
      await Self.error { () throws(EngineError) in try await client.checkServer() },
      await Self.error { () throws(EngineError) in try await client.loadModel("m") },
      await Self.error { () throws(EngineError) in _ = try await client.load("m") },
      await Self.error { () throws(EngineError) in _ = try await client.download("m") },
    ]
    for error in errors {
      #expect(error?.kind == .unauthorized)
      #expect(error?.remedy?.contains("LM_API_TOKEN") == true)
      #expect(error?.serverWords == Self.noToken)
    }
  }

  @Test("The warm-up call is Codex's to the byte, and may take as long as it takes")
  func warmUp() async throws {
    let transport = Self.answering("{}")
    try await Self.client(transport, base: "http://localhost:1234/v1/").loadModel("a/\"b\"")
    let request = try #require(transport.requests.first)
    #expect(request.method == .post)
    #expect(request.url == "http://localhost:1234/v1/responses")
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"model":"a/\"b\"","input":"","max_output_tokens":1}"#)
    #expect(request.headers.last == HTTPHeader("Content-Type", "application/json"))
    #expect(request.headTimeout == nil)
  }

  @Test(
    "A warm-up that fails says so",
    arguments: [
      (500, "", "Failed to load model: 500 Internal Server Error", .serverFault),
      (
        400, #"{"error":{"message":"Failed to load model \"m\"."}}"#,
        "Failed to load model: 400 Bad Request", .loadFailed
      ),
      (
        200, #"{"error":"Unexpected endpoint or method. (POST /responses)"}"#,
        "Failed to load model: Unexpected endpoint or method. (POST /responses)", .unsupported
      ),
    ] as [(Int, String, String, EngineError.Kind)])
  func failedWarmUp(
    _ status: Int, _ body: String, _ message: String, _ kind: EngineError.Kind
  ) async {
    let client = Self.client(Self.answering(body, status: status))
    let error = await Self.error { () throws(EngineError) in try await client.loadModel("m") }
    #expect(error?.message == message)
    #expect(error?.kind == kind)
  }
}

@Suite("LM Studio's own API")
struct LMStudioNativeTests {
  private typealias Codex = LMStudioClientTests

  private func body(_ transport: StubTransport) -> String {
    String(decoding: transport.requests.first?.body ?? [], as: UTF8.self)
  }

  @Test(
    "The native API stands beside /v1",
    arguments: [
      "http://localhost:1234", "http://localhost:1234/", "http://localhost:1234/v1/",
      "http://localhost:1234/api/v1",
    ])
  func root(_ base: String) async throws {
    let transport = Codex.answering(#"{"instance_id":"q"}"#)
    try await Codex.client(transport, base: base).unload(instance: "q:2")
    #expect(transport.requests.first?.url == "http://localhost:1234/api/v1/models/unload")
    #expect(body(transport) == #"{"instance_id":"q:2"}"#)
  }

  @Test("A load asks for a window and tells which was given")
  func load() async throws {
    let transport = Codex.answering(
      """
      {"type":"llm","instance_id":"q:2","load_time_seconds":6.4,"status":"loaded",
       "load_config":{"context_length":8192}}
      """)
    let instance = try await Codex.client(transport).load("q", LoadOptions(contextLength: 8192))
    #expect(instance == .init(id: "q:2", seconds: 6.4, contextLength: 8192))
    #expect(transport.requests.first?.url == "http://localhost:1234/api/v1/models/load")
    #expect(transport.requests.first?.headTimeout == nil)
    #expect(body(transport) == #"{"model":"q","echo_load_config":true,"context_length":8192}"#)
  }

  @Test(
    "What is refused says what to do",
    arguments: [
      (
        404, #"{"error":{"type":"model_not_found","message":"Model nope not found"}}"#,
        .modelMissing
      ),
      (500, #"{"error":{"type":"internal_error","message":"Failed to load model"}}"#, .loadFailed),
      (
        200, #"{"error":"Unexpected endpoint or method. (POST /api/v1/models/load)"}"#,
        .unsupported
      ),
      (404, "", .unsupported), (200, "{}", .unsupported), (200, "no JSON", .unsupported),
    ] as [(Int, String, EngineError.Kind)])
  func refused(_ status: Int, _ body: String, _ kind: EngineError.Kind) async {
    let client = Codex.client(Codex.answering(body, status: status))
    let error = await Codex.error { () throws(EngineError) in _ = try await client.load("nope") }
    #expect(error?.kind == kind)
    #expect(error?.remedy != nil)
    guard kind == .unsupported else { return }
    #expect(error?.remedy?.contains("LM Studio 0.4") == true)
  }

  @Test("An instance that is not loaded cannot be unloaded")
  func unloaded() async {
    let words =
      #"{"error":{"type":"model_not_found","message":"Model with instance identifier 'x'…"}}"#
    let client = Codex.client(Codex.answering(words, status: 404))
    let error = await Codex.error { () throws(EngineError) in
      try await client.unload(instance: "x")
    }
    #expect(error == EngineError(.modelMissing, "x is not loaded.", serverWords: words))
  }

  @Test(
    "A download begins, or is not needed",
    arguments: [
      (
        #"{"job_id":"job_1","status":"downloading","total_size_bytes":2100000000}"#,
        .began(.init(id: "job_1", totalBytes: 2_100_000_000))
      ),
      (#"{"job_id":"job_1","status":"paused"}"#, .began(.init(id: "job_1"))),
      (#"{"status":"already_downloaded"}"#, .alreadyDownloaded),
    ] as [(String, LMStudioDownload)])
  func download(_ answer: String, _ expected: LMStudioDownload) async throws {
    let transport = Codex.answering(answer)
    let link = "https://huggingface.co/o/r"
    #expect(try await Codex.client(transport).download(link, quantization: "Q4_K_M") == expected)
    #expect(body(transport) == #"{"model":"\#(link)","quantization":"Q4_K_M"}"#)
  }

  @Test("An unknown model cannot be downloaded")
  func unknownModel() async {
    let words = #"{"error":{"type":"model_not_found","message":"Model x not found"}}"#
    let client = Codex.client(Codex.answering(words, status: 404))
    let error = await Codex.error { () throws(EngineError) in _ = try await client.download("x") }
    #expect(error?.kind == .modelMissing)
    #expect(error?.message == "LM Studio knows no model x to download.")
  }

  @Test(
    "A download is at one place",
    arguments: [
      (
        #"{"status":"downloading","bytes_per_second":50,"downloaded_bytes":500}"#,
        .running(.init(progress: 0.5, bytesPerSecond: 50, secondsLeft: 10))
      ),
      (
        #"{"status":"downloading","total_size_bytes":2000,"downloaded_bytes":500}"#,
        .running(.init(progress: 0.25))
      ),
      (
        #"{"status":"downloading","downloaded_bytes":5000,"bytes_per_second":0}"#,
        .running(.init(progress: 1))
      ),
      (#"{"status":"queued"}"#, .running(.init(progress: nil))),
      (
        #"{"status":"paused","downloaded_bytes":250,"bytes_per_second":9}"#,
        .running(.init(progress: 0.25, isPaused: true))
      ),
      (#"{"status":"completed","downloaded_bytes":1000}"#, .completed),
    ] as [(String, LMStudioDownload.Status)])
  func status(_ answer: String, _ expected: LMStudioDownload.Status) async throws {
    let transport = Codex.answering(answer)
    let job = LMStudioDownload.Job(id: "job/1", totalBytes: 1000)
    #expect(try await Codex.client(transport).downloadStatus(job) == expected)
    let request = try #require(transport.requests.first)
    #expect(request.url == "http://localhost:1234/api/v1/models/download/status/job%2F1")
    #expect(request.method == .get)
  }

  @Test("A download that failed is an answer; a forgotten one is an error")
  func failed() async throws {
    let job = LMStudioDownload.Job(id: "job_1")
    let failing = Codex.client(Codex.answering(#"{"status":"failed"}"#))
    guard case .failed(let error) = try await failing.downloadStatus(job) else {
      Issue.record("expected a failure")
      return
    }
    #expect(error.serverWords == #"{"status":"failed"}"#)
    let words = #"{"error":{"type":"job_not_found","message":"Job not found"}}"#
    let forgetful = Codex.client(Codex.answering(words, status: 404))
    let lost = await Codex.error { () throws(EngineError) in
      _ = try await forgetful.downloadStatus(job)
    }
    #expect(lost?.message == "LM Studio no longer knows this download.")
  }
}
