import Engine

/// The last error with everything that is known of it.
enum ErrorPage {
  static func lines(_ session: Session) -> [Line] {
    guard let error = error(session) else { return [] }
    var lines = [
      Line("✗ " + Washer.wash(error.message), Ink(.error)), Line(),
      Line("kind    \(error.kind.rawValue)", Ink(.overlay)),
    ]
    if let wait = error.retryAfter {
      lines.append(Line("retry   after \(TimeWords.seconds(wait))", Ink(.overlay)))
    }
    if let remedy = error.remedy {
      lines.append(Line("→ " + Washer.wash(remedy), Ink(.notice)))
    }
    lines.append(Line())
    guard let words = error.serverWords else {
      return lines + [Line("The server said nothing more.", Ink(.faint))]
    }
    lines.append(Line("The server's own words:", Ink(.heading)))
    // What a server sends in one error is bounded here as it is in the engine.
    for line in Washer.wash(String(words.prefix(64 << 10))).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      lines.append(Line(String(line), Ink(.overlay)))
    }
    return lines
  }

  /// What stands in the way now, else what ended the last reply that failed.
  private static func error(_ session: Session) -> EngineError? {
    switch session.warmUp.state {
    case .offline(let error), .needsToken(let error), .modelMissing(let error), .failed(let error):
      return error
    default: break
    }
    for turn in session.transcript.settled.reversed() {
      if case .failed(let error) = turn.reply.status { return error }
    }
    return nil
  }
}

/// Tokens, seconds and speed, turn by turn.
enum StatsPage {
  static func lines(_ session: Session, now: Duration) -> [Line] {
    let transcript = session.transcript
    guard !transcript.isEmpty else { return [Line("Nothing was said yet.", Ink(.faint))] }
    var lines = [Line("turn  thought           answered          speed      model", Ink(.heading))]
    var prompt = 0
    var completion = 0
    for index in 0..<transcript.count {
      let reply = transcript[index].reply
      prompt += reply.usage.promptTokens ?? 0
      completion += reply.usage.completionTokens ?? 0
      lines.append(Line(row(index + 1, reply, now: now), Ink(.overlay)))
    }
    lines.append(Line())
    lines.append(
      Line(
        "told by servers: \(prompt) tokens read, \(completion) tokens written · "
          + "~ marks our own count", Ink(.faint)))
    return lines
  }

  private static func row(_ number: Int, _ reply: Reply, now: Duration) -> String {
    let thought = part(
      TokenWords.count(reply.usage.reasoningTokens, or: reply.reasoningDeltas),
      reply.clock.duration(of: .think, now: now))
    let answered = part("~\(reply.textDeltas) tok", reply.clock.duration(of: .answer, now: now))
    let speed = ReplyRate(reply, now: now).map {
      ($0.isEstimate ? "~" : "") + "\(Int($0.tokensPerSecond.rounded())) tok/s"
    }
    return pad("\(number)", 6) + pad(thought, 18) + pad(answered, 18) + pad(speed ?? "–", 11)
      + Washer.wash(reply.source.model)
  }

  private static func part(_ count: String, _ time: Duration?) -> String {
    guard let time else { return "–" }
    return count + " " + TimeWords.seconds(time)
  }

  private static func pad(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(1, columns - Glyph.width(of: text)))
  }
}

/// When the thinking can be cut.
enum AnswerNow {
  static func obstacle(_ session: Session) -> String? {
    guard let live = session.transcript.live else { return "no reply is under way" }
    if !live.reply.isThinking { return "the model is not thinking" }
    if live.reply.source.profile != session.profile.name {
      return "the profile was switched; this reply goes on as it was asked for"
    }
    return nil
  }
}
