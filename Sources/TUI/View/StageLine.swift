import Engine

/// What the turn in view spends its time on: `─ load 12.3 s ━━━ think 8.2 s ━━ answer 4.0 s ━   41 tok/s`.
///
/// It leaves some seconds after the reply: what it says stands in the turn's header then, and on the page of Alt+W. A
/// report or a question for the user takes the line while it stands.
enum StageLine {
  static func draw(_ state: AppState, in rect: Rect, on surface: inout Surface) {
    let place = Point(column: rect.column, row: rect.row)
    if let hint = state.hint {
      let words = [Span(SafeText(foreign: hint), Ink(.notice))]
      draw(
        hint: Wrap.lines(words, width: rect.columns, first: Line(" ", Ink(.notice))), in: rect,
        on: &surface)
    } else if let words = report(state) {
      surface.write(words.truncated(to: rect.columns), at: place, in: rect)
    } else if let kept = state.figures?.stages {
      surface.put(kept, at: rect.row)
    } else if let turn = state.turnInView, state.showsStages {
      surface.write(line(turn.reply, now: state.now, columns: rect.columns), at: place, in: rect)
    }
  }

  /// An answer to a key, to its end: over the last lines of the panes until the next key, so that nothing moves.
  private static func draw(hint lines: [Line], in rect: Rect, on surface: inout Surface) {
    let shown = lines.prefix(mostHintRows)
    for (index, line) in shown.enumerated() {
      var row = rect
      row.row -= shown.count - 1 - index
      if row.row != rect.row { surface.fill(row, Cell.blank) }
      surface.write(line, at: Point(column: row.column, row: row.row), in: row)
    }
  }

  private static let mostHintRows = 4

  private static func report(_ state: AppState) -> Line? {
    if let words = race(state) { return words }
    if state.session.isCompacting {
      let words = ViewMessages.summarises(
        model: Sanitizer.sanitize(state.session.profile.model))
      return Line(" \(SafeText(foreign: words))", Ink(.statusBusy))
    }
    return circles(state) ?? trouble(state) ?? forecast(state)
  }

  /// What a race waits for, or that the next prompt begins one.
  private static func race(_ state: AppState) -> Line? {
    let keymap = state.options.keymap
    guard let race = state.session.race else {
      return state.input.race.map {
        let names = $0.profiles.map { Sanitizer.sanitize($0) }
        return Line(
          " \(SafeText(foreign: ViewMessages.racesNext(names, stopKey: keymap.hint(.escape))))",
          Ink(.notice))
      }
    }
    let picks = zip([Action.pickFirst, .pickSecond], race.lanes)
      .filter { $0.1.canBePicked }.compactMap { keymap.hint($0.0) }
    let words = ViewMessages.race(
      isOver: race.isOver, reason: race.reason, pickKeys: picks, stopKey: keymap.hint(.escape))
    return Line(" \(SafeText(foreign: words))", Ink(.notice))
  }

  /// What Enter costs where another server has to read the conversation first.
  private static func forecast(_ state: AppState) -> Line? {
    guard !state.composer.isEmpty, !state.session.isBusy,
      let forecast = ReadingForecast(state.session), forecast.tokens >= leastForecast
    else { return nil }
    let words = ViewMessages.willRead(
      forecast, profile: Sanitizer.sanitize(state.session.profile.name))
    return Line(" \(SafeText(foreign: words))", Ink(.notice))
  }

  /// Fewer tokens are read in no time.
  private static let leastForecast = 500

  /// The model says the same again and again, and what can be done about it.
  private static func circles(_ state: AppState) -> Line? {
    guard let repetition = state.session.repetition, state.session.isReplying else { return nil }
    let keymap = state.options.keymap
    let words = ViewMessages.repeats(
      isAnswer: repetition.isAnswer, bytes: repetition.length,
      answerKey: repetition.isAnswer ? nil : keymap.hint(.answerNow),
      stopKey: keymap.hint(.escape))
    return Line(" ! \(SafeText(foreign: words))", Ink(.warning))
  }

  /// What keeps the model from being ready, with the next step; the empty conversation shows it
  /// in full instead.
  private static func trouble(_ state: AppState) -> Line? {
    guard !state.session.transcript.isEmpty, !state.session.isReplying else { return nil }
    let words = WarmUpLabel.untold(state.session, state.options.keymap)
    guard !words.isEmpty else { return stopped(state.session) }
    return Line(words.map { Span(SafeText(foreign: " " + $0.0), Ink($0.1)) })
  }

  /// What became of the server after Esc.
  private static func stopped(_ session: Session) -> Line? {
    switch session.stopReport {
    case .checking: Line(" \(ViewMessages.stoppedAsking)", Ink(.faint))
    case .serverStopped(let after):
      Line(" \(SafeText(foreign: ViewMessages.serverStopped(after: after)))", Ink(.notice))
    case .serverBusy(let since):
      Line(" \(SafeText(foreign: ViewMessages.serverBusy(since: since)))", Ink(.warning))
    case .unknown: Line(" \(ViewMessages.stoppedUnknown)", Ink(.faint))
    case nil: nil
    }
  }

  static func line(_ reply: Reply, now: Duration, columns: Int) -> Line {
    func words(_ stage: (stage: StageClock.Stage, duration: Duration)) -> String {
      " \(StageLabel.word(stage.stage)) \(TimeFormatter.seconds(stage.duration)) "
    }
    var stages = reply.clock.summary(now: now).filter { $0.duration >= .milliseconds(50) }
    // On a narrow line the shortest stages are the ones to miss.
    while stages.count > 1, stages.reduce(-1, { $0 + Glyph.width(of: words($1)) }) > columns,
      let shortest = stages.indices.min(by: { stages[$0].duration < stages[$1].duration })
    {
      stages.remove(at: shortest)
    }
    let total = reply.clock.total(now: now)
    // What the words leave free is shared among the bars.
    let words = stages.map(words)
    // While it comes, the status bar has its rate.
    let rate =
      reply.isLive
      ? nil
      : ReplyRate(reply, now: now).map {
        TokenFormatter.rate($0.tokensPerSecond, isEstimate: $0.isEstimate) + " "
      }
    let free = columns - words.reduce(0) { $0 + Glyph.width(of: $1) } - stages.count - 2
    let read = reply.reuse.map { ViewMessages.read($0) } ?? ""
    let speed = free >= (rate?.count ?? 0) + 12 ? rate ?? "" : ""
    let tail = free - speed.count >= Glyph.width(of: read) + 30 ? read : ""
    let room = max(0, min(60, free - Glyph.width(of: tail) - speed.count - 2))
    var line = Line()
    for (index, stage) in stages.enumerated() {
      line.append(Span(SafeText(foreign: words[index]), Ink(.faint)))
      let share = total > .zero ? stage.duration / total : 0
      let cells = Int((share * Double(room)).rounded())
      line.append(Span(SafeText(repeating: "━", count: cells), Ink(role(stage.stage))))
    }
    if !tail.isEmpty { line.append(Span(SafeText(foreign: tail), Ink(.faint))) }
    if !speed.isEmpty {
      line.append(
        Span(
          SafeText(repeating: " ", count: max(1, columns - line.width - speed.count)), Ink(.text)))
      line.append(Span(SafeText(foreign: speed), Ink(.faint)))
    }
    return line
  }

  private static func role(_ stage: StageClock.Stage) -> Role {
    switch stage {
    case .connect, .queue, .wait, .load, .prompt, .tool: .notice
    case .user: .warning
    case .think: .thinking
    case .answer: .success
    }
  }
}

extension AppState {
  /// The stages are shown while a turn runs, some seconds after it, and of an earlier turn that is scrolled to.
  var showsStages: Bool {
    guard let turn = turnInView else { return false }
    if turn.reply.isLive || session.transcript.last?.id != turn.id { return true }
    return stagesLeave.map { now < $0 } ?? false
  }

  /// When the picture changes though nothing happens: then the stages of the last reply have been read.
  package var alarm: Duration? { countsTime ? nil : stagesLeave.flatMap { now < $0 ? $0 : nil } }

  private var stagesLeave: Duration? {
    guard let end = session.transcript.settled.last?.reply.clock.spans.last?.end, end <= now else {
      return nil
    }
    return end + Self.stageLinger
  }

  static let stageLinger = Duration.seconds(10)
}
