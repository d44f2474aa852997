import Engine

/// Where the seconds of a reply went, stage by stage, and why.
enum WhyPage {
  static func lines(_ state: AppState) -> [Line] {
    guard let turn = state.turnInView else {
      return [Line(LayersMessages.nothingSaid, Ink(.faint))]
    }
    let (reply, session) = (turn.reply, state.session)
    var lines = [
      Line(
        SafeText(
          foreign: Sanitizer.sanitize("\(reply.source.model) · \(reply.source.profile)")),
        Ink(.heading)), Line(),
    ]
    for (stage, time) in reply.clock.summary(now: state.now) {
      lines.append(row(stage, time, reply))
    }
    lines.append(Line())
    lines += reading(reply)
    lines += speed(reply, session, now: state.now)
    if let forecast = ReadingForecast(session) {
      lines += [
        Line(),
        said(
          ViewMessages.willRead(
            forecast, profile: Sanitizer.sanitize(session.profile.name)), .notice),
      ]
    }
    return lines
  }

  private static func said(_ words: String, _ role: Role = .overlay) -> Line {
    Line(SafeText(foreign: words), Ink(role))
  }

  /// `think     8.2 s   412 tok`
  private static func row(_ stage: StageClock.Stage, _ time: Duration, _ reply: Reply) -> Line {
    let count: String? =
      switch stage {
      case .think: TokenFormatter.count(reply.usage.reasoningTokens, or: reply.reasoningDeltas)
      case .answer: TokenFormatter.count(nil, or: reply.textDeltas)
      default: nil
      }
    let word = StageLabel.word(stage)
    let name = word + String(repeating: " ", count: max(1, 10 - Glyph.width(of: word)))
    let seconds = TimeFormatter.seconds(time)
    let gap = String(repeating: " ", count: max(1, 12 - seconds.count))
    return Line([
      Span(SafeText(foreign: name), Ink(.key)), Span(SafeText(foreign: seconds), Ink(.overlay)),
      Span(SafeText(foreign: gap + (count ?? WhyMessages.meaning(of: stage))), Ink(.faint)),
    ])
  }

  /// What was read of the prompt, and what was read once more.
  private static func reading(_ reply: Reply) -> [Line] {
    guard reply.hasSaidSomething else { return [] }
    guard let reuse = reply.reuse else {
      return [
        said(
          reply.usage.promptTokens.map { WhyMessages.readUntold($0) }
            ?? WhyMessages.readUncounted, .faint)
      ]
    }
    var lines = [said(WhyMessages.read(reuse))]
    if let cause = reuse.cause {
      lines.append(said(WhyMessages.lost(reuse.lost, because: cause), .warning))
    }
    return lines
  }

  private static func speed(_ reply: Reply, _ session: Session, now: Duration) -> [Line] {
    guard let rate = ReplyRate(reply, now: now) else { return [] }
    let usual = session.usual(reply.source)?.rate
    var lines = [said(WhyMessages.wrote(rate, usual: usual?.median, replies: usual?.count ?? 0))]
    if let slowness = Slowness(reply, in: session) {
      lines.append(said(WhyMessages.slower(slowness), .warning))
      lines += slowness.reasons.map { said("· " + WhyMessages.reason($0)) }
      if slowness.reasons.isEmpty { lines.append(said(WhyMessages.noReason, .faint)) }
    }
    return lines
  }
}
