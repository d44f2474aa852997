/// A reply that came slower than this model usually does, and what is known that would make it so.
package struct Slowness: Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    /// Part of the model that lies outside the graphics card, percent.
    case partlyOnProcessor(Int)
    /// Other models in the same server's memory.
    case alsoLoaded([String])
    /// Bytes of this machine's memory that are free.
    case littleMemory(Int)
    /// Bytes that were read back from swap meanwhile.
    case swapped(Int)
    /// The processor was too hot so many times meanwhile.
    case throttled(Int)
    /// The prompt and the answer fill so much of the window, percent.
    case longContext(Int)
  }

  /// Percent below the middle of earlier replies.
  package var percent: Int
  /// Tokens per second that are usual, and from how many replies that is known.
  package var usual: Double
  package var count: Int
  package var reasons: [Reason]

  /// Fewer replies are no habit; a smaller difference is none, percent; a machine with less is pressed, bytes.
  private static let leastReplies = 5
  private static let least = 15
  private static let pressed = 1_000_000_000
  /// Every machine reads a little back from swap now and then; bytes.
  private static let leastSwap = 64_000_000

  /// `nil` for a reply that was as fast as usual, or where that is not known.
  package init?(_ reply: Reply, in session: Session) {
    guard let rate = reply.usage.tokensPerSecond,
      let known = session.usual(reply.source)?.rate, known.count >= Self.leastReplies,
      known.median > 0
    else { return nil }
    percent = Int(((1 - rate / known.median) * 100).rounded())
    guard percent >= Self.least else { return nil }
    (usual, count) = (known.median, known.count)
    reasons = Self.reasons(reply, session)
  }

  private static func reasons(_ reply: Reply, _ session: Session) -> [Reason] {
    var reasons: [Reason] = []
    let own = session.models.first { $0.answers(to: reply.source.model) }
    if let share = own?.graphicsShare, share < 0.995 {
      reasons.append(.partlyOnProcessor(Int(((1 - share) * 100).rounded())))
    }
    let others = session.models.filter { $0.residency == .loaded && $0.id != own?.id }
    if own != nil, !others.isEmpty { reasons.append(.alsoLoaded(others.map(\.id))) }
    if session.server.location == .thisMachine, let free = session.freeMemory.system,
      free < pressed
    {
      reasons.append(.littleMemory(free))
    }
    if let swapped = reply.strain?.swappedIn, swapped >= leastSwap {
      reasons.append(.swapped(swapped))
    }
    if let throttles = reply.strain?.throttles { reasons.append(.throttled(throttles)) }
    if let window = own?.loadedContext, window > 0, let prompt = reply.usage.promptTokens {
      let share = (prompt + (reply.usage.completionTokens ?? 0)) * 100 / window
      if share >= 50 { reasons.append(.longContext(share)) }
    }
    return reasons
  }
}

/// What Enter would have the active profile's server read.
package struct ReadingForecast: Equatable, Sendable {
  /// Tokens of the conversation, as they were last counted.
  package var tokens: Int
  /// Seconds, by how fast this model read before; `nil` where that is not known.
  package var seconds: Double?

  /// `nil` where the server has read the conversation already, as far as is known, or there is none.
  package init?(_ session: Session) {
    guard let last = session.transcript.settled.last, session.race == nil,
      last.reply.source.provider != session.profile.providerID
        || last.reply.source.requestedModel != session.profile.model,
      let prompt = last.reply.usage.promptTokens
    else { return nil }
    tokens =
      prompt + (last.reply.usage.completionTokens ?? 0)
      - (last.reply.usage.reasoningTokens ?? last.reply.reasoningDeltas)
    guard tokens > 0 else { return nil }
    let source = Reply.Source(
      profile: session.profile.name, provider: session.profile.providerID,
      requestedModel: session.profile.model)
    if let rate = session.usual(source)?.reading?.median, rate > 0 {
      seconds = Double(tokens) / rate
    }
  }
}
