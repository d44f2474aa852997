import Testing

@testable import Engine

@Suite("Layers")
struct LayerTests {
  static let codex = "/home/ann/.codex/config.toml"
  static let ours = "/home/ann/.config/codex-tui/config.toml"

  @Test("Our own file lies over Codex's")
  func own() throws {
    let configuration = try load(files: [
      Self.codex: "model_verbosity = \"low\"\nmodel_reasoning_effort = \"low\"",
      Self.ours: "model_reasoning_effort = \"high\"\n[tui]\ntheme = \"nord\"",
    ])
    #expect(configuration.activeProfile.verbosity == "low")
    #expect(configuration.activeProfile.effort == "high")
    #expect(configuration.screen.theme == "nord")
    #expect(configuration.origin(of: "tui.theme")?.description == "\(Self.ours):3:9")
    #expect(configuration.origin(of: "model_verbosity")?.source == Self.codex)
  }

  @Test(
    "A theme's path is meant from the file it stands in; a name is none",
    arguments: [
      ("mine.toml", "mine.toml"), ("./mine.toml", "/home/ann/.config/codex-tui/./mine.toml"),
      ("/x/mine.toml", "/x/mine.toml"), ("~/mine.toml", "~/mine.toml"),
    ])
  func theme(_ wish: String, _ path: String) throws {
    let configuration = try load(files: [Self.ours: "[tui]\ntheme = \"\(wish)\""])
    #expect(configuration.screen.theme == path)
  }

  @Test(
    "XDG_CONFIG_HOME moves our file, a relative one does not",
    arguments: [("/x", "/x/codex-tui/config.toml"), ("x", Self.ours), ("", Self.ours)])
  func xdg(_ base: String, _ path: String) throws {
    let configuration = try load(
      files: [path: "[tui]\ntheme = \"nord\""],
      environment: ["HOME": "/home/ann", "XDG_CONFIG_HOME": base])
    #expect(configuration.screen.theme == "nord")
  }

  @Test("CODEX_HOME moves Codex's file")
  func codexHome() throws {
    let configuration = try load(
      files: ["/c/config.toml": "[tui]\ntheme = \"nord\""], environment: ["CODEX_HOME": "/c"])
    #expect(configuration.screen.theme == "nord")
  }

  @Test("A CODEX_HOME that is not there, or no directory, is an error in Codex's words")
  func lostHome() throws {
    let missing = failure { () throws(EngineError) in
      try load(files: [:], environment: ["CODEX_HOME": "/c"])
    }
    #expect(missing?.message == "CODEX_HOME points to \"/c\", but that path does not exist.")
    #expect(missing?.remedy == "Create it with: mkdir -p /c, or unset CODEX_HOME.")
    let file = failure { () throws(EngineError) in
      try load(files: ["/c": "text"], environment: ["CODEX_HOME": "/c"])
    }
    #expect(file?.message == "CODEX_HOME points to \"/c\", but that path is not a directory.")
  }

  @Test("An empty CODEX_HOME without a file in it is fine")
  func emptyHome() throws {
    let source = ConfigurationSource(environment: ["CODEX_HOME": "/c"]) {
      path throws(EngineError) in
      if path == "/c" { throw EngineError(.configuration, "is a directory") }
      return nil
    }
    #expect(try Configuration.load(source).activeProfile.name == "local")
  }

  @Test("A file that cannot be read is an error")
  func unreadable() {
    let refusal = EngineError(.configuration, "no", remedy: "do")
    let source = ConfigurationSource(environment: ["HOME": "/h"]) { _ throws(EngineError) in
      throw refusal
    }
    #expect(throws: refusal) { try Configuration.load(source) }
  }

  @Test("Codex's newer profile file makes a profile, and what is no profile's counts for all")
  func profileFile() throws {
    let files = [
      Self.codex: "model = \"gpt-5\"",
      "/home/ann/.codex/work.config.toml": """
      model = "qwen3"
      model_provider = "lan"
      [model_providers.lan]
      base_url = "http://127.0.0.1:7/v1"
      """,
    ]
    let configuration = try load(files: files, profile: "work")
    #expect(configuration.activeProfile.name == "work")
    #expect(configuration.activeProfile.model == "qwen3")
    #expect(configuration.provider(of: configuration.activeProfile).location.isNear)
    #expect(configuration.profile(named: "cloud")?.model == "gpt-5")
    #expect(try load(files: files).profile(named: "work") == nil)
    let empty = try load(files: ["/home/ann/.codex/w.config.toml": ""], profile: "w")
    #expect(empty.activeProfile.name == "w")
  }

  @Test(
    "CODEX_OSS_* move the one local server that oss_provider names",
    arguments: [
      (["CODEX_OSS_PORT": "5"], "", "http://localhost:5/v1", "http://localhost:11434/v1"),
      (
        ["CODEX_OSS_BASE_URL": "http://b/v1", "CODEX_OSS_PORT": "5"], "", "http://b/v1",
        "http://localhost:11434/v1"
      ),
      (
        ["CODEX_OSS_PORT": "5"], "oss_provider = \"ollama\"", "http://localhost:1234/v1",
        "http://localhost:5/v1"
      ),
      (
        ["CODEX_OSS_PORT": "5"], "[model_providers.lmstudio]\nbase_url = \"http://c/v1\"",
        "http://localhost:5/v1", "http://localhost:11434/v1"
      ),
      (["CODEX_OSS_PORT": " "], "", "http://localhost:1234/v1", "http://localhost:11434/v1"),
    ] as [([String: String], String, String, String)])
  func oss(
    _ environment: [String: String], _ text: String, _ lmStudio: String, _ ollama: String
  ) throws {
    let configuration = try load(text, environment: environment)
    #expect(configuration.provider(named: "lmstudio")?.baseURL == lmStudio)
    #expect(configuration.provider(named: "ollama")?.baseURL == ollama)
  }

  @Test("A port that is none is left out with a word", arguments: ["x", "0", "70000"])
  func badPort(_ port: String) throws {
    let configuration = try load("", environment: ["CODEX_OSS_PORT": port])
    #expect(
      configuration.said == [
        "CODEX_OSS_PORT: \(port) is no port (1 to 65535). Ignored."
      ])
    #expect(configuration.provider(named: "lmstudio")?.origin?.port == 1234)
  }

  @Test("Every value knows where it was set")
  func origins() throws {
    let configuration = try load(
      "model_verbosity = \"low\"\n[profiles.p]\nmodel_provider = \"ollama\"\ntemperature = 0.5",
      environment: ["CODEX_OSS_PORT": "5"], overrides: ["model_reasoning_effort=high"],
      profile: "p", model: "m")
    func origin(_ path: String) -> String? { configuration.origin(of: path)?.description }
    #expect(origin("profiles.p.temperature") == "\(Self.codex):4:15")
    #expect(origin("model_reasoning_effort") == "-c model_reasoning_effort")
    #expect(origin("model") == "--model")
    #expect(origin("profile") == "--profile")
    #expect(origin("model_providers.lmstudio.base_url") == "CODEX_OSS_PORT")
    #expect(origin("model_providers.ollama.base_url") == "built-in")
    #expect(origin("temperature") == nil)
    func own(_ key: String) -> String? {
      configuration.origin(of: key, in: configuration.activeProfile)?.description
    }
    #expect(own("temperature") == "\(Self.codex):4:15")
    #expect(own("model_verbosity") == "\(Self.codex):1:19")
    #expect(own("model") == "--model")
    #expect(own("model_provider") == "\(Self.codex):3:18")
  }

  @Test("What is shown of the settings has no secret in it")
  func shown() throws {
    let configuration = try load(
      """
      [model_providers.x]
      base_url = "https://h/v1"
      experimental_bearer_token = "SECRET"
      http_headers = { A = "SECRET" }
      query_params = { api-key = "SECRET", v = "1" }
      """)
    let shown = configuration.shownSettings
    #expect(!shown.contains { $0.value.contains("SECRET") })
    let value = shown.first { $0.path == "model_providers.x.query_params.v" }
    #expect(value?.value == "\"1\"")
    #expect(shown.contains { $0.path == "model_providers.ollama.name" && $0.place == .builtIn })
  }
}
