import Engine

/// How the screen looks: its theme, and what it does with emoji.
extension AppState {
  /// Draws emoji as the user wants them; the panes begin anew.
  package mutating func use(emoji: Sanitizer.Emoji) {
    panes = Panes(emoji: emoji)
  }

  /// Takes what the terminal says of its background.
  mutating func handle(_ report: TerminalReport) -> [Command] {
    if case .marked(let text) = report, terminal.awaitsMarked {
      terminal.awaitsMarked = false
      return reduce(.input(.paste(text)))
    }
    guard let appearance = report.appearance else { return [] }
    return wear { $0.appearance = appearance }
  }

  /// Changes the shelf and shows the theme that is worn then, if it is another one.
  ///
  /// A picker previews with `.screen(.theme(…))`, keeps its choice with `wear { $0.wish = name }`
  /// and goes back with `.screen(.theme(themes.worn))`.
  mutating func wear(_ change: (inout ThemeCatalog) -> Void) -> [Command] {
    let before = themes.active
    change(&themes)
    return themes.active == before ? [] : [.screen(.theme(themes.active))]
  }

  mutating func use(themeNamed name: String) -> [Command] {
    guard let chosen = themes.theme(named: name) else {
      let near = NearestMatch.of(name, among: themes.themes.map(\.name))
      hint = StateMessages.noTheme(Sanitizer.sanitize(name), near: near)
      return []
    }
    hint = StateMessages.theme(Sanitizer.sanitize(name))
    themes.wish = name
    return [.screen(.theme(chosen))]
  }
}
