import Engine

/// What is known around a load that failed, is slow or is stuck, and the ways out as a list.
package struct LoadDoctor: ListLayer {
  package enum Step: Hashable, Sendable {
    case stop, start, tryAgain, words, models, profiles, otherWays
    case unload(String)
    /// Tokens of a window.
    case window(Int)
    case download(String)
  }

  package var picker: Picker<Step>

  init(_ session: Session) { picker = Picker(rows: Self.rows(session)) }

  package var tellsWarmUp: Bool { true }

  package func title(_ keymap: Keymap) -> String { LoadDoctorMessages.title }

  package mutating func opened(_ session: Session) -> [Command] { [.engine(.examineLoad)] }

  package mutating func refresh(after old: Session, in state: AppState) -> [Command] {
    let session = state.session
    picker.refresh(Self.rows(session))
    // Another load, or the end of one, is looked into anew.
    let isNews =
      old.warmUp.isLoading != session.warmUp.isLoading || old.profile.id != session.profile.id
      || old.activity == .managingModel && session.activity != .managingModel
    return isNews ? [.engine(.examineLoad)] : []
  }

  package mutating func choose(
    _ row: Picker<Step>.Row, in state: inout AppState
  ) -> LayerOutcome {
    let session = state.session
    switch row.id {
    case .stop: return .stay([.engine(.stop)])
    case .start: return session.launch.map { .replace(Question($0)) } ?? .stay()
    case .tryAgain: return .stay([.engine(.warmUp)])
    case .words: return .replace(TextPage(title: row.text, lines: words(session)))
    case .models: return LayerRequest.models.replacing(in: state)
    case .profiles: return LayerRequest.profiles.replacing(in: state)
    case .otherWays: return LayerRequest.start.replacing(in: state)
    case .unload(let model):
      let unload = EngineCommand.unload(model: model, providerID: session.profile.providerID)
      let stop = session.warmUp.isLoading ? [Command.engine(.stop)] : []
      return .stay(stop + [.engine(unload), .engine(.warmUp)])
    case .window(let tokens): return .stay([.engine(.loadAgain(window: tokens))])
    case .download(let model): return LayerRequest.download(model).replacing(in: state)
    }
  }

  private func words(_ session: Session) -> [Line] {
    let words = [session.loadFindings?.heard, session.loadFindings?.words].compactMap(\.self)
    return ErrorPage.lines(session)
      + words.flatMap { words in
        let head = LoadDoctorMessages.wrote(Sanitizer.sanitize(words.source))
        return [Line(), Line(SafeText(foreign: head), Ink(.heading))]
          + ForeignText.lines(words.lines.joined(separator: "\n"), .overlay)
      }
  }

  // MARK: The steps

  private static func rows(_ session: Session) -> [Picker<Step>.Row] {
    let warmUp = session.warmUp
    let findings = session.loadFindings ?? LoadFindings()
    var rows: [Picker<Step>.Row] = []
    func add(_ step: Step, _ text: String, _ detail: String = "") {
      rows.append(Picker.Row(id: step, text: text, detail: detail))
    }
    if warmUp.isLoading { add(.stop, LoadDoctorMessages.stop) }
    if warmUp.isOffline, let launch = session.launch {
      add(
        .start,
        QuestionMessages.launch(Sanitizer.sanitize(launch.name), isWaking: launch.isWaking),
        Sanitizer.sanitize(launch.words))
    }
    if case .modelMissing = warmUp.state, session.server.kind?.canDownload == true {
      add(.download(session.profile.model), LoadDoctorMessages.download)
    }
    if !warmUp.state.isUnderWay { add(.tryAgain, LoadDoctorMessages.tryAgain) }
    if session.server.kind?.canUnload == true {
      for model in findings.others {
        add(
          .unload(model.id), LoadDoctorMessages.unload(Sanitizer.sanitize(model.id)),
          model.sizeBytes.map(ModelLabel.size) ?? "")
      }
    }
    if session.server.kind?.canResizeContext == true, findings.model != nil, canLoad(warmUp) {
      for (window, detail) in windows(findings) {
        add(.window(window), LoadDoctorMessages.load(window: window), detail)
      }
    }
    add(.models, LoadDoctorMessages.models)
    add(.profiles, LoadDoctorMessages.profiles)
    if warmUp.isOffline, session.server.location == .thisMachine, session.transcript.isEmpty {
      add(.otherWays, StartListMessages.otherWays)
    }
    if findings.words != nil || findings.heard != nil || session.lastError != nil {
      add(.words, LoadDoctorMessages.everyWord)
    }
    return rows
  }

  private static func canLoad(_ warmUp: WarmUp) -> Bool {
    switch warmUp.state {
    case .notLoaded, .failed, .loading: true
    default: false
    }
  }

  /// Windows with which it was loaded before, else half of the one that is asked for.
  private static func windows(_ findings: LoadFindings) -> [(Int, String)] {
    let earlier = findings.earlier.compactMap { loads -> (Int, String)? in
      guard let window = loads.window, window != findings.window else { return nil }
      return (window, LoadDoctorMessages.worked(loads))
    }
    guard earlier.isEmpty, let asked = findings.window, asked > 4096 else {
      return Array(earlier.prefix(2))
    }
    return [(asked / 2, LoadDoctorMessages.halfWindow)]
  }

  // MARK: The picture

  package func draw(_ state: AppState, in screen: Rect, on surface: inout Surface) -> Point? {
    let session = state.session
    let width = min(Self.columns, screen.columns - 2) - 4
    let lines = LoadDoctorText.lines(session, now: state.now, width: width)
    let room = max(0, screen.rows - 2 - picker.matches.count - 4)
    let most = max(0, room - lines.count)
    let words = LoadDoctorText.words(session, width: width, most: most)
    let shown = (lines + words).prefix(max(1, room))
    let box = LayerBox.rect(
      columns: Self.columns, rows: shown.count + picker.matches.count + 4, in: screen)
    LayerBox.open(
      box, title: title(state.options.keymap), keys: keys(state.options.keymap), on: &surface)
    var text = box.inset(columns: 2, rows: 1)
    for line in shown {
      surface.write(line, at: Point(column: text.column, row: text.row), in: text)
      text.row += 1
      text.rows -= 1
    }
    text.row += 1
    text.rows -= 1
    return ListView.draw(picker, form(state), inside: text, on: &surface)
  }
}
