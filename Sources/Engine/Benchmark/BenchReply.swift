/// One reply of a benchmark in figures.
package struct BenchReply: Equatable, Sendable {
  /// What the server knew of the prompt.
  package enum Kind: String, CaseIterable, Sendable {
    /// Nothing: its first words are new.
    case cold
    /// All of it: the same was asked just before.
    case warm
  }

  package var kind: Kind
  /// The server's own words for the model, and how it is packed, where they are known.
  package var model: String
  package var quantization: String?
  package var window: Int?
  /// Percent of the model outside the graphics card.
  package var processorShare: Int?
  /// Why it failed; `nil`: it came to its end, or to the limit of tokens.
  package var failure: EngineError?
  package var promptTokens: Int?
  package var reusedTokens: Int?
  /// Seconds that the server says it read.
  package var readSeconds: Double?
  /// Seconds from the request to the first word, by our clock.
  package var firstToken: Double?
  package var tokens: Int?
  /// Tokens per second of writing, as the server measured it.
  package var serverRate: Double?
  /// The same by our clock.
  package var clockRate: Double?
  /// Seconds from the request to the end.
  package var seconds: Double
  /// Seconds of loading the model for it; `nil`: it was there, or that is not known.
  package var load: Double?
  /// US dollars, by the prices of the profile.
  package var cost: Double?
  /// Joules of this machine's processors and cards, from the request to the end.
  package var energy: Double?

  init(
    _ reply: Reply, _ kind: Kind, in session: Session, load: Duration?, notices: [String],
    now: Duration
  ) {
    self.kind = kind
    model = reply.source.model
    let own = session.models.first { $0.answers(to: reply.source.model) }
    quantization = own?.quantization
    window = own?.loadedContext
    processorShare = own?.graphicsShare.map { Int(((1 - $0) * 100).rounded()) }
    switch reply.status {
    case .complete, .lengthLimit: failure = nil
    case .failed(let error): failure = error
    case .pending, .streaming, .interrupted, .cutOff, .endedEarly:
      failure = BenchmarkMessages.unfinished(notices)
    }
    let usage = reply.usage
    promptTokens = usage.promptTokens
    reusedTokens = usage.cachedTokens
    readSeconds = usage.promptSeconds
    firstToken = reply.clock.timeToFirstToken.map { $0 / .seconds(1) }
    tokens = usage.completionTokens
    serverRate = usage.tokensPerSecond
    clockRate = Self.rate(reply, now)
    seconds = reply.clock.total(now: now) / .seconds(1)
    self.load = usage.loadSeconds ?? load.map { $0 / .seconds(1) }
    cost = session.profile.price?.cost(of: usage)
  }

  /// The first token ends the reading; the others were written in what followed.
  private static func rate(_ reply: Reply, _ now: Duration) -> Double? {
    guard let first = reply.clock.timeToFirstToken,
      let tokens = reply.usage.completionTokens, tokens > 1
    else { return nil }
    let written = (reply.clock.total(now: now) - first) / .seconds(1)
    guard written > 0 else { return nil }
    return Figure.tokensPerSecond.amount(Double(tokens - 1) / written)
  }

  /// Tokens per second of writing; the server's where it tells it.
  package var rate: Double? { serverRate ?? clockRate }

  /// New tokens of the prompt per second of reading, and whether our clock had to say how long that took.
  package var reading: (rate: Double, isEstimate: Bool)? {
    guard kind == .cold, let promptTokens else { return nil }
    let reuse = PromptReuse(
      prompt: promptTokens, reused: reusedTokens ?? 0, seconds: readSeconds ?? firstToken)
    return reuse.rate.map { ($0, readSeconds == nil) }
  }
}
