import Testing

@testable import Engine

@Suite("Providers")
struct ProviderTests {
  static let everyKey = """
    [model_providers.x]
    name = "X"
    base_url = "https://x.example/v1"
    env_key = "X_KEY"
    env_key_instructions = "Ask Ann."
    query_params = { api-version = "2025-01 preview", n = 1 }
    http_headers = { X-One = "1" }
    env_http_headers = { X-Two = "TWO" }
    request_max_retries = 2
    stream_max_retries = 500
    stream_idle_timeout_ms = 1000
    prompt_stall_timeout_ms = 2000
    load_stall_timeout_ms = 0
    wire_api = "responses"
    requires_openai_auth = true
    supports_websockets = true
    websocket_connect_timeout_ms = 3

    [model_providers.y]
    base_url = "http://localhost:9/v1"
    [model_providers.y.auth]
    command = "pass"
    args = ["show", "key"]
    timeout_ms = 10
    refresh_interval_ms = 20
    cwd = "/tmp"
    """

  @Test("Every key is read")
  func everyKey() throws {
    let configuration = try load(Self.everyKey)
    let provider = try #require(configuration.provider(named: "x"))
    #expect(provider.name == "X")
    #expect(provider.baseURL == "https://x.example/v1")
    #expect(provider.environmentKey == "X_KEY")
    #expect(provider.environmentKeyInstructions == "Ask Ann.")
    #expect(provider.queryParameters == [.init("api-version", "2025-01 preview"), .init("n", "1")])
    #expect(provider.headers == [.init("X-One", "1")])
    #expect(provider.environmentHeaders == [.init("X-Two", "TWO")])
    #expect(provider.requestMaxRetries == 2)
    #expect(provider.streamMaxRetries == 100)
    #expect(provider.tokenStallTimeout == .seconds(1))
    #expect(provider.promptStallTimeout == .seconds(2))
    #expect(provider.loadStallTimeout == nil)
    #expect(provider.wireAPI == .responses)
    let token = try #require(configuration.provider(named: "y")?.tokenCommand)
    #expect(token.command == "pass")
    #expect(token.arguments == ["show", "key"])
    #expect(token.timeout == .milliseconds(10))
    #expect(token.refreshInterval == .milliseconds(20))
    #expect(token.workingDirectory == "/tmp")
    #expect(configuration.provider(named: "y")?.name == "y")
    #expect(
      configuration.said.count == 1, "only the keys for websockets and login: \(configuration.said)"
    )
  }

  @Test("What a table does not say has Codex's defaults")
  func defaults() throws {
    let provider = try #require(
      try load("[model_providers.x]\nbase_url = \"http://h/v1\"").provider(named: "x"))
    #expect(provider.wireAPI == .auto)
    #expect(provider.requestMaxRetries == 4)
    #expect(provider.streamMaxRetries == 5)
    #expect(provider.tokenStallTimeout == .seconds(300))
  }

  @Test("Every wire has its word", arguments: WireAPI.allCases)
  func wire(_ wire: WireAPI) throws {
    let text = "[model_providers.x]\nbase_url = \"http://h/v1\"\nwire_api = \"\(wire.rawValue)\""
    let configuration = try load(text)
    #expect(configuration.provider(named: "x")?.wireAPI == wire)
    #expect(configuration.notices == [])
  }

  @Test("The built-in ones are where their servers stand by default")
  func builtIn() throws {
    let configuration = try load("")
    #expect(
      configuration.providers.map(\.id) == ["lmstudio", "ollama", "llamacpp", "openai", "demo"])
    #expect(
      configuration.providers.prefix(4).map(\.baseURL) == [
        "http://localhost:1234/v1", "http://localhost:11434/v1", "http://localhost:8080/v1",
        "https://api.openai.com/v1",
      ])
    #expect(configuration.notices == [])
  }

  @Test(
    "A path joins any base",
    arguments: [
      ("http://localhost:1234/v1", "http://localhost:1234/v1/models"),
      ("http://localhost:1234/v1/", "http://localhost:1234/v1/models"),
      ("http://localhost:1234/v1//", "http://localhost:1234/v1/models"),
      ("http://localhost:1234//v1", "http://localhost:1234/v1/models"),
      ("http://localhost:1234", "http://localhost:1234/v1/models"),
      ("http://localhost:1234/", "http://localhost:1234/v1/models"),
      ("http://127.0.0.1:8080?a=b", "http://127.0.0.1:8080/v1/models?a=b"),
      ("http://localhost:1234/v1/chat/completions", "http://localhost:1234/v1/models"),
      ("https://api.perplexity.ai", "https://api.perplexity.ai/models"),
      (
        "https://h.example/openai/v1?api-version=1",
        "https://h.example/openai/v1/models?api-version=1"
      ),
      ("https://h.example/v1#top", "https://h.example/v1/models"),
    ])
  func join(_ base: String, _ expected: String) {
    let provider = Provider(id: "x", name: "X", baseURL: base)
    #expect(provider.url("models") == expected)
    #expect(provider.url("/models") == expected)
    if expected.contains("/v1/models") { #expect(provider.url("/v1/models") == expected) }
  }

  @Test("Query parameters are escaped, unlike Codex's")
  func query() {
    var provider = Provider(id: "x", name: "X", baseURL: "https://h/v1?k=1")
    provider.queryParameters = [.init("a b", "c&d=é/ü~"), .init("api-version", "1")]
    #expect(
      provider.url("x") == "https://h/v1/x?k=1&a%20b=c%26d%3D%C3%A9%2F%C3%BC~&api-version=1")
  }

  @Test(
    "A broken provider is disabled with a word, and nothing else suffers",
    arguments: [
      ("name = \"X\"", "1:18: [model_providers.x] has no base_url, so it is disabled."),
      (
        "base_url = \"localhost:1234\"",
        "1:18: [model_providers.x] has a base_url that is no http address: localhost:1234, "
          + "so it is disabled."
      ),
      (
        "base_url = \"http://h\"\nenv_key = \"K\"\nauth = { command = \"c\" }",
        "1:18: [model_providers.x] has auth.command beside env_key; keep one of them, "
          + "so it is disabled."
      ),
      (
        "base_url = \"http://localhost\"\nhttp_headers = { A = \"b\\nC: d\" }",
        "1:18: [model_providers.x] has a header that cannot be sent: A, so it is disabled."
      ),
    ])
  func broken(_ text: String, _ words: String) throws {
    let configuration = try load("[model_providers.x]\n" + text)
    #expect(configuration.said == [words])
    let provider = try #require(configuration.provider(named: "x"))
    #expect(throws: EngineError.self) { try provider.headers(environment: ["K": "k"]) }
    #expect(configuration.activeProfile.name == "local")
    #expect(throws: EngineError.self) { try load("[model_providers.x]\n" + text, isStrict: true) }
  }

  @Test("Printing a provider does not print its token")
  func printing() {
    var provider = Provider(id: "x", name: "X", baseURL: "https://h/v1")
    provider.bearerToken = "secret"
    var dumped = ""
    dump(provider, to: &dumped)
    #expect(!"\(provider)\(dumped)\(String(reflecting: provider))".contains("secret"))
  }
}
