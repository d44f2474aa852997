/// What one reply cost in time and tokens, as it is kept for `stats`. Never what was said.
package struct ReplyFigures: Equatable, Sendable {
  /// In the state directory, a line of JSON per reply.
  package static let file = "replies.jsonl"

  /// Milliseconds since 1970.
  package var at: Int64
  package var profile: String
  package var provider: String
  package var model: String
  /// `complete`, `interrupted`, `failed` …
  package var status: String
  /// Seconds from the request to the first thinking or answer.
  package var firstToken: Double?
  /// Seconds spent loading the model for this reply.
  package var load: Double?
  package var thinking: Double?
  package var answering: Double?
  package var tokens: Int?
  /// Tokens per second as the server measured them.
  package var rate: Double?
  /// Tokens per second while the prompt was read, those that the server had before not counted.
  package var reading: Double?

  package init(_ reply: Reply, at now: Int64) {
    at = now
    (profile, provider) = (reply.source.profile, reply.source.provider)
    model = reply.source.model
    status = Self.word(reply.status)
    firstToken = reply.clock.timeToFirstToken.map(Self.seconds)
    func seconds(_ stage: StageClock.Stage) -> Double? {
      reply.clock.duration(of: stage, now: .zero).map(Self.seconds)
    }
    load = reply.usage.loadSeconds ?? seconds(.load)
    thinking = seconds(.think)
    answering = seconds(.answer)
    tokens = reply.usage.completionTokens
    rate = reply.usage.tokensPerSecond
    let usage = reply.usage
    reading = usage.promptTokens.flatMap { prompt in
      PromptReuse(
        prompt: prompt, reused: usage.cachedTokens ?? 0, seconds: usage.promptSeconds
      ).rate
    }
  }

  package static func word(_ status: Reply.Status) -> String { ReplyRecord.word(status) }

  private static func seconds(_ duration: Duration) -> Double {
    (duration / .milliseconds(1)).rounded() / 1000
  }

  // MARK: Keeping

  package var line: String {
    var row: JSON = [
      "at": .int(Int(at)), "profile": .string(profile), "provider": .string(provider),
      "model": .string(model), "status": .string(status),
    ]
    row["first_token"] = firstToken.map { .double($0) }
    row["load"] = load.map { .double($0) }
    row["thinking"] = thinking.map { .double($0) }
    row["answering"] = answering.map { .double($0) }
    row["tokens"] = tokens.map { .int($0) }
    row["rate"] = rate.map { .double($0) }
    row["reading"] = reading.map { .double($0) }
    return row.text + "\n"
  }

  /// `nil` for a line that another program or a crash wrote.
  package init?(line: some StringProtocol) {
    guard let row = JSON(parsing: Array(line.utf8)), let at = row["at"]?.count(.moment),
      let profile = row["profile"]?.string, let provider = row["provider"]?.string,
      let model = row["model"]?.string, let status = row["status"]?.string
    else { return nil }
    self.at = Int64(at)
    (self.profile, self.provider, self.model, self.status) = (profile, provider, model, status)
    firstToken = row["first_token"]?.amount(.seconds)
    load = row["load"]?.amount(.seconds)
    thinking = row["thinking"]?.amount(.seconds)
    answering = row["answering"]?.amount(.seconds)
    tokens = row["tokens"]?.count(.tokens)
    rate = row["rate"]?.amount(.tokensPerSecond)
    reading = row["reading"]?.amount(.tokensPerSecond)
  }
}
