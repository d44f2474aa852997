import Engine

/// A race: in each lane the thinking as a line, the answer, the stages and the figures.
enum RacePane {
  static func draw(
    _ state: AppState, _ race: Race, _ layout: RaceLayout, on surface: inout Surface
  ) {
    let panes = state.panes.race
    for (index, lane) in race.lanes.enumerated() where index < panes.lanes.count {
      let place = layout.lanes[index]
      let isFocused = state.focus != .composer && panes.focused == index
      PaneHead.draw(
        title(race, index), more: PaneView.more(panes.lanes[index].response.linesBelow),
        in: place.frame, isFocused: isFocused, on: &surface)
      if place.frame.whole.right < state.size.columns {
        PaneHead.divide(
          place.frame.whole.right, from: place.frame, isFocused: false, on: &surface)
      }
      drawThinking(lane, panes, index, state, place, on: &surface)
      PaneView.draw(panes.lanes[index].response, in: place.text, on: &surface)
      PaneView.drawSelection(panes.lanes[index].response, in: place.text, on: &surface)
      write(stages(lane, now: state.now, place.stages.columns), in: place.stages, on: &surface)
      write(
        figures(race, index, columns: place.figures.columns, now: state.now), in: place.figures,
        on: &surface)
    }
  }

  private static func write(_ line: Line, in rect: Rect, on surface: inout Surface) {
    guard !rect.isEmpty else { return }
    surface.write(
      line.truncated(to: rect.columns), at: Point(column: rect.column, row: rect.row), in: rect)
  }

  /// `1 local · qwen3-4b`; a number alone while names are hidden.
  static func title(_ race: Race, _ index: Int) -> SafeText {
    let profile = race.lanes[index].profile
    return SafeText(
      foreign: race.isBlind
        ? ViewMessages.blindLane(index + 1)
        : ViewMessages.lane(
          index + 1, profile: Sanitizer.sanitize(profile.name),
          model: Sanitizer.sanitize(profile.model)))
  }

  private static func drawThinking(
    _ lane: Race.Lane, _ panes: RacePanes, _ index: Int, _ state: AppState,
    _ place: RaceLayout.Lane, on surface: inout Surface
  ) {
    guard lane.reply.hasThought else { return }
    var own = state
    own.session = lane.session
    let sign = place.thinking == nil ? "▸ " : "▾ "
    write(
      Line("\(SafeText(foreign: sign))\(ThinkingPane.title(own))", Ink(.faint)), in: place.fold,
      on: &surface)
    if let area = place.thinking {
      PaneView.draw(panes.lanes[index].thinking, in: area, on: &surface)
    }
  }

  /// What the lane does, or what it took.
  private static func stages(_ lane: Race.Lane, now: Duration, _ columns: Int) -> Line {
    switch lane.state {
    case .waiting: return Line(SafeText(foreign: ViewMessages.laneWaits), Ink(.faint))
    case .running where !lane.reply.hasSaidSomething:
      let label = WarmUpLabel.of(lane.session, now: now)
      return Line(SafeText(foreign: label.dot + " " + label.words), Ink(label.role))
    case .running, .ended: return StageLine.line(lane.reply, now: now, columns: columns)
    }
  }

  /// `first 0.4 s · 41 tok/s · 310 tok · 9.1 s`, a mark before what was best.
  ///
  /// On a narrow lane the count of tokens goes first, then the whole time.
  static func figures(_ race: Race, _ index: Int, columns: Int, now: Duration) -> Line {
    let figures = RaceFigures(race.lanes[index], now: now)
    var parts: [(kind: RaceFigures.Kind?, words: String)] = []
    if let first = figures.firstToken {
      parts.append((.firstToken, ViewMessages.firstWord(ofLane: first)))
    }
    if let rate = figures.rate {
      parts.append(
        (.rate, TokenFormatter.rate(rate.tokensPerSecond, isEstimate: rate.isEstimate)))
    }
    if figures.pieces > 0 {
      parts.append((nil, TokenFormatter.count(figures.tokens, or: figures.pieces)))
    }
    if race.lanes[index].state != .waiting {
      parts.append((.time, TimeFormatter.seconds(figures.time)))
    }
    if let cost = figures.cost { parts.append((.cost, CostFormatter.dollars(cost))) }
    for spare in [nil, RaceFigures.Kind.time]
    where parts.reduce(-3, { $0 + Glyph.width(of: $1.words) + 4 }) > columns {
      parts.removeAll { $0.kind == spare }
    }
    var line = Line()
    for (place, part) in parts.enumerated() {
      let isBest =
        part.kind.map { RaceFigures.winner($0, race, now: now) == index } ?? false
      if place > 0 { line.append(Span(" · ", Ink(.faint))) }
      line.append(
        Span(
          SafeText(foreign: (isBest ? "•" : "") + part.words), Ink(isBest ? .heading : .faint)))
    }
    return line
  }
}

extension AppState {
  /// Brings the lanes' layouts up to date.
  mutating func layOutRace(_ race: Race, _ layout: RaceLayout) {
    for (index, lane) in race.lanes.enumerated()
    where index < panes.race.lanes.count {
      let shown = race.shown(index)
      let source = PaneSource(
        transcript: Transcript(of: shown), turn: lane.turn, isRaw: options.isRaw)
      let place = layout.lanes[index]
      panes.race.lanes[index].response.layOut(source, place.text.size)
      if let area = place.thinking {
        panes.race.lanes[index].thinking.layOut(source, area.size)
      }
    }
  }
}

extension Race {
  /// A lane's turn as the screen shows it.
  func shown(_ index: Int) -> Turn {
    isBlind
      ? lanes[index].turn.withoutNames(ViewMessages.blindLane(index + 1)) : lanes[index].turn
  }
}

extension Turn {
  /// Who answers stays hidden.
  fileprivate func withoutNames(_ name: String) -> Turn {
    var turn = self
    turn.reply.source = Reply.Source(
      profile: ViewMessages.namedLater, provider: "", requestedModel: name)
    return turn
  }
}
