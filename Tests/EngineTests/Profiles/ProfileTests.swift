import Testing

@testable import Engine

@Suite("Profiles")
struct ProfileTests {
  static let everyKey = """
    model_provider = "ollama"
    model = "m"
    model_reasoning_effort = "high"
    model_reasoning_summary = "auto"
    model_verbosity = "low"
    temperature = 1
    model_max_output_tokens = 100
    model_context_window = 8192
    load_context = 4096
    local_only = "network"
    model_starts_thinking = true
    show_raw_agent_reasoning = true
    hide_agent_reasoning = true
    thinking = "stacked"
    system_prompt = "Be brief."
    token_stall_timeout_ms = 1000
    prompt_stall_timeout_ms = 2000
    load_stall_timeout_ms = 0
    """

  @Test("The window of a file that Codex shares is no order to load; of our own file it is")
  func sharedWindow() throws {
    let text = "model_context_window = 272000"
    let source = { (path: String) in
      ConfigurationSource(environment: ["HOME": "/h"]) { $0 == path ? text : nil }
    }
    let shared = try Configuration.load(source("/h/.codex/config.toml")).activeProfile
    #expect(shared.contextWindow == 272_000 && shared.windowToLoad == nil)
    let own = try Configuration.load(source("/h/.config/codex-tui/config.toml")).activeProfile
    #expect(own.windowToLoad == 272_000)
  }

  private func check(_ profile: Profile, in configuration: Configuration) {
    #expect(profile.providerID == "ollama")
    #expect(profile.model == "m")
    #expect(profile.effort == "high")
    #expect(profile.summary == "auto")
    #expect(profile.verbosity == "low")
    #expect(profile.sampling.temperature == 1)
    #expect(profile.sampling.maxOutputTokens == 100)
    #expect(profile.contextWindow == 8192)
    #expect(profile.windowToLoad == 4096)
    #expect(profile.lock == .network)
    #expect(profile.startsThinking)
    #expect(profile.showsRawReasoning == true)
    #expect(profile.hidesReasoning == true)
    #expect(profile.thinking == .stacked)
    #expect(profile.systemPrompt == "Be brief.")
    let provider = configuration.provider(of: profile)
    #expect(provider.tokenStallTimeout == .seconds(1))
    #expect(provider.promptStallTimeout == .seconds(2))
    #expect(provider.loadStallTimeout == nil)
    #expect(configuration.notices == [])
  }

  @Test("Every key counts in a profile")
  func inProfile() throws {
    let configuration = try load("profile = \"p\"\n[profiles.p]\n" + Self.everyKey)
    check(configuration.activeProfile, in: configuration)
  }

  @Test("The same keys count at the top of a file, for a profile that says nothing itself")
  func atTop() throws {
    let configuration = try load("profile = \"p\"\n" + Self.everyKey + "\n[profiles.p]\n")
    check(configuration.activeProfile, in: configuration)
  }

  @Test("The list of keys is the list that is read")
  func keys() {
    var reader = TableReader(.table(at: .builtIn), name: "")
    var profile = Profile(name: "", providerID: "", model: "")
    profile.read(&reader)
    #expect(reader.known == KnownKeys.profile)
  }

  @Test("The command line beats the profile, the profile the top, the top what is built in")
  func precedence() throws {
    let text = """
      model_reasoning_effort = "low"
      model_verbosity = "low"
      [profiles.p]
      model_provider = "lmstudio"
      model_reasoning_effort = "medium"
      """
    let plain = try load(text).activeProfile
    #expect((plain.name, plain.effort, plain.verbosity) == ("p", "medium", "low"))
    #expect(plain.model == "openai/gpt-oss-20b")
    let flag = try load(text, overrides: ["model_reasoning_effort=high"]).activeProfile
    #expect(flag.effort == "high")
  }

  @Test("Without any file there are local and cloud, and local is in use")
  func builtIn() throws {
    let configuration = try load(files: [:])
    #expect(configuration.profiles.map(\.name) == ["local", "cloud"])
    #expect(configuration.activeProfile.name == "local")
    #expect(configuration.activeProfile.providerID == "lmstudio")
    #expect(configuration.activeProfile.model == "openai/gpt-oss-20b")
    #expect(configuration.profile(named: "cloud")?.model == "gpt-5")
    #expect(configuration.profiles.allSatisfy { $0.isBuiltIn })
  }

  @Test("Without even a home they are there")
  func homeless() throws {
    #expect(try load(files: [:], environment: [:]).activeProfile.name == "local")
  }

  @Test(
    "A model at the top goes to the built-in profile it fits",
    arguments: [
      ("model = \"qwen/qwen3-4b\"", "qwen/qwen3-4b", "gpt-5"),
      ("model = \"gpt-5-codex\"", "openai/gpt-oss-20b", "gpt-5-codex"),
      ("model = \"gpt-oss:20b\"\noss_provider = \"ollama\"", "gpt-oss:20b", "gpt-5"),
      ("oss_provider = \"ollama\"", "gpt-oss:20b", "gpt-5"),
      ("model = \"o3\"", "openai/gpt-oss-20b", "o3"),
      ("[profiles.local]\nmodel_provider = \"ollama\"", "gpt-oss:20b", "gpt-5"),
      ("[profiles.local]\nmodel = \"mine\"", "mine", "gpt-5"),
    ])
  func topModel(_ text: String, _ local: String, _ cloud: String) throws {
    let configuration = try load(text)
    #expect(configuration.profile(named: "local")?.model == local)
    #expect(configuration.profile(named: "cloud")?.model == cloud)
  }

  @Test("--model is for the profile in use and no other")
  func modelFlag() throws {
    for configuration in [try load("", model: "x"), try load("", overrides: ["model=x"])] {
      #expect(configuration.activeProfile.model == "x")
      #expect(configuration.profile(named: "cloud")?.model == "gpt-5")
    }
  }

  @Test("A provider chosen at the top without a profile is the profile default")
  func topProvider() throws {
    let text = "model_provider = \"ollama\"\nmodel = \"qwen3:4b\"\n[profiles.p]\nmodel = \"m\""
    let configuration = try load(text)
    #expect(configuration.activeProfile.name == "default")
    #expect(configuration.activeProfile.providerID == "ollama")
    #expect(configuration.activeProfile.model == "qwen3:4b")
    #expect(configuration.profiles.map(\.name) == ["default", "p", "local", "cloud"])
    #expect(configuration.profile(named: "p")?.providerID == "ollama")
    let flag = try load("", overrides: ["model_provider=ollama"])
    #expect(flag.activeProfile.providerID == "ollama")
    #expect(flag.activeProfile.model == "gpt-oss:20b")
  }

  @Test("-c model_provider changes a profile that was named")
  func providerFlag() throws {
    let configuration = try load(
      "", overrides: ["model_provider=llamacpp"], profile: "cloud")
    #expect(configuration.activeProfile.name == "cloud")
    #expect(configuration.activeProfile.providerID == "llamacpp")
  }

  @Test("A built-in profile steps aside for one of the file's at the same address")
  func aside() throws {
    let text = """
      [model_providers.mine]
      base_url = "http://localhost:1234/v1"
      [profiles.mine]
      model_provider = "mine"
      model = "m"
      """
    #expect(try load(text).profiles.map(\.name) == ["mine", "cloud"])
    #expect(try load(text, profile: "local").profiles.map(\.name) == ["mine", "local", "cloud"])
  }

  @Test("An unknown profile is an error that lists the known and guesses")
  func unknown() throws {
    let error = try #require(
      failure { () throws(EngineError) in try load(Seed.file, profile: "local-os") })
    #expect(error.kind == .configuration)
    #expect(error.message == "config profile `local-os` not found.")
    #expect(error.remedy == "Did you mean local-oss? There are: cloud, local-oss, local.")
    let inFile = failure { () throws(EngineError) in try load("profile = \"nope\"") }
    #expect(inFile?.message.hasPrefix("/home/ann/.codex/config.toml:1:11: config profile") == true)
  }

  @Test("A profile whose provider is not defined says so and stops nothing")
  func lostProvider() throws {
    let configuration = try load("[profiles.p]\nmodel = \"m\"\nmodel_provider = \"olama\"")
    #expect(
      configuration.said == [
        "3:18: Model provider `olama` not found, named by [profiles.p]; did you mean ollama?"
      ])
    let profile = try #require(configuration.profile(named: "p"))
    #expect(configuration.provider(of: profile).origin == nil)
    #expect(configuration.activeProfile.name == "local")
  }

  @Test(
    "How the thinking pane starts",
    arguments: [
      ("", nil), ("hide_agent_reasoning = true", .hidden),
      ("show_raw_agent_reasoning = false", .folded), ("show_raw_agent_reasoning = true", nil),
      ("hide_agent_reasoning = true\nthinking = \"side\"", .side),
    ] as [(String, ScreenSettings.Thinking?)])
  func thinking(_ text: String, _ expected: ScreenSettings.Thinking?) throws {
    #expect(try load(text).activeProfile.thinking == expected)
  }

  @Test("A system prompt may stand in a file beside the configuration")
  func promptFile() throws {
    let files = [
      "/home/ann/.codex/config.toml": "model_instructions_file = \"be/brief.md\"",
      "/home/ann/.codex/be/brief.md": "Be brief.\n",
    ]
    #expect(try load(files: files).activeProfile.systemPrompt == "Be brief.")
    let missing = try load("system_prompt_file = \"~/no.md\"")
    #expect(
      missing.said == [
        "The system prompt of local is missing: /home/ann/no.md.",
        "The system prompt of cloud is missing: /home/ann/no.md.",
      ])
  }
}
