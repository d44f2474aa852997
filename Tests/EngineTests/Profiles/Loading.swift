@testable import Engine

/// Files by path, as a disk of one test.
func load(
  files: [String: String], environment: [String: String] = ["HOME": "/home/ann"],
  overrides: [String] = [], profile: String? = nil, model: String? = nil, isStrict: Bool = false
) throws(EngineError) -> Configuration {
  let source = ConfigurationSource(
    environment: environment, overrides: overrides, profile: profile, model: model,
    isStrict: isStrict
  ) { path in files[path] }
  return try Configuration.load(source)
}

/// With this text as Codex's file.
func load(
  _ text: String, environment: [String: String] = [:], overrides: [String] = [],
  profile: String? = nil, model: String? = nil, isStrict: Bool = false
) throws(EngineError) -> Configuration {
  try load(
    files: ["/home/ann/.codex/config.toml": text],
    environment: environment.merging(["HOME": "/home/ann"]) { first, _ in first },
    overrides: overrides, profile: profile, model: model, isStrict: isStrict)
}

/// The error that loading ends with; `nil` when it works.
func failure(_ body: () throws(EngineError) -> Configuration) -> EngineError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error
  }
}

extension Configuration {
  /// What `config check` says, without the path of Codex's file: `24:1: sandbox_mode …`.
  var said: [String] {
    (notices + codexOnly).map { $0.text.replacing("/home/ann/.codex/config.toml:", with: "") }
  }
}

enum Seed {
  /// The file of the product's second founding document, as it stands there.
  static let file = """
    # 云端模型配置
    [model_providers.openai]
    name = "OpenAI API"
    base_url = "https://api.openai.com/v1"
    wire_api = "chat"

    # 本地模型配置
    [model_providers.local-oss]
    name = "Local gpt-oss-20b"
    base_url = "http://localhost:1234/v1"
    wire_api = "chat"

    # 云端模型Profile
    [profiles.cloud]
    model = "gpt-5-codex"
    model_provider = "openai"

    # 本地模型Profile
    [profiles.local-oss]
    model = "openai/gpt-oss-20b"
    model_provider = "local-oss"
    show_raw_agent_reasoning = true

    sandbox_mode = "workspace-write"

    [sandbox_workspace_write]
    network_access = true

    """
}
