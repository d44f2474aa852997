/// Which earlier thinking goes back to the model with a conversation: what was chosen, or what the model's makers say.
///
/// Within the reply under way thinking always goes back beside its calls.
struct ThinkingMemory {
  enum Extent: Equatable {
    case none
    /// Of turns that called tools, beside the calls.
    case besideCalls
    case all
  }

  /// What a family of models wants, by a part of its name.
  struct Family {
    var names: [String]
    var extent: Extent
    /// Where its thinking goes when no server named a field: a field, or the text itself.
    var field: String
    var source: String
  }

  /// All others do without, and most say so: Qwen's model cards (history holds the final answer only), OpenAI's harmony
  /// guide (earlier channels of analysis are dropped), Google's for Gemma.
  static let families = [
    Family(
      names: ["deepseek"], extent: .besideCalls, field: "reasoning_content",
      source: "api-docs.deepseek.com, thinking mode: turns with calls are refused without it"),
    Family(
      names: ["kimi"], extent: .besideCalls, field: "reasoning_content",
      source: "platform.moonshot.ai, K2 Thinking: keep it across the steps of a task"),
    Family(
      names: ["minimax-m"], extent: .all, field: ChatRequest.Thinking.inText,
      source: "MiniMax-M2's model card: leave <think> in the history whole"),
  ]

  let extent: Extent
  /// Where a server told no field.
  let field: String

  init(_ profile: Profile) {
    let name = profile.model.lowercased()
    let family = Self.families.first { $0.names.contains(where: name.contains) }
    field = family?.field ?? "reasoning_content"
    extent =
      switch profile.thinkingInHistory {
      case .auto: family?.extent ?? .none
      case .keep: .all
      // Without it their servers refuse the conversation.
      case .strip: family?.extent == .besideCalls ? .besideCalls : .none
      }
  }

  /// What a settled turn's answer brings along.
  func thinking(of reply: Reply, _ text: String) -> ChatRequest.Thinking? {
    guard extent == .all, !text.isEmpty else { return nil }
    return ChatRequest.Thinking(text: text, field: place(reply.thinkingField))
  }

  /// What calls bring along. The families that ask for it want the field even where nothing was thought.
  func thinking(of round: ToolRound, _ text: String, isLive: Bool) -> ChatRequest.Thinking? {
    let isWanted = extent == .besideCalls || extent == .all && !text.isEmpty
    guard isWanted || isLive && !text.isEmpty else { return nil }
    return ChatRequest.Thinking(text: text, field: place(round.thinkingField))
  }

  /// The field it came in; what a family wants in its text came out of it.
  private func place(_ told: String?) -> String {
    field == ChatRequest.Thinking.inText ? field : told ?? field
  }
}

extension ChatRequest {
  /// Bytes of thinking of the turns before the prompt that is asked now.
  func keptThinking(before prompt: String) -> Int {
    let end = messages.lastIndex { $0.role == .user && $0.text == prompt } ?? 0
    return messages[..<end].reduce(0) { $0 + ($1.thinking?.text.utf8.count ?? 0) }
  }
}

extension Profile {
  /// For a request that needs no more thinking of earlier turns than its model asks for.
  var withUsualMemory: Profile {
    var profile = self
    profile.thinkingInHistory = .auto
    return profile
  }
}
