import Engine

/// The model getting ready, large: who it is, how far it is, what comes next. It stands where a conversation is empty.
enum WarmUpCard {
  /// - Parameter rows: with few of them it says what happens, and not to whom.
  static func lines(_ state: AppState, width: Int, rows: Int) -> [Line] {
    let session = state.session
    var lines = rows < 9 ? [] : head(session, width: width) + [Line()]
    let trouble = WarmUpLabel.trouble(session.warmUp.state)
    if trouble.isEmpty {
      lines += progress(state, width: width)
      lines += [Line(), steps(session, width: width)]
    } else {
      for (text, role) in trouble {
        lines += Wrap.lines([Span(SafeText(foreign: text), Ink(role))], width: width)
      }
    }
    if let words = next(state) { lines += [Line(), words] }
    return lines
  }

  // MARK: Who

  private static func head(_ session: Session, width: Int) -> [Line] {
    let name = Sanitizer.sanitize(session.profile.model)
    var line = Line(SafeText(foreign: name), Ink(.heading))
    let facts = facts(session)
    let place = SafeText(foreign: Sanitizer.sanitize(session.server.name))
    var second = Line()
    if session.server.isSimulated {
      second.append(Span(ServerLabel.simulated, Ink(.warning)))
      second.append(Span(place, Ink(.faint)))
    } else {
      let address = SafeText(foreign: Sanitizer.sanitize(session.server.address))
      second.append(Span("\(place) · \(address)", Ink(.faint)))
    }
    guard !facts.isEmpty else { return [line, second] }
    let room = width - line.width - Glyph.width(of: facts)
    guard room >= 3 else {
      return [line, Line(SafeText(foreign: facts), Ink(.faint)), second]
    }
    line.append(Span(SafeText(repeating: " ", count: room), Ink(.text)))
    line.append(Span(SafeText(foreign: facts), Ink(.faint)))
    return [line, second]
  }

  /// `Q4_K_M · 2.5 GB · window 41k`
  private static func facts(_ session: Session) -> String {
    let model = session.activeModel
    return [
      model?.quantization.map { Sanitizer.sanitize($0) }, model?.sizeBytes.map(ModelLabel.size),
      session.window.map { ViewMessages.window(TokenFormatter.short($0)) },
    ].compactMap(\.self).joined(separator: " · ")
  }

  // MARK: How far

  private static func progress(_ state: AppState, width: Int) -> [Line] {
    let label = WarmUpLabel.of(state.session, now: state.now)
    let words = Span(SafeText(foreign: "\(label.dot) \(label.words)"), Ink(role(label)))
    guard let progress = label.progress else {
      return Wrap.lines([words], width: width)
    }
    let columns = max(10, min(40, width))
    // On the panes' ground, not on the bar's.
    let bar = Gauge.spans(progress, columns: columns, full: .borderFocused, empty: .border)
    return [Line(bar)] + Wrap.lines([words], width: width)
  }

  /// Of the bar's roles those that stand on the panes' ground.
  private static func role(_ label: WarmUpLabel) -> Role {
    switch label.role {
    case .statusReady: .success
    case .statusBad: .error
    case .statusBusy: .notice
    case .statusCloud: .warning
    default: .faint
    }
  }

  /// `✓ connected   ✓ model found   ◐ in memory`
  private static func steps(_ session: Session, width: Int) -> Line {
    let state = session.warmUp.state
    let isConnected =
      switch state {
      case .unknown, .probing, .starting, .offline, .needsToken: false
      default: true
      }
    let isListed = session.activeModel != nil
    let isReady = state == .ready
    let isLoading = session.warmUp.isLoading || session.warmUp.isDownloading
    // On the way there it is still to come, as the line above says: what has not been reached has no ◐.
    var steps = [(ViewMessages.connected, isConnected, false)]
    if session.server.location.isNear {
      steps.append((ViewMessages.found, isListed || isLoading, false))
      // Some servers tell nothing of their memory.
      let isLoaded = session.activeModel?.residency == .loaded || session.warmUp.lastLoad != nil
      if isLoading || !isReady || isLoaded {
        steps.append((ViewMessages.inMemory, isReady && isLoaded, isLoading))
      }
    }
    // What was not looked at is no step that is missing once it is ready.
    if isReady { steps = steps.filter(\.1) }
    let spans = steps.map { step in
      let (sign, role): (String, Role) =
        step.1 ? ("✓", .success) : step.2 ? ("◐", .notice) : ("○", .faint)
      return Span(SafeText(foreign: "\(sign) \(step.0)"), Ink(role))
    }
    let wide = line(of: spans, gap: 3)
    return wide.width > width ? line(of: spans, gap: 1) : wide
  }

  private static func line(of spans: [Span], gap: Int) -> Line {
    var line = Line()
    for (index, span) in spans.enumerated() {
      if index > 0 { line.append(Span(SafeText(repeating: " ", count: gap), Ink(.text))) }
      line.append(span)
    }
    return line
  }

  // MARK: What now

  private static func next(_ state: AppState) -> Line? {
    let session = state.session
    if let words = WarmUpLabel.wayOut(session, state.options.keymap) {
      return Line(SafeText(foreign: words), Ink(.notice))
    }
    // A cloud is not asked before it is needed.
    let waits = session.warmUp.state.isUnderWay && session.warmUp.state != .unknown
    let words = waits ? ViewMessages.typeNow : ViewMessages.askAnything
    return session.warmUp.state == .unknown && session.server.location.isNear
      ? nil : Line(SafeText(foreign: words), Ink(.text))
  }
}

/// Conversations to go on with, below an empty one.
enum RecentList {
  static func lines(_ state: AppState, width: Int) -> [Line] {
    let recent = state.session.recent
    guard !recent.isEmpty else { return [] }
    var head = Line(SafeText(foreign: ViewMessages.recent), Ink(.faint))
    if let key = state.options.keymap.hint(.pickConversation) {
      let words = ViewMessages.allConversations(key: key)
      let room = width - head.width - Glyph.width(of: words)
      if room > 2 {
        head.append(Span(SafeText(repeating: " ", count: room), Ink(.text)))
        head.append(Span(SafeText(foreign: words), Ink(.faint)))
      }
    }
    let rows = recent.map { summary in
      let detail = [
        CivilTime(milliseconds: summary.changed).date,
        say(Plural.count(summary.turnCount, "turn"), zh: "\(summary.turnCount) 轮"),
        Sanitizer.sanitize(summary.profile),
      ].filter { !$0.isEmpty }.joined(separator: " · ")
      let title = Line(SafeText(foreign: Sanitizer.sanitize(summary.title)), Ink(.text))
        .truncated(to: max(10, width - Glyph.width(of: detail) - 3))
      var line = title
      let room = width - title.width - Glyph.width(of: detail)
      guard room >= 1 else { return line }
      line.append(Span(SafeText(repeating: " ", count: room), Ink(.text)))
      line.append(Span(SafeText(foreign: detail), Ink(.faint)))
      return line
    }
    return [head] + rows
  }
}
