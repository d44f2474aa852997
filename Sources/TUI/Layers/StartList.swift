import Engine

/// The ways to a first answer where no server is: one that runs here, one that can be started, a cloud, the demo.
package struct StartList: ListLayer {
  package enum Way: Hashable, Sendable {
    case use(model: String, at: String)
    case start(String)
    case profile(String)
    case again, lookAgain, profiles, doctor, demo, guide

    /// A server that runs.
    var isServer: Bool { if case .use = self { true } else { false } }
  }

  package enum Occasion: Sendable {
    /// The server of the profile does not answer.
    case noServer
    /// `--oss`, and nothing says which local server is meant.
    case whichServer
  }

  package var picker: Picker<Way>
  let occasion: Occasion
  private var digit: DigitChoice<Way>?

  init(_ session: Session, _ occasion: Occasion = .noServer) {
    self.occasion = occasion
    picker = Picker(rows: Self.rows(session, occasion))
  }

  package func title(_ keymap: Keymap) -> String {
    switch occasion {
    case .noServer: StartListMessages.noServer
    case .whichServer:
      picker.rows.contains { $0.id.isServer }
        ? StartListMessages.whichServer : StartListMessages.noServer
    }
  }

  package func keys(_ keymap: Keymap) -> [KeyHint] {
    let digits = picker.rows.count < 2 ? "1" : "1–\(min(9, picker.rows.count))"
    return [
      (key: digits + " Enter", does: LayersMessages.chooses),
      (key: "Esc", does: LayersMessages.closes),
    ]
  }

  package var invitation: String { StartListMessages.invitation }

  package mutating func opened(_ session: Session) -> [Command] { [.engine(.refreshFleet)] }

  package mutating func refresh(after old: Session, in state: AppState) -> [Command] {
    let isAtFirst = picker.selected == 0 && digit == nil
    picker.refresh(Self.rows(state.session, occasion))
    // A server that answers comes first, and so is chosen, unless the user chose.
    if isAtFirst, let first = picker.rows.first, first.id.isServer {
      picker.choose(id: first.id)
    }
    return []
  }

  /// It opens by itself, so words are the prompt's; a digit alone is a row's.
  package mutating func handle(_ key: KeyPress, in state: inout AppState) -> LayerOutcome {
    if state.options.keymap.action(for: key, in: .list) != nil {
      digit = nil
      return handleAsList(key, in: &state)
    }
    guard digit == nil, let typed = key.typed, typed.isASCII, let number = typed.wholeNumberValue,
      picker.rows.indices.contains(number - 1)
    else {
      putDigit(into: &state)
      return .pass(hint: nil)
    }
    let way = picker.rows[number - 1].id
    picker.choose(id: way)
    // What leaves this machine wants an Enter.
    let leaves = if case .profile = way { true } else { false }
    digit = DigitChoice(typed, of: way, chooses: !leaves)
    return .stay()
  }

  package var countsTime: Bool { digit?.chooses == true }

  package mutating func pass(to now: Duration, in state: inout AppState) -> LayerOutcome? {
    guard digit?.isDecided(at: now) == true else { return .stay() }
    defer { digit = nil }
    guard let row = picker.choice, row.id == digit?.id else { return .stay() }
    return choose(row, in: &state)
  }

  package mutating func insert(_ text: String, in state: inout AppState) -> [Command]? {
    putDigit(into: &state)
    return nil
  }

  /// It began a prompt.
  private func putDigit(into state: inout AppState) {
    if let digit { state.composer.insert(String(digit.digit)) }
  }

  package mutating func choose(
    _ row: Picker<Way>.Row, in state: inout AppState
  ) -> LayerOutcome {
    switch row.id {
    case .use(let model, let server):
      return .close([.engine(.choose(model: model, providerID: server))])
    case .start(let server): return .close([.engine(.start(providerID: server))])
    case .again: return .close([.engine(.warmUp)])
    case .lookAgain: return .stay([.engine(.refreshFleet)])
    case .profiles: return LayerRequest.profiles.replacing(in: state)
    case .doctor: return LayerRequest.loadDoctor.replacing(in: state)
    case .profile(let name): return .close(state.switchTo(.named(name)))
    case .demo: return .close([.demo])
    case .guide:
      let lines = StartListMessages.guide.map { Line(SafeText(foreign: $0), Ink(.overlay)) }
      return LayerRequest.text(title: StartListMessages.guideTitle, lines).replacing(in: state)
    }
  }

  // MARK: The ways

  private static func rows(
    _ session: Session, _ occasion: Occasion
  ) -> [Picker<Way>.Row] {
    var rows: [Picker<Way>.Row] = []
    func add(_ way: Way, _ words: String, _ detail: String) {
      let number = rows.count < 9 ? "\(rows.count + 1)  " : "   "
      rows.append(Picker.Row(id: way, text: number + words, detail: detail))
    }
    // Another machine is nothing to go to by the first key.
    for report in session.fleet
    where report.state == .answered && report.location == .thisMachine {
      guard let model = report.readiest else { continue }
      let details = [model.id, ModelLabel.residency(model.residency), report.address]
      add(
        .use(model: model.id, at: report.id),
        StartListMessages.use(Sanitizer.sanitize(report.kind?.name ?? report.name)),
        Sanitizer.sanitize(details.joined(separator: " · ")))
    }
    let answering = Set(session.fleet.filter { $0.state == .answered }.map(\.id))
    for server in session.startable where !answering.contains(server.providerID) {
      add(
        .start(server.providerID), StartListMessages.start(Sanitizer.sanitize(server.name)),
        Sanitizer.sanitize(server.command))
    }
    if occasion == .noServer {
      add(.again, LoadDoctorMessages.tryAgain, Sanitizer.sanitize(session.server.address))
    }
    if occasion == .whichServer, !rows.contains(where: { $0.id.isServer }) {
      add(.lookAgain, StartListMessages.lookAgain, "")
    }
    add(.demo, StartListMessages.tryDemo, StartListMessages.demoNeedsNothing)
    add(.guide, StartListMessages.howToServer, StartListMessages.threeWays)
    if occasion == .noServer { add(.doctor, LoadDoctorMessages.whatIsKnown, "") }
    if session.profiles.count > 2 {
      let names = session.profiles.map { Sanitizer.sanitize($0.name) }.joined(separator: ", ")
      add(.profiles, LoadDoctorMessages.profiles, names)
    }
    // Last: it comes to be known last, and no number changes for it.
    let clouds = occasion == .whichServer ? [] : session.fleet.filter { $0.location == .cloud }
    let names = clouds.flatMap(\.profiles)
    if let cloud = session.profiles.first(where: { names.contains($0.name) }) {
      let detail = StartListMessages.cloud(cloud.name, model: cloud.model)
      add(.profile(cloud.name), StartListMessages.useCloud, Sanitizer.sanitize(detail))
    }
    return rows
  }
}

extension AppState {
  /// The user has yet to say which local server is meant.
  package var asksServer: Bool { (layer as? StartList)?.occasion == .whichServer }

  /// No server answers and nothing was said yet: the ways to one open by themselves, once, unless the user types.
  mutating func noticeNoServer(after old: Session) -> [Command] {
    guard session.warmUp.isOffline, !old.warmUp.isOffline else {
      if !session.warmUp.isOffline, (layer as? StartList)?.occasion == .noServer { layer = nil }
      return []
    }
    guard session.transcript.isEmpty, session.queue.isEmpty, composer.isEmpty, layer == nil,
      session.server.location == .thisMachine, !session.server.isSimulated
    else { return [] }
    var list = StartList(session)
    let questions = list.opened(session)
    layer = list
    return questions
  }
}
