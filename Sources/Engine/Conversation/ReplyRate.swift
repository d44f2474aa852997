/// How fast a reply comes, in tokens per second.
package struct ReplyRate: Equatable, Sendable {
  package let tokensPerSecond: Double
  /// Counted from deltas by our own clock, not measured by the server.
  package let isEstimate: Bool

  /// `nil` while there is too little to say anything.
  package init?(_ reply: borrowing Reply, now: Duration) {
    if let measured = reply.usage.tokensPerSecond, measured > 0 {
      tokensPerSecond = measured
      isEstimate = false
      return
    }
    let thought = reply.clock.duration(of: .think, now: now) ?? .zero
    let answered = reply.clock.duration(of: .answer, now: now) ?? .zero
    let seconds = (thought + answered) / .seconds(1)
    let deltas = reply.reasoningDeltas + reply.textDeltas - reply.carriedDeltas
    let tokens = reply.usage.completionTokens ?? deltas
    guard seconds > 0.5, tokens > 1 else { return nil }
    guard let rate = Figure.tokensPerSecond.amount(Double(tokens) / seconds) else { return nil }
    tokensPerSecond = rate
    isEstimate = true
  }
}
