import Engine

/// Keys while something stands over the panes.
extension AppState {
  var profilePicker: Picker {
    let rows = session.profiles.map { profile in
      Picker.Row(
        id: profile.name, text: Washer.wash(profile.name),
        detail: Washer.wash("\(profile.providerID) · \(profile.model)"))
    }
    let selected = session.profiles.firstIndex { $0.name == session.profile.name }
    return Picker(title: "profiles", rows: rows, selected: selected ?? 0)
  }

  mutating func pressInOverlay(_ key: KeyPress) -> [Command] {
    if key.key == .escape || key == KeyPress(.character("c"), .control) {
      let closed = overlay
      overlay = nil
      if case .choice(let choice, _) = closed { return leaving(choice) }
      return []
    }
    switch overlay {
    case .help(let top): overlay = Self.scrolled(help: top, by: key)
    case .choice(.overflow, _) where key.typed != nil:
      overlay = nil
      let commands = press(key)
      hint = Self.waitingHint
      return commands
    case .choice(let choice, let picker): return press(key, in: choice, picker)
    case .page(let page):
      overlay = Self.scrolled(page, by: key)
      return []
    case .confirm(let question):
      overlay = nil
      return key == KeyPress(.enter) || key == KeyPress(.character("y")) ? question.commands : []
    case .profiles(let picker):
      if key.key == .enter, let choice = picker.choice {
        overlay = nil
        return switchTo(.named(choice.id))
      }
    case .models(let picker): if let commands = press(key, inModels: picker) { return commands }
    case .conversations(let picker): if let commands = act(onKept: picker, key) { return commands }
    case nil: break
    }
    if let overlay, var picker = overlay.picker {
      let before = picker.query
      picker.press(key)
      self.overlay = overlay.with(picker)
      return (picker.query == before ? [] : searchKept(picker.query)) + lookAtChosen()
    }
    return []
  }

  static let waitingHint =
    "a waiting prompt does not fit · Enter on an empty line shows what can be done"

  /// The wheel moves what stands over the panes, never what is beneath.
  mutating func takeInOverlay(_ mouse: Mouse) -> [Command] {
    switch (mouse.kind, overlay) {
    case (_, .confirm), (_, nil): return []
    case (.wheelUp, _): return pressInOverlay(KeyPress(.up))
    case (.wheelDown, _): return pressInOverlay(KeyPress(.down))
    default: return []
    }
  }

  /// Any key that does not scroll a page closes it.
  private static func scrolled(_ page: Page, by key: KeyPress) -> Overlay? {
    var page = page
    switch key.key {
    case .up: page.top = max(0, page.top - 1)
    case .down: page.top = min(page.top + 1, page.lines.count - 1)
    case .pageUp: page.top = max(0, page.top - 10)
    case .pageDown: page.top = min(page.top + 10, page.lines.count - 1)
    case .home: page.top = 0
    case .end: page.top = max(0, page.lines.count - 1)
    default: return nil
    }
    return .page(page)
  }

  /// Any key that does not scroll the help closes it.
  private static func scrolled(help top: Int, by key: KeyPress) -> Overlay? {
    switch key.key {
    case .up: .help(top: max(0, top - 1))
    case .down: .help(top: top + 1)
    case .pageUp: .help(top: max(0, top - 10))
    case .pageDown: .help(top: top + 10)
    default: nil
    }
  }
}

extension Overlay {
  /// Whether what is typed or pasted belongs to it. The ways out of an overflow come by themselves,
  /// so words are the prompt's; a page takes none; and a question is not answered by a paste.
  var takesWords: Bool {
    switch self {
    case .choice(.overflow, _), .help, .page, .confirm: false
    default: true
    }
  }
}

extension Picker {
  mutating func press(_ key: KeyPress) {
    switch key.key {
    case .up: move(by: -1)
    case .down, .tab: move(by: 1)
    case .function: move(by: 1)
    case .pageUp: jump(by: -10)
    case .pageDown: jump(by: 10)
    case .backspace: eraseBack()
    default: if let character = key.typed { type(String(character)) }
    }
  }
}
