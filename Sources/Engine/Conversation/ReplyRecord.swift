/// The figures and the ending of a reply as JSON: for the archive's rows and for exports.
enum ReplyRecord {
  // MARK: How it ended

  static func word(_ status: Reply.Status) -> String {
    switch status {
    case .pending, .streaming: "streaming"
    case .complete: "complete"
    case .interrupted: "interrupted"
    case .cutOff: "cut-off"
    case .endedEarly: "ended-early"
    case .lengthLimit: "length-limit"
    case .failed: "failed"
    }
  }

  static func error(_ status: Reply.Status) -> JSON? {
    guard case .failed(let error) = status else { return nil }
    var json: JSON = ["kind": .string(error.kind.rawValue), "message": .string(error.message)]
    json["remedy"] = error.remedy.map(JSON.string)
    json["server_words"] = error.serverWords.map(JSON.string)
    json["server_message"] = error.serverMessage.map(JSON.string)
    return json
  }

  /// A word that a newer program wrote counts as an early end; nothing of the text is lost by it.
  static func status(_ word: String, error: JSON?) -> Reply.Status {
    switch word {
    case "streaming", "cut-off": .cutOff
    case "complete": .complete
    case "interrupted": .interrupted
    case "length-limit": .lengthLimit
    case "failed": .failed(failure(error))
    default: .endedEarly
    }
  }

  private static func failure(_ json: JSON?) -> EngineError {
    var error = EngineError(
      json?["kind"]?.string.flatMap(EngineError.Kind.init) ?? .serverFault,
      json?["message"]?.string ?? ConversationMessages.replyFailed, remedy: json?["remedy"]?.string,
      serverWords: json?["server_words"]?.string)
    error.serverMessage = json?["server_message"]?.string
    return error
  }

  // MARK: What goes back to its server

  /// `{"thinking_field":"reasoning","companions":[…]}`
  static func memory(_ reply: Reply) -> JSON? {
    var json: JSON = [:]
    json["thinking_field"] = reply.thinkingField.map(JSON.string)
    if !reply.companions.isEmpty { json["companions"] = .array(reply.companions) }
    return json == [:] ? nil : json
  }

  static func restore(_ memory: JSON?, to reply: inout Reply) {
    reply.thinkingField = memory?["thinking_field"]?.string
    reply.companions = memory?["companions"]?.array ?? []
  }

  // MARK: Figures

  static func usage(_ reply: Reply) -> JSON {
    let usage = reply.usage
    var json: JSON = [:]
    json["prompt_tokens"] = usage.promptTokens.map(JSON.int)
    json["completion_tokens"] = usage.completionTokens.map(JSON.int)
    json["reasoning_tokens"] = usage.reasoningTokens.map(JSON.int)
    json["cached_tokens"] = usage.cachedTokens.map(JSON.int)
    json["tokens_per_second"] = usage.tokensPerSecond.map(JSON.double)
    json["time_to_first_token"] = usage.timeToFirstToken.map(JSON.double)
    json["load_seconds"] = usage.loadSeconds.map(JSON.double)
    json["prompt_seconds"] = usage.promptSeconds.map(JSON.double)
    if reply.reasoningDeltas > 0 { json["reasoning_deltas"] = .int(reply.reasoningDeltas) }
    if reply.textDeltas > 0 { json["text_deltas"] = .int(reply.textDeltas) }
    return json
  }

  static func usage(_ json: JSON?) -> Usage {
    Usage(
      promptTokens: json?["prompt_tokens"]?.count(.tokens),
      completionTokens: json?["completion_tokens"]?.count(.tokens),
      reasoningTokens: json?["reasoning_tokens"]?.count(.tokens),
      cachedTokens: json?["cached_tokens"]?.count(.tokens),
      tokensPerSecond: json?["tokens_per_second"]?.amount(.tokensPerSecond),
      timeToFirstToken: json?["time_to_first_token"]?.amount(.seconds),
      loadSeconds: json?["load_seconds"]?.amount(.seconds),
      promptSeconds: json?["prompt_seconds"]?.amount(.seconds))
  }

  /// `[{"stage":"think","start":0.2,"end":8.4}]`, seconds from the request.
  static func stages(_ clock: StageClock) -> JSON {
    let origin = clock.spans.first?.start ?? .zero
    return .array(
      clock.spans.map { span in
        var json: JSON = [
          "stage": .string(span.stage.rawValue), "start": seconds(span.start - origin),
        ]
        json["end"] = span.end.map { seconds($0 - origin) }
        return json
      })
  }

  /// A span that was still open when it was written ends where it began: nothing more is known.
  static func clock(_ json: JSON?) -> StageClock {
    StageClock(
      spans: (json?.array ?? []).compactMap { span in
        guard let stage = span["stage"]?.string.flatMap(StageClock.Stage.init) else { return nil }
        let start = duration(span["start"]) ?? .zero
        return StageClock.Span(stage: stage, start: start, end: duration(span["end"]) ?? start)
      })
  }

  /// Whole milliseconds, so that a figure written and read is the same figure.
  static func seconds(_ duration: Duration) -> JSON {
    let (seconds, attoseconds) = duration.components
    return .double(Double(seconds * 1000 + attoseconds / 1_000_000_000_000_000) / 1000)
  }

  static func duration(_ json: JSON?) -> Duration? {
    json?.amount(.seconds).map { .milliseconds(Int64(($0 * 1000).rounded())) }
  }
}
