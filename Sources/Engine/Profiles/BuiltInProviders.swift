/// What is there without any file, in the language of the files, so that a table of the same name
/// changes single keys and `config show` can name the origin of every value.
extension Provider {
  package static let lmStudioID = "lmstudio"
  package static let ollamaID = "ollama"
  package static let llamaCppID = "llamacpp"
  package static let openAIID = "openai"
  /// The simulated server inside this program.
  package static let demoID = "demo"

  /// The model asked for when the configuration names none.
  static let usualModels: [String: String] = {
    var models = [demoID: "qwen/qwen3-4b", openAIID: "gpt-5"]
    for server in ServerRegistry.builtIn { models[server.id] = server.usualModel }
    return models
  }()
}

extension TOMLValue.Place {
  static let builtIn = TOMLValue.Place(source: "built-in")
}

extension TOMLValue {
  /// The lowest layer.
  static let builtIn: TOMLValue = {
    let parsed = try? TOMLValue.parse(Configuration.builtInText, source: "")
    return (parsed ?? .table(at: .builtIn)).placed(at: .builtIn)
  }()
}

extension Configuration {
  /// The built-in providers and profiles as a file would say them.
  package static let builtInText = """
    \(ServerRegistry.builtIn.map(\.table).joined(separator: "\n\n"))

    [model_providers.openai]
    name = "OpenAI"
    base_url = "https://api.openai.com/v1"
    wire_api = "responses"
    env_key = "OPENAI_API_KEY"
    env_key_instructions = "https://platform.openai.com/api-keys"

    [model_providers.openai.env_http_headers]
    OpenAI-Organization = "OPENAI_ORGANIZATION"
    OpenAI-Project = "OPENAI_PROJECT"

    [model_providers.demo]
    name = "LM Studio"

    [profiles.local]
    model_provider = "lmstudio"
    model = "openai/gpt-oss-20b"

    [profiles.cloud]
    model_provider = "openai"
    model = "gpt-5"
    """

  /// The names a file's profiles take over when they define them.
  static let builtInProfiles: Set<String> = ["local", "cloud"]
}
