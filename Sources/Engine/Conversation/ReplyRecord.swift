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
    return json
  }

  /// A word that a newer program wrote counts as an early end; nothing of the text is lost by it.
  static func status(_ word: String, error: JSON?) -> Reply.Status {
    switch word {
    case "streaming", "cut-off": .cutOff
    case "complete": .complete
    case "interrupted": .interrupted
    case "length-limit": .lengthLimit
    case "failed":
      .failed(
        EngineError(
          error?["kind"]?.string.flatMap(EngineError.Kind.init) ?? .serverFault,
          error?["message"]?.string ?? "The reply failed.", remedy: error?["remedy"]?.string,
          serverWords: error?["server_words"]?.string))
    default: .endedEarly
    }
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
      promptTokens: json?["prompt_tokens"]?.int, completionTokens: json?["completion_tokens"]?.int,
      reasoningTokens: json?["reasoning_tokens"]?.int, cachedTokens: json?["cached_tokens"]?.int,
      tokensPerSecond: json?["tokens_per_second"]?.double,
      timeToFirstToken: json?["time_to_first_token"]?.double,
      loadSeconds: json?["load_seconds"]?.double, promptSeconds: json?["prompt_seconds"]?.double)
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

  /// A span that was still open when it was written ends where it began: nobody knows better.
  static func clock(_ json: JSON?) -> StageClock {
    StageClock(
      spans: (json?.array ?? []).compactMap { span in
        guard let stage = span["stage"]?.string.flatMap(StageClock.Stage.init) else { return nil }
        let start = duration(span["start"]) ?? .zero
        return StageClock.Span(stage: stage, start: start, end: duration(span["end"]) ?? start)
      })
  }

  /// Whole milliseconds, so that a figure written and read is the same figure.
  private static func seconds(_ duration: Duration) -> JSON {
    let (seconds, attoseconds) = duration.components
    return .double(Double(seconds * 1000 + attoseconds / 1_000_000_000_000_000) / 1000)
  }

  private static func duration(_ json: JSON?) -> Duration? {
    json?.double.map { .milliseconds(Int64(($0 * 1000).rounded())) }
  }
}
