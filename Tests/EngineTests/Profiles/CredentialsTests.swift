import Testing

@testable import Engine

@Suite("Credentials")
struct CredentialsTests {
  private func provider(_ text: String, id: String = "x") throws -> Provider {
    try #require(try load("[model_providers.\(id)]\n" + text).provider(named: id))
  }

  @Test(
    "A missing variable is named, with what its owner says about it", arguments: [nil, "", "  "])
  func missing(_ value: String?) throws {
    let provider = try provider(
      "base_url = \"https://h/v1\"\nenv_key = \"MY_KEY\"\nenv_key_instructions = \"Ask Ann.\"")
    let error = #expect(throws: EngineError.self) {
      try provider.headers(environment: value.map { ["MY_KEY": $0] } ?? [:])
    }
    #expect(error?.kind == .unauthorized)
    #expect(error?.message == "The environment variable MY_KEY is not set; x needs it.")
    #expect(error?.remedy == "export MY_KEY=… and start again. Ask Ann.")
  }

  @Test("A later source replaces an earlier one of the same name")
  func order() throws {
    let provider = try provider(
      """
      base_url = "https://h/v1"
      experimental_bearer_token = "tok"
      http_headers = { authorization = "Basic x", A = "1", B = "2" }
      env_http_headers = { b = "BEE", C = "UNSET" }
      """)
    #expect(
      try provider.headers(environment: ["BEE": "3"]) == [
        HTTPHeader("A", "1"), HTTPHeader("b", "3"), HTTPHeader("Authorization", "Bearer tok"),
      ])
  }

  @Test("A line break in a key is refused, one around it is cut", arguments: ["a\nb", "a\r\nX: y"])
  func lineBreak(_ key: String) throws {
    let provider = try provider("base_url = \"https://h/v1\"\nenv_key = \"K\"")
    let error = #expect(throws: EngineError.self) { try provider.headers(environment: ["K": key]) }
    #expect(error?.kind == .unauthorized)
    #expect(error?.message.hasPrefix("K holds a line break") == true)
    #expect(error?.message.contains(key) == false)
    #expect(
      try provider.headers(environment: ["K": "key\n"]) == [
        HTTPHeader("Authorization", "Bearer key")
      ])
  }

  @Test("LM Studio's token opens LM Studio's address and no other")
  func lmStudio() throws {
    let environment = ["LMSTUDIO_API_TOKEN": "two", "LM_API_TOKEN": "one"]
    let expected = [HTTPHeader("Authorization", "Bearer one")]
    let configuration = try load(
      """
      [model_providers.mine]
      base_url = "http://localhost:1234/v1"
      [model_providers.other]
      base_url = "http://localhost:9999/v1"
      """)
    func headers(_ id: String, _ environment: [String: String]) throws -> [HTTPHeader] {
      try #require(configuration.provider(named: id)).headers(environment: environment)
    }
    #expect(try headers("lmstudio", environment) == expected)
    #expect(try headers("mine", environment) == expected)
    #expect(try headers("other", environment) == [])
    #expect(try headers("ollama", environment) == [])
    #expect(try headers("lmstudio", ["LMSTUDIO_API_TOKEN": "two"]).first?.value == "Bearer two")
    #expect(try headers("lmstudio", [:]) == [])
  }

  @Test("OpenAI's key never goes to a local server that only borrowed the name")
  func borrowed() throws {
    let provider = try provider("base_url = \"http://localhost:1/v1\"", id: "openai")
    let environment = ["OPENAI_API_KEY": "sk", "OPENAI_PROJECT": "p"]
    #expect(try provider.headers(environment: environment) == [])
    #expect(
      provider.tokenRemedy == "OPENAI_API_KEY is not sent to this machine unasked: "
        + "add env_key = \"OPENAI_API_KEY\" to [model_providers.openai].")
  }

  @Test(
    "The older openai_base_url moves OpenAI from every layer, the command line over a file's table")
  func commandLine() throws {
    func url(_ text: String, _ overrides: [String] = []) throws -> String? {
      try load(text, overrides: overrides).provider(named: "openai")?.baseURL
    }
    let table = "[model_providers.openai]\nbase_url = \"http://t/v1\"\n"
    let older = "openai_base_url = \"http://o/v1\"\n"
    let flag = "openai_base_url=http://c/v1"
    #expect(try url("") == "https://api.openai.com/v1")
    #expect(try url(older) == "http://o/v1")
    #expect(try url(older + table) == "http://t/v1")
    #expect(try url("", [flag]) == "http://c/v1")
    #expect(try url(older + table, [flag]) == "http://c/v1")
    #expect(
      try url(table, [flag, "model_providers.openai.base_url=http://d/v1"]) == "http://d/v1")
  }

  @Test("A key to another address than the usual one is worth a word")
  func moved() throws {
    let configuration = try load("openai_base_url = \"https://proxy.example/v1\"")
    #expect(
      configuration.said == [
        "1:19: OPENAI_API_KEY is sent to proxy.example, the base_url set here."
      ])
    #expect(configuration.provider(named: "openai")?.baseURL == "https://proxy.example/v1")
  }

  @Test(
    "A key over plain http is worth a word, unless it stays on this machine",
    arguments: [
      ("http://10.0.0.2/v1", true), ("http://localhost:1/v1", false), ("https://h/v1", false),
    ])
  func clear(_ url: String, _ isSaid: Bool) throws {
    let said = try load("[model_providers.x]\nbase_url = \"\(url)\"\nenv_key = \"K\"").said
    let words =
      "2:12: [model_providers.x] sends its key to 10.0.0.2 unencrypted. "
      + "Use https:// if that server can."
    #expect(said == (isSaid ? [words] : []))
  }

  @Test("A provider with a token command needs no variable here")
  func command() throws {
    let provider = try provider("base_url = \"https://h/v1\"\nauth = { command = \"pass\" }")
    #expect(try provider.headers(environment: [:]) == [])
    #expect(provider.tokenCommand?.timeout == .seconds(5))
    #expect(provider.tokenCommand?.refreshInterval == .seconds(300))
  }
}
