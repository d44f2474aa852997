/// The themes; each is shown while it is chosen in the list.
package struct ThemeList: ListLayer {
  package var picker: Picker<String>

  init(_ themes: ThemeCatalog) {
    let rows = themes.themes.map {
      Picker<String>.Row(
        id: $0.name, text: Sanitizer.sanitize($0.name),
        detail: LayersMessages.appearance($0.appearance))
    }
    let selected = themes.themes.firstIndex { $0.name == themes.active.name }
    picker = Picker(rows: rows, selected: selected ?? 0)
  }

  package func title(_ keymap: Keymap) -> String { LayersMessages.themes }

  package func keys(_ keymap: Keymap) -> [KeyHint] {
    Self.keys(keymap, LayersMessages.keepsForRun)
  }

  package mutating func choose(
    _ row: Picker<String>.Row, in state: inout AppState
  ) -> LayerOutcome {
    .close(state.use(themeNamed: row.id))
  }

  package mutating func didChange(query: Bool, in state: AppState) -> [Command] {
    guard let name = picker.choice?.id else { return [] }
    return [.screen(.theme(state.themes.theme(named: name) ?? state.themes.active))]
  }

  /// A theme that was only looked at goes.
  package func cancel(in state: AppState) -> [Command] { [.screen(.theme(state.themes.active))] }
}
