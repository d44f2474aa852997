extension Profile {
  /// The same keys mean the same at the top of a file and in `[profiles.NAME]`.
  static let table = SettingTable<Profile>(
    name: "profiles.NAME",
    settings: modelSettings + Sampling.settings { $0.sampling[$1] = $2 } + replySettings
      + screenSettings + stallSettings)

  private static func price(
    _ key: String, _ meaning: String, _ set: @escaping @Sendable (inout Profile, Double) -> Void
  ) -> Setting<Profile> {
    Setting(key, "US dollars", meaning + ", for what a race and the statistics say of costs.") {
      profile, reader in
      if let price = reader.double(key, in: 0...1_000_000) { set(&profile, price) }
    }
  }

  private static let modelSettings: [Setting<Profile>] = [
    .text("model_provider", kind: "name", usual: "\"openai\"", "The provider that is asked.") {
      $0.providerID = $1
    },
    .text("model", kind: "name", "The model, as the provider names it.") { $0.model = $1 },
    .text(
      "model_reasoning_effort",
      "How long the model thinks: none, minimal, low, medium, high, or a server's own word."
    ) { $0.effort = $1 },
    Setting(
      "thinking_budget", "tokens, or a time: 2000, \"30s\", \"2m\"",
      "How long the model may think; then it is told to answer."
    ) { profile, reader in
      guard let value = reader.any("thinking_budget")?.scalarText else { return }
      profile.thinkingBudget = ThinkingBudget(value)
      if profile.thinkingBudget == nil {
        reader.complain("thinking_budget", ProfilesKeyMessages.budget)
      }
    },
    .bool(
      "end_repetition", usual: "false",
      "Whether a reply that says the same passage over and over is ended: thinking is told to answer."
    ) { $0.endsRepetition = $1 },
    .choice(
      "thinking_in_history", Profile.ThinkingInHistory.self, usual: "\"auto\"",
      "Which earlier thinking goes back to the model: as its makers say, all, or none."
    ) { $0.thinkingInHistory = $1 },
    .text(
      "model_reasoning_summary", kind: "auto, concise, detailed, none",
      "The summary of its thinking that a cloud model gives."
    ) { $0.summary = $1 },
    .text("model_verbosity", kind: "low, medium, high", "How long answers are.") {
      $0.verbosity = $1
    },
    .int("model_max_output_tokens", in: 1...Int.max, "The same as max_output_tokens.") {
      $0.sampling.maxOutputTokens = $1
    },
    .int(
      "model_context_window", in: 1...Int.max,
      "The model's window in tokens, where its server does not tell. In a file that Codex does not share a "
        + "local model is loaded with it, as with load_context."
    ) { $0.contextWindow = $1 },
    .int(
      "load_context", kind: "tokens", in: 1...Int.max,
      "The window that a local model is loaded with, where the server lets us choose."
    ) { $0.loadContext = $1 },
    price("input_price", "What a million tokens of a prompt cost") { $0.inputPrice = $1 },
    price("output_price", "What a million tokens of thinking and answer cost") {
      $0.outputPrice = $1
    },
    .int(
      "ttl", kind: "seconds", in: -1...Int.max,
      "Idle time after which the server may unload the model, where it takes one; -1 for never."
    ) { $0.timeToLive = $1 },
    Setting(
      "load_gpu", "max, off, 0.0 to 1.0", "Part of the model that goes to the graphics card."
    ) { profile, reader in
      guard let value = reader.any("load_gpu") else { return }
      profile.loading.graphicsShare = share(value)
      if profile.loading.graphicsShare == nil {
        reader.complain("load_gpu", ProfilesKeyMessages.shareOfAModel)
      }
    },
    .int(
      "load_parallel", kind: "requests", in: 1...64,
      "Requests that a model is loaded to answer at the same time."
    ) { $0.loading.parallel = $1 },
    .bool("load_flash_attention", "Whether a model is loaded with flash attention.") {
      $0.loading.flashAttention = $1
    },
    .bool(
      "load_cache_on_gpu", "Whether the cache of the window is kept in the graphics card's memory."
    ) { $0.loading.cacheOnGraphics = $1 },
    .string(
      "draft_model", "A small model that guesses ahead, for LM Studio with wire_api = \"chat\"."
    ) { $0.draftModel = $1.isBlank ? nil : $1 },
    .strings(
      "enabled_tools",
      "What conversations may call under this profile, instead of enabled of [tools]: server, or server:tool."
    ) { $0.enabledTools = $1 },
    .strings(
      "integrations", usual: "[]",
      "Servers of tools that LM Studio runs itself (mcp/NAME of its mcp.json). Nothing is asked before a call."
    ) { $0.integrations = $1 },
  ]

  /// `nil` for what is no share.
  private static func share(_ value: TOMLValue) -> Double? {
    let number: Double? =
      switch value.content {
      case .string("max"): 1
      case .string("off"): 0
      case .string(let text): Double(text)
      case .double(let number): number
      case .integer(let number): Double(number)
      default: nil
      }
    return number.flatMap { (0...1).contains($0) ? $0 : nil }
  }

  private enum LocalOnly: String, CaseIterable { case machine, network }

  private static let replySettings: [Setting<Profile>] = [
    .choice(
      "local_only", LocalOnly.self,
      "Locks the conversation when this profile is chosen: nothing of it leaves the machine, or the network."
    ) { $0.lock = $1 == .machine ? .thisMachine : .network },
    .bool(
      "model_starts_thinking", usual: "false",
      "The model's template opens the thinking, so that only the closing tag arrives."
    ) { $0.startsThinking = $1 },
    promptFile(
      "experimental_instructions_file", "The same as system_prompt_file, by Codex's older name."),
    promptFile("model_instructions_file", "The same, by Codex's name."),
    promptFile("system_prompt_file", "A file with the system prompt."),
    .string("system_prompt", "Said to the model before everything else.") {
      $0.systemPrompt = $1.isBlank ? nil : $1
      $0.systemPromptFile = nil
    },
  ]

  private static func promptFile(_ key: String, _ meaning: String) -> Setting<Profile> {
    Setting(key, "path", meaning) { profile, reader in
      guard let path = reader.text(key) else { return }
      profile.systemPrompt = nil
      profile.systemPromptFile = reader.besideItsFile(path, key)
    }
  }

  private static let screenSettings: [Setting<Profile>] = [
    .bool(
      "show_raw_agent_reasoning",
      "false folds the thinking pane to one line. Thinking is always received."
    ) { $0.showsRawReasoning = $1 },
    .bool("hide_agent_reasoning", "true hides the thinking pane.") { $0.hidesReasoning = $1 },
    .choice(
      "thinking", ScreenSettings.Thinking.self, "How the thinking pane starts under this profile."
    ) { $0.thinkingPane = $1 },
  ]

  private static let stallSettings: [Setting<Profile>] = [
    .milliseconds(
      "stream_idle_timeout_ms", usual: "300000",
      "The same as token_stall_timeout_ms, by Codex's name."
    ) { $0.stallLimits.token = $1 },
    .milliseconds(
      "token_stall_timeout_ms", usual: "300000",
      "Silence while it thinks or answers that ends a reply; 0 for no limit."
    ) { $0.stallLimits.token = $1 },
    .milliseconds(
      "prompt_stall_timeout_ms", usual: "900000",
      "Silence while the prompt is read that ends a reply; 0 for no limit."
    ) { $0.stallLimits.prompt = $1 },
    .milliseconds(
      "load_stall_timeout_ms", usual: "1800000",
      "Silence before anything else, such as a cold load, that ends a reply; 0 for no limit."
    ) { $0.stallLimits.load = $1 },
  ]
}
