import Engine

/// The lists of servers, efforts, themes and earlier prompts, and what choosing does.
extension AppState {
  mutating func open(_ choice: Choice) {
    overlay = .choice(choice, picker(choice))
  }

  private func picker(_ choice: Choice) -> Picker {
    switch choice {
    case .server:
      let rows = ServerRows.rows(self)
      let here = rows.firstIndex { $0.id == session.profile.providerID }
      return Picker(
        title: "servers · Enter switches to its profile", rows: rows, selected: here ?? 0)
    case .effort:
      let choices = EffortChoices(session)
      let rows =
        choices.levels.map { Picker.Row(id: $0, text: $0, obstacle: choices.obstacle) }
        + [Picker.Row(id: "default", text: "default", detail: "what the server does by itself")]
      let here = rows.firstIndex { $0.id == choices.current ?? "default" }
      return Picker(title: "reasoning effort", rows: rows, selected: here ?? 0)
    case .theme:
      let rows = themes.themes.map {
        Picker.Row(id: $0.name, text: Washer.wash($0.name), detail: $0.appearance.rawValue)
      }
      let here = themes.themes.firstIndex { $0.name == themes.worn.name }
      return Picker(title: "themes · Enter keeps for this run", rows: rows, selected: here ?? 0)
    case .history:
      let rows = history.latest(1000).map { index, prompt in
        Picker.Row(id: "\(index)", text: Washer.wash(Self.brief(prompt)))
      }
      return Picker(title: "prompts sent before", rows: rows)
    case .overflow: return overflowPicker
    }
  }

  /// One line of a prompt, cut where a list ends.
  static func brief(_ prompt: String) -> String {
    String(prompt.prefix(300).map { $0.isNewline ? "⏎" : $0 })
  }

  mutating func press(_ key: KeyPress, in choice: Choice, _ picker: Picker) -> [Command] {
    if key == KeyPress(.enter), let row = picker.choice {
      if let obstacle = row.obstacle {
        hint = obstacle
        return []
      }
      overlay = nil
      return choose(row.id, of: choice)
    }
    var picker = picker
    // Ctrl+R again goes on to an older one.
    if choice == .history, key == KeyPress(.character("r"), .control) {
      picker.move(by: 1)
    } else {
      picker.press(key)
    }
    overlay = .choice(choice, picker)
    guard choice == .theme, let name = picker.choice?.id else { return [] }
    return [.screen(.theme(themes.theme(named: name) ?? themes.worn))]
  }

  /// Esc: a theme that was only looked at goes.
  func leaving(_ choice: Choice) -> [Command] {
    choice == .theme ? [.screen(.theme(themes.worn))] : []
  }

  private mutating func choose(_ id: String, of choice: Choice) -> [Command] {
    switch choice {
    case .server:
      guard let profile = ServerRows.profile(ofServer: id, self) else { return [] }
      return switchTo(.named(profile.name))
    case .effort: return set(effort: id)
    case .overflow: return choose(overflow: id)
    case .theme: return use(themeNamed: id)
    case .history:
      if let index = Int(id) { recall(history.entry(index)) }
      return []
    }
  }

  mutating func use(themeNamed name: String) -> [Command] {
    guard let chosen = themes.theme(named: name) else {
      let near = NearestMatch.of(name, among: themes.themes.map(\.name))
      hint = "there is no theme \(Washer.wash(name))" + (near.map { "; did you mean \($0)?" } ?? "")
      return []
    }
    hint =
      "theme \(Washer.wash(name)) for this run; [tui] theme = \"\(Washer.wash(name))\" keeps it"
    themes.wish = name
    return [.screen(.theme(chosen))]
  }

  mutating func set(effort level: String) -> [Command] {
    let choices = EffortChoices(session)
    guard level == "default" || choices.levels.contains(level) else {
      hint = choices.obstacle ?? "effort can be \(choices.levels.joined(separator: ", "))"
      return []
    }
    hint = "reasoning effort: \(level)" + (session.isReplying ? ", from the next turn on" : "")
    return [.engine(.adjust(.effort(level == "default" ? nil : level)))]
  }

  mutating func moveEffort(by step: Int) -> [Command] {
    let choices = EffortChoices(session)
    if let obstacle = choices.obstacle {
      hint = obstacle
      return []
    }
    guard let level = choices.moved(by: step) else {
      let end = step < 0 ? "least" : "most"
      hint = "\(choices.current ?? "this") is the \(end) this model can be asked for"
      return []
    }
    return set(effort: level)
  }
}

/// Servers of the profiles, as rows of a picker.
enum ServerRows {
  static func rows(_ state: AppState) -> [Picker.Row] {
    var seen: Set<String> = []
    return state.session.profiles.filter { seen.insert($0.providerID).inserted }.map { profile in
      let isHere = profile.providerID == state.session.profile.providerID
      let profiles = state.session.profiles.filter { $0.providerID == profile.providerID }
        .map(\.name).joined(separator: ", ")
      let place = isHere ? " · \(state.session.server.address)" : ""
      return Picker.Row(
        id: profile.providerID, text: Washer.wash(profile.providerID),
        detail: Washer.wash((isHere ? "● in use" : "profiles: " + profiles) + place))
    }
  }

  /// The profile that is asked when a server is chosen: the active one if it is there already.
  static func profile(ofServer id: String, _ state: AppState) -> Profile? {
    if state.session.profile.providerID == id { return state.session.profile }
    return state.session.profiles.first { $0.providerID == id }
  }
}
