import Engine

/// The profiles; the chosen one is asked next.
package struct ProfileList: ListLayer {
  package var picker: Picker<String>

  init(_ session: Session) {
    let rows = session.profiles.map { profile in
      Picker<String>.Row(
        id: profile.name, text: Sanitizer.sanitize(profile.name),
        detail: Sanitizer.sanitize("\(profile.providerID) · \(profile.model)"))
    }
    let selected = session.profiles.firstIndex { $0.name == session.profile.name }
    picker = Picker(rows: rows, selected: selected ?? 0)
  }

  package func title(_ keymap: Keymap) -> String { LayersMessages.profiles }

  package func keys(_ keymap: Keymap) -> [KeyHint] {
    Self.keys(keymap, LayersMessages.uses)
  }

  package mutating func choose(
    _ row: Picker<String>.Row, in state: inout AppState
  ) -> LayerOutcome {
    .close(state.switchTo(.named(row.id)))
  }
}
