/// The themes there are, the one the user wants, and the one that is worn.
///
/// A wish may leave the choice between dark and light to the terminal: `nil` and `auto` mean the
/// default themes, `solarized` the pair `solarized-dark` and `solarized-light`.
package struct ThemeCatalog: Equatable, Sendable {
  /// By name, the built-in ones first; a file takes the place of a built-in one.
  package private(set) var themes: [Theme]
  /// The name from the configuration or the picker.
  package var wish: String?
  /// What the terminal says of its background; `nil` until it answers, if it ever does.
  package var appearance: Theme.Appearance?

  package init(
    _ files: [Theme] = [], wish: String? = nil, appearance: Theme.Appearance? = nil
  ) {
    self.wish = wish
    self.appearance = appearance
    themes = Theme.builtIn
    put(files)
  }

  /// Adds themes from files; of two with one name the first counts.
  package mutating func put(_ files: [Theme]) {
    var seen: Set<String> = []
    for theme in files where seen.insert(theme.name).inserted {
      if let index = themes.firstIndex(where: { $0.name == theme.name }) {
        themes[index] = theme
      } else {
        themes.append(theme)
      }
    }
    let builtIn = Theme.builtIn.count
    themes[builtIn...].sort { $0.name < $1.name }
  }

  /// What the screen shows: the wished theme, or the default one where there is none of that name.
  package var active: Theme { theme(named: wish) ?? theme(named: nil) ?? .standard }

  /// The theme of a name, `nil` when there is none.
  package func theme(named name: String?) -> Theme? {
    for candidate in Self.candidates(name, on: appearance) {
      if let theme = themes.first(where: { $0.name == candidate }) { return theme }
    }
    return nil
  }

  /// The names of themes, hence of files, that a wish can mean, the best first.
  package static func candidates(_ wish: String?, on appearance: Theme.Appearance?) -> [String] {
    let isLight = appearance == .light
    guard let wish, wish != "auto" else { return [isLight ? "light" : "default"] }
    return [wish, wish + (isLight ? "-light" : "-dark"), wish + (isLight ? "-dark" : "-light")]
  }
}
