import Engine

/// The servers of the profiles; choosing one switches to its profile.
package struct ServerList: ListLayer {
  package var picker: Picker<String>

  init(_ session: Session) {
    let rows = ServerChoices(session).rows
    let selected = rows.firstIndex { $0.id == session.profile.providerID }
    picker = Picker(rows: rows, selected: selected ?? 0)
  }

  package func title(_ keymap: Keymap) -> String { LayersMessages.servers }

  package mutating func choose(
    _ row: Picker<String>.Row, in state: inout AppState
  ) -> LayerOutcome {
    guard let profile = ServerChoices.profile(ofServer: row.id, state.session) else {
      return .close()
    }
    return .close(state.switchTo(.named(profile.name)))
  }
}
