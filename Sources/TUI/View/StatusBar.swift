import Engine

/// One line that always tells: server, model, warm-up, profile, speed, context.
///
/// Each item knows shorter ways to say itself, and what each way is worth. On a narrow screen the
/// least worthy one gives way first, so that the warm-up's own word is the last to go.
enum StatusBar {
  struct Item {
    /// Longest first; after the last the item is left out.
    var variants: [Variant]
  }

  struct Variant {
    /// What it is worth to keep this one instead of the next.
    var worth: Int
    var spans: [Span]

    init(_ worth: Int, _ spans: [Span]) {
      self.worth = worth
      self.spans = spans
    }
  }

  static func draw(_ state: AppState, in rect: Rect, on surface: inout Surface) {
    surface.fill(rect, Cell(.space, Ink(.status)))
    let line = Line(line(state, columns: rect.columns))
    surface.write(line, at: Point(column: rect.column, row: rect.row), in: rect)
    let room = rect.columns - line.width - 4
    guard let keys = StatusKeys.line(state, columns: room) else { return }
    surface.write(
      keys, at: Point(column: rect.right - keys.width - 1, row: rect.row), in: rect)
  }

  static func line(_ state: AppState, columns: Int) -> [Span] {
    var items = items(state)
    while width(items) > columns, let weakest = weakest(items) {
      items[weakest].variants.removeFirst()
    }
    var spans = [Span(" ", Ink(.status))]
    for item in items {
      guard let variant = item.variants.first else { continue }
      if spans.count > 1 { spans.append(Span("   ", Ink(.status))) }
      spans += variant.spans
    }
    return spans
  }

  private static func weakest(_ items: [Item]) -> Int? {
    items.indices.filter { !items[$0].variants.isEmpty }.min {
      (items[$0].variants.first?.worth ?? 0) < (items[$1].variants.first?.worth ?? 0)
    }
  }

  private static func width(_ items: [Item]) -> Int {
    items.reduce(1) { total, item in
      guard let variant = item.variants.first else { return total }
      return total + 3 + variant.spans.reduce(0) { $0 + Glyph.width(of: $1.text) }
    } - 2
  }

  /// In the user's order, or the usual one; the warm-up's word is there even where it is not named.
  private static func items(_ state: AppState) -> [Item] {
    var wanted =
      state.options.statusItems.map { $0.compactMap(StatusItem.init(name:)) } ?? StatusItem.usual
    if !wanted.contains(.warmUp) { wanted.insert(.warmUp, at: min(1, wanted.count)) }
    let words = WarmUpLabel.of(state.session, now: state.now)
    return wanted.compactMap { item($0, state, words) }
  }

  private static func item(_ item: StatusItem, _ state: AppState, _ words: WarmUpLabel) -> Item? {
    // Not bound to a name: that would copy the session for each item.
    switch item {
    case .server: return server(state.session, words)
    case .model: return model(state.session)
    case .warmUp: return warmUp(words)
    case .profile: return profile(state.session)
    case .lock:
      return state.session.lock.isNear
        ? plain(46, LocationLabel.lock(state.session.lock), .statusCloud) : nil
    case .effort:
      return state.session.profile.effort.map {
        plain(14, ViewMessages.effort(Sanitizer.sanitize($0)))
      }
    case .speed: return speed(state.session, now: state.now)
    case .firstToken: return firstToken(state.session)
    case .context: return context(state.session)
    case .downloads: return downloads(state.session)
    case .kept:
      if case .failing = state.session.keeping {
        return plain(88, ViewMessages.notKept, .statusCloud)
      }
      return nil
    case .queue:
      return state.session.queue.isEmpty
        ? nil : plain(50, ViewMessages.queued(state.session.queue.count), .statusBusy)
    // At the right end, where there is room for it.
    case .help: return nil
    }
  }

  private static func plain(_ worth: Int, _ words: String, _ role: Role = .statusFaint) -> Item {
    Item(variants: [Variant(worth, [Span(SafeText(foreign: words), Ink(role))])])
  }

  /// From Enter to the first word of the last reply; `~` where our own clock measured it.
  private static func firstToken(_ session: Session) -> Item? {
    guard let reply = session.transcript.last?.reply else { return nil }
    if let told = reply.usage.timeToFirstToken {
      return plain(12, ViewMessages.firstWord(after: .seconds(told), isEstimate: false))
    }
    return reply.clock.timeToFirstToken.map {
      plain(12, ViewMessages.firstWord(after: $0, isEstimate: true))
    }
  }

  private static func server(_ session: Session, _ words: WarmUpLabel) -> Item {
    let dot = Span(SafeText(foreign: words.dot + " "), Ink(words.role))
    let name = Span(SafeText(foreign: session.server.name), Ink(.status))
    let address = Span(
      " \(SafeText(foreign: session.server.address))", Ink(.statusFaint))
    let simulated = Span(ServerLabel.simulated, Ink(.statusCloud))
    if session.server.isSimulated {
      return Item(
        variants: [
          Variant(28, [dot, simulated, name]), Variant(85, [dot, simulated]), Variant(95, [dot]),
        ])
    }
    if session.destination > .thisMachine {
      let sign = Span(
        ViewMessages.leaves(for: session.destination),
        Ink(session.destination > .network ? .statusCloud : .statusBusy))
      let place = Span(SafeText(foreign: session.route), Ink(.status))
      let last = Span(SafeText(foreign: session.destinationAddress), Ink(.status))
      let all = [
        Variant(47, [dot, sign, place]), Variant(48, [dot, sign, last]), Variant(85, [dot, sign]),
        Variant(95, [dot]),
      ]
      return Item(
        variants: session.route == session.destinationAddress ? Array(all.dropFirst()) : all)
    }
    return Item(
      variants: [
        Variant(28, [dot, name, address]), Variant(38, [dot, name]), Variant(95, [dot]),
      ])
  }

  /// Downloads that are not the active model's: that one is the warm-up's own word.
  private static func downloads(_ session: Session) -> Item? {
    let others = session.downloads.filter { $0.id.model != session.profile.model }
    guard let first = others.first else { return nil }
    let percent = first.progress.progress.map { " \(Int($0 * 100)) %" } ?? ""
    let name = ModelLabel.short(first.id.model)
    let more = others.count > 1 ? " +\(others.count - 1)" : ""
    return Item(variants: [
      Variant(30, [Span(SafeText(foreign: "↓ \(name)\(percent)\(more)"), Ink(.statusBusy))]),
      Variant(45, [Span(SafeText(foreign: "↓\(percent)"), Ink(.statusBusy))]),
    ])
  }

  private static func model(_ session: Session) -> Item {
    let name = Sanitizer.sanitize(session.profile.model)
    let short = ModelLabel.short(name)
    let quantization = session.activeModel?.quantization
    var variants: [Variant] = []
    if let quantization {
      let detail = Span(
        " \(SafeText(foreign: quantization))", Ink(.statusFaint))
      variants.append(Variant(8, [Span(SafeText(foreign: name), Ink(.status)), detail]))
    }
    if short != name { variants.append(Variant(26, [Span(SafeText(foreign: name), Ink(.status))])) }
    variants.append(Variant(40, [Span(SafeText(foreign: short), Ink(.status))]))
    return Item(variants: variants)
  }

  private static func warmUp(_ words: WarmUpLabel) -> Item {
    let text = Span(SafeText(foreign: words.words), Ink(words.role))
    var variants = [
      Variant(36, [text]), Variant(90, [Span(SafeText(foreign: words.brief), Ink(words.role))]),
    ]
    if words.brief == words.words { variants.removeFirst() }
    if let progress = words.progress {
      let gauge = [Span(" ", Ink(.status))] + Gauge.spans(progress, columns: 10)
      variants.insert(Variant(27, [text] + gauge), at: 0)
    }
    return Item(variants: variants)
  }

  private static func profile(_ session: Session) -> Item {
    let name = Span(SafeText(foreign: session.profile.name), Ink(.status, .bold))
    let word = Span(SafeText(foreign: ViewMessages.profile + " "), Ink(.statusFaint))
    return Item(variants: [Variant(6, [word, name]), Variant(45, [name])])
  }

  /// Tokens per second: of the live stage, else what the last reply's server measured.
  private static func speed(_ session: Session, now: Duration) -> Item? {
    guard let reply = session.transcript.last?.reply, let rate = ReplyRate(reply, now: now) else {
      return nil
    }
    let words = TokenFormatter.rate(rate.tokensPerSecond, isEstimate: rate.isEstimate)
    return Item(variants: [Variant(20, [Span(SafeText(foreign: words), Ink(.statusFaint))])])
  }

  /// How full the really loaded window is; `?` while its size is unknown.
  private static func context(_ session: Session) -> Item? {
    guard let usage = session.transcript.last?.reply.usage, let prompt = usage.promptTokens else {
      return nil
    }
    let used = prompt + (usage.completionTokens ?? 0)
    let words =
      if let window = session.window, window > 0 {
        ViewMessages.context(percent: used * 100 / window, of: window)
      } else {
        ViewMessages.context(used: used)
      }
    return Item(variants: [Variant(15, [Span(SafeText(foreign: words), Ink(.statusFaint))])])
  }
}
