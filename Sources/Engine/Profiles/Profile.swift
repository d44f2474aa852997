/// A named choice of provider, model and options.
package struct Profile: Equatable, Sendable, Identifiable {
  package var name: String
  /// The `id` of its provider.
  package var providerID: String
  /// As requests name it. Empty only when a file's profile names none and its provider has no
  /// usual one; a notice then says so.
  package var model: String
  /// `model_reasoning_effort`: `none`, `minimal`, `low`, `medium`, `high` … or a server's own word.
  package var effort: String?
  /// `thinking_budget`: how long it may think.
  package var thinkingBudget: ThinkingBudget?
  /// `end_repetition`: what goes round in circles is ended.
  package var endsRepetition = false
  /// `thinking_in_history`: which earlier thinking goes back to it.
  package var thinkingInHistory = ThinkingInHistory.auto
  /// `model_reasoning_summary`: `auto`, `concise`, `detailed`, `none`.
  package var summary: String?
  /// `model_verbosity`: `low`, `medium`, `high`.
  package var verbosity: String?
  /// What shapes its replies' words.
  package var sampling = Sampling()
  /// `model_context_window`: the model's window in tokens, where its server does not tell what is loaded.
  package var contextWindow: Int?
  /// `load_context`: tokens that a local model is loaded with where the server lets us choose.
  package var loadContext: Int?
  /// How a local model is loaded, but for its window and time to live.
  package var loading = LoadOptions()
  /// `draft_model`: a small model that guesses ahead, where the server takes one by request.
  package var draftModel: String?
  /// `enabled_tools`: what conversations may call under this profile that chose nothing themselves.
  package var enabledTools: [String]?
  /// `integrations`: servers of tools that LM Studio runs itself, by its own names (`mcp/playwright`).
  package var integrations: [String] = []
  /// The window was said in a file that is shared with Codex, for which it is no order to load.
  var isWindowShared = false
  /// `ttl`: seconds of idleness after which the server may unload the model. Ollama takes it, and
  /// LM Studio on `wire_api = "chat"`; LM Studio's own API refuses it, so it is not sent there.
  package var timeToLive: Int?
  package var systemPrompt: String?
  /// `input_price` and `output_price`, where both are set.
  package var price: Price? {
    inputPrice.flatMap { input in outputPrice.map { Price(input: input, output: $0) } }
  }
  var inputPrice: Double?
  var outputPrice: Double?
  /// The model's template opens the thinking itself, so that only the closing tag arrives.
  package var startsThinking = false
  /// `show_raw_agent_reasoning`, where it is set.
  package var showsRawReasoning: Bool?
  /// `hide_agent_reasoning`, where it is set.
  package var hidesReasoning: Bool?
  /// The pane's mode under this profile as the file says it; see `thinking`.
  package var thinkingPane: ScreenSettings.Thinking?
  /// `local_only`: the lock that a conversation gets with this profile.
  package var lock: Location?
  /// Limits that replace the provider's; zero means none.
  package var stallLimits = StallLimits()
  /// Comes with the program; no file defines it.
  package var isBuiltIn = false
  /// A file to read the system prompt from.
  var systemPromptFile: String?

  package var id: String { name }

  /// Tokens of the window to load the model with; `nil` leaves it to the server.
  package var windowToLoad: Int? { loadContext ?? (isWindowShared ? nil : contextWindow) }

  package init(name: String, providerID: String, model: String) {
    self.name = name
    self.providerID = providerID
    self.model = model
  }

  /// How the thinking pane starts under this profile; `nil` leaves it to `[tui]`.
  ///
  /// Thinking itself is always received: this is what the pane shows, never what is asked for.
  package var thinking: ScreenSettings.Thinking? {
    if let thinkingPane { return thinkingPane }
    if hidesReasoning == true { return .hidden }
    return showsRawReasoning == false ? .folded : nil
  }

  package enum ThinkingInHistory: String, CaseIterable, Sendable {
    /// As the model's makers say.
    case auto
    case keep, strip
  }

  /// Silence that ends a reply, by what the server is doing. `nil` leaves it to the provider.
  package struct StallLimits: Equatable, Sendable {
    package var token: Duration?
    package var prompt: Duration?
    package var load: Duration?
  }
}

extension Profile {
  /// Lays what a table sets over this profile.
  mutating func read(_ reader: inout TableReader) { Self.table.read(into: &self, &reader) }

  /// The provider as this profile uses it.
  func applied(to provider: Provider) -> Provider {
    var provider = provider
    if let limit = stallLimits.token { provider.tokenStallTimeout = Provider.limit(limit) }
    if let limit = stallLimits.prompt { provider.promptStallTimeout = Provider.limit(limit) }
    if let limit = stallLimits.load { provider.loadStallTimeout = Provider.limit(limit) }
    return provider
  }
}
