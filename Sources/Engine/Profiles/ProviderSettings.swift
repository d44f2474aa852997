extension Provider {
  static let table = SettingTable<Provider>(
    name: "model_providers.NAME",
    settings: addressSettings + requestSettings + limitSettings + [auth])

  private static let addressSettings: [Setting<Provider>] = [
    .text("name", "What the status bar calls it.") { $0.name = $1 },
    .text(
      "base_url", kind: "address",
      "Where it is, with /v1 at the end where the server has it; unix:///run/llama.sock for a socket."
    ) {
      let address = UserInfo.split($1)
      $0.baseURL = Origin.address(ofSocket: address.url)
      $0.basicCredentials = address.credentials
    },
    .choice(
      "location", Location.self,
      "Where the server is, when its address does not tell: machine, network or cloud."
    ) { $0.givenLocation = $1 },
    .text(
      "start_command", kind: "command", "Starts the server on this machine; run only after a yes."
    ) { $0.startCommand = $1 },
    Setting(
      "wake", "hardware address",
      "Of the server's machine, aa:bb:cc:dd:ee:ff: a magic packet wakes it, after a yes."
    ) { provider, reader in
      guard let text = reader.text("wake") else { return }
      provider.wake = MagicPacket(text)
      if provider.wake == nil { reader.complain("wake", ProfilesKeyMessages.hardwareAddress) }
    },
    .text("wake_command", kind: "command", "Wakes the server's machine; run only after a yes.") {
      $0.wakeCommand = $1
    },
    .choice(
      "wire_api", WireAPI.self, usual: "\"auto\"",
      "How requests are written; auto asks a local server what it is."
    ) { $0.wireAPI = $1 },
    .text("env_key", kind: "variable", "The environment variable that holds the key.") {
      $0.environmentKey = $1
    },
    .string("env_key_instructions", "Said when that variable is missing.") {
      $0.environmentKeyInstructions = $1
    },
    .text("experimental_bearer_token", "The key itself, for servers where it is no secret.") {
      $0.bearerToken = $1
    },
  ]

  private enum TokenLimitField: String, CaseIterable {
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"
  }

  private static let requestSettings: [Setting<Provider>] = [
    .strings(
      "omit_fields", usual: "[]",
      "Fields of requests to leave out: stream_options, temperature, reasoning_effort, "
        + "parallel_tool_calls …"
    ) { $0.omittedFields = $1 },
    .choice(
      "token_limit_field", TokenLimitField.self,
      "How the server calls the limit of a reply; max_tokens, and OpenAI's name at OpenAI."
    ) { $0.tokenLimitField = $1.rawValue },
    .pairs("query_params", "Added to every address.") { $0.queryParameters = $1 },
    .pairs("http_headers", "Added to every request.") { $0.headers = $1 },
    .pairs(
      "env_http_headers", "Header to environment variable; left out while the variable is unset."
    ) { $0.environmentHeaders = $1 },
    .int(
      "request_max_retries", kind: "0 to 100", usual: "4",
      "Attempts before the first word after an error that passes."
    ) { $0.requestMaxRetries = min(100, max(0, $1)) },
    .int(
      "stream_max_retries", kind: "0 to 100", usual: "5",
      "Read for Codex's sake: after a word nothing is sent again by itself."
    ) { $0.streamMaxRetries = min(100, max(0, $1)) },
  ]

  private static let limitSettings: [Setting<Provider>] = [
    .milliseconds(
      "stream_idle_timeout_ms", usual: "300000",
      "The same as token_stall_timeout_ms, by Codex's name."
    ) { $0.tokenStallTimeout = limit($1) },
    .milliseconds(
      "token_stall_timeout_ms", usual: "300000",
      "As in a profile, for every profile of this provider."
    ) { $0.tokenStallTimeout = limit($1) },
    .milliseconds(
      "prompt_stall_timeout_ms", usual: "900000",
      "As in a profile, for every profile of this provider."
    ) { $0.promptStallTimeout = limit($1) },
    .milliseconds(
      "load_stall_timeout_ms", usual: "1800000",
      "As in a profile, for every profile of this provider."
    ) { $0.loadStallTimeout = limit($1) },
  ]

  /// Zero means no limit.
  static func limit(_ duration: Duration) -> Duration? {
    duration > .zero ? duration : nil
  }

  private static let auth = Setting<Provider>("auth", "table", "See model_providers.NAME.auth.") {
    provider, reader in
    guard let table = reader.table("auth") else { return }
    var auth = TableReader(
      table, name: SettingPath(["model_providers", provider.id, "auth"]).heading)
    var token = TokenCommand(command: "")
    TokenCommand.table.read(into: &token, &auth)
    reader.absorb(auth)
    guard !token.command.isEmpty else {
      return reader.complain("auth", say("needs a command", zh: "需要 command"))
    }
    provider.tokenCommand = token
  }
}

extension Provider.TokenCommand {
  static let table = SettingTable<Provider.TokenCommand>(
    name: "model_providers.NAME.auth",
    settings: [
      .text("command", "The program that prints the token on its first line.") { $0.command = $1 },
      .strings("args", usual: "[]", "Its arguments.") { $0.arguments = $1 },
      .milliseconds("timeout_ms", usual: "5000", "How long it may take.") { $0.timeout = $1 },
      .milliseconds(
        "refresh_interval_ms", usual: "300000", "A token older than this is renewed."
      ) { $0.refreshInterval = $1 },
      .text("cwd", kind: "path", "Where it runs.") { $0.workingDirectory = $1 },
    ])
}
