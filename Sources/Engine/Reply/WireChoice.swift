extension ChatRequest {
  /// What the profile asks of the model.
  mutating func apply(_ profile: Profile) {
    effort = profile.effort
    summary = profile.summary
    verbosity = profile.verbosity
    sampling = profile.sampling
    thinkingBudget = profile.thinkingBudget?.tokens
    contextLength = profile.windowToLoad
    graphicsShare = profile.loading.graphicsShare
    startsThinking = profile.startsThinking
    integrations = profile.integrations
  }
}

extension Provider {
  /// The wire that is really spoken: the configured one, or what suits the server that was found.
  func resolvedWire(for kind: ServerKind) -> WireAPI {
    wireAPI == .auto ? kind.wire : wireAPI
  }

  /// Where a limit on thinking goes in its chat; `nil` where it takes none.
  func thinkingBudgetField(at kind: ServerKind) -> ThinkingBudgetField? {
    kind.thinkingBudgetField.map(ThinkingBudgetField.named)
      ?? origin.flatMap { ThinkingBudgetField(host: $0.host) }
  }

  /// LM Studio's own API cannot be given an earlier conversation; then the whole is sent as a chat.
  func wire(_ api: WireAPI, for exchange: ChatRequest, kind: ServerKind) -> any Wire {
    switch api {
    case .native where LMStudioWire.canCarry(exchange): LMStudioWire()
    case .responses: ResponsesWire(storesReplies: location.isNear ? nil : false)
    case .ollama: OllamaWire()
    case .native, .chat, .auto:
      ChatWire(
        dialect: ChatWire.Dialect(
          tokenLimitKey: tokenLimitField
            ?? (origin?.host == "api.openai.com" ? "max_completion_tokens" : "max_tokens"),
          effort: kind.effortDialect, budget: thinkingBudgetField(at: kind)))
    }
  }
}
