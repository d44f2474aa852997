/// Tokens and speed of one reply. Every field is `nil` where the server did not say.
package struct Usage: Equatable, Sendable {
  package var promptTokens: Int?
  /// All tokens written, thinking included.
  package var completionTokens: Int?
  package var reasoningTokens: Int?
  /// Tokens of the prompt the server had in its cache.
  package var cachedTokens: Int?
  /// Tokens per second while writing, as the server measured it.
  package var tokensPerSecond: Double?
  /// Seconds from request to first token, as the server measured it.
  package var timeToFirstToken: Double?
  /// Seconds the model took to load for this request.
  package var loadSeconds: Double?
  /// Seconds the server took to read the prompt.
  package var promptSeconds: Double?

  package init(
    promptTokens: Int? = nil, completionTokens: Int? = nil, reasoningTokens: Int? = nil,
    cachedTokens: Int? = nil, tokensPerSecond: Double? = nil, timeToFirstToken: Double? = nil,
    loadSeconds: Double? = nil, promptSeconds: Double? = nil
  ) {
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.reasoningTokens = reasoningTokens
    self.cachedTokens = cachedTokens
    self.tokensPerSecond = tokensPerSecond
    self.timeToFirstToken = timeToFirstToken
    self.loadSeconds = loadSeconds
    self.promptSeconds = promptSeconds
  }

  /// The same figures for several requests of one reply: what was written adds up, and what was read is the last one's.
  func added(to earlier: Usage) -> Usage {
    var sum = self
    sum.completionTokens = completionTokens.map { $0 + (earlier.completionTokens ?? 0) }
    sum.reasoningTokens = reasoningTokens.map { $0 + (earlier.reasoningTokens ?? 0) }
    return sum
  }

  /// Takes each figure of `newer` that is there; servers repeat usage, whole or in part.
  package mutating func merge(_ newer: Usage) {
    promptTokens = newer.promptTokens ?? promptTokens
    completionTokens = newer.completionTokens ?? completionTokens
    reasoningTokens = newer.reasoningTokens ?? reasoningTokens
    cachedTokens = newer.cachedTokens ?? cachedTokens
    tokensPerSecond = newer.tokensPerSecond ?? tokensPerSecond
    timeToFirstToken = newer.timeToFirstToken ?? timeToFirstToken
    loadSeconds = newer.loadSeconds ?? loadSeconds
    promptSeconds = newer.promptSeconds ?? promptSeconds
  }
}
