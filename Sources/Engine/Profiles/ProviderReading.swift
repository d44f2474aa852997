/// `[model_providers.NAME]` of a file, laid over what is built in.
extension Provider {
  /// Reads every key of the table; what is wrong with it lands in `reader.complaints`.
  mutating func read(_ reader: inout TableReader) {
    if let name = reader.text("name") { self.name = name }
    if let url = reader.text("base_url") {
      let address = UserInfo.split(url)
      (baseURL, basicCredentials) = (Origin.address(ofSocket: address.url), address.credentials)
    }
    if let wire = reader.choice("wire_api", WireAPI.self) { wireAPI = wire }
    if let key = reader.text("env_key") { environmentKey = key }
    if let words = reader.string("env_key_instructions") { environmentKeyInstructions = words }
    if let token = reader.text("experimental_bearer_token") { bearerToken = token }
    if let pairs = reader.pairs("query_params") { queryParameters = pairs.map(Pair.init) }
    if let pairs = reader.pairs("http_headers") { headers = pairs.map(Pair.init) }
    if let pairs = reader.pairs("env_http_headers") { environmentHeaders = pairs.map(Pair.init) }
    if let count = reader.int("request_max_retries") { requestMaxRetries = min(100, max(0, count)) }
    if let count = reader.int("stream_max_retries") { streamMaxRetries = min(100, max(0, count)) }
    if let names = reader.strings("omit_fields") { omittedFields = names }
    if let name = reader.choice("token_limit_field", TokenLimitField.self) {
      tokenLimitField = name.rawValue
    }
    readLimits(&reader)
    if let auth = reader.table("auth") { readTokenCommand(auth, &reader) }
  }

  private enum TokenLimitField: String, CaseIterable {
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"
  }

  private mutating func readLimits(_ reader: inout TableReader) {
    for key in ["stream_idle_timeout_ms", "token_stall_timeout_ms"] {
      if let limit = reader.milliseconds(key) { tokenStallTimeout = Self.limit(limit) }
    }
    if let limit = reader.milliseconds("prompt_stall_timeout_ms") {
      promptStallTimeout = Self.limit(limit)
    }
    if let limit = reader.milliseconds("load_stall_timeout_ms") {
      loadStallTimeout = Self.limit(limit)
    }
  }

  /// Zero means no limit.
  static func limit(_ duration: Duration) -> Duration? {
    duration > .zero ? duration : nil
  }

  private mutating func readTokenCommand(_ table: TOMLValue, _ reader: inout TableReader) {
    var auth = TableReader(table, name: SettingPath(["model_providers", id, "auth"]).heading)
    defer { reader.absorb(auth) }
    let command = auth.text("command")
    var token = TokenCommand(command: command ?? "")
    if let arguments = auth.strings("args") { token.arguments = arguments }
    if let timeout = auth.milliseconds("timeout_ms") { token.timeout = timeout }
    if let interval = auth.milliseconds("refresh_interval_ms") { token.refreshInterval = interval }
    token.workingDirectory = auth.text("cwd")
    guard command != nil else { return reader.complain("auth", "needs a command") }
    tokenCommand = token
  }

  /// What makes a provider unusable, to be read after its name; `nil` when it is fine.
  var defect: String? {
    guard id != Self.demoID else { return nil }
    if baseURL.isEmpty { return "has no base_url" }
    if origin == nil { return "has a base_url that is no http address: \(baseURL)" }
    if tokenCommand != nil, environmentKey != nil || bearerToken != nil {
      let other = environmentKey != nil ? "env_key" : "experimental_bearer_token"
      return "has auth.command beside \(other); keep one of them"
    }
    if let header = headers.first(where: { !$0.isSendable }) {
      return "has a header that cannot be sent: \(header.name)"
    }
    return nil
  }
}
