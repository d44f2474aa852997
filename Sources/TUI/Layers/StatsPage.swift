import Engine

/// Tokens, seconds and speed, turn by turn.
enum StatsPage {
  static func lines(_ session: Session, now: Duration) -> [Line] {
    let transcript = session.transcript
    guard !transcript.isEmpty else {
      return [Line(LayersMessages.nothingSaid, Ink(.faint))] + picks(session)
    }
    var lines = [Line(StatsPageMessages.heading, Ink(.heading))]
    var prompt = 0
    var completion = 0
    for index in 0..<transcript.count {
      let reply = transcript[index].reply
      prompt += reply.usage.promptTokens ?? 0
      completion += reply.usage.completionTokens ?? 0
      lines.append(Line(SafeText(foreign: row(index + 1, reply, now: now)), Ink(.overlay)))
    }
    lines.append(Line())
    lines.append(
      Line(
        SafeText(foreign: StatsPageMessages.told(read: prompt, written: completion)), Ink(.faint)))
    return lines + picks(session)
  }

  private static func picks(_ session: Session) -> [Line] {
    let pairs = RacePicks.of(session.picks)
    guard !pairs.isEmpty else { return [] }
    return [Line(), Line(StatsPageMessages.picksHeading, Ink(.heading))]
      + pairs.map { Line(SafeText(foreign: PicksLabel.words($0)), Ink(.overlay)) }
  }

  private static func row(_ number: Int, _ reply: Reply, now: Duration) -> String {
    let thought = part(
      TokenFormatter.count(reply.usage.reasoningTokens, or: reply.reasoningDeltas),
      reply.clock.duration(of: .think, now: now))
    let answered = part(
      TokenFormatter.count(nil, or: reply.textDeltas), reply.clock.duration(of: .answer, now: now))
    let speed = ReplyRate(reply, now: now).map {
      TokenFormatter.rate($0.tokensPerSecond, isEstimate: $0.isEstimate)
    }
    return pad("\(number)", 6) + pad(thought, 18) + pad(answered, 18) + pad(speed ?? "–", 11)
      + Sanitizer.sanitize(reply.source.model)
  }

  private static func part(_ count: String, _ time: Duration?) -> String {
    guard let time else { return "–" }
    return count + " " + TimeFormatter.seconds(time)
  }

  private static func pad(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(1, columns - Glyph.width(of: text)))
  }
}
