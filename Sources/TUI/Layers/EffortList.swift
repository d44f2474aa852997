import Engine

/// How much thinking the active model is asked for.
package struct EffortList: ListLayer {
  package var picker: Picker<String>

  init(_ session: Session) {
    let choices = EffortChoices(session)
    let rows =
      choices.levels.map {
        Picker<String>.Row(id: $0, text: $0, disabledReason: choices.obstacle)
      }
      + [
        Picker<String>.Row(
          id: "default", text: "default", detail: LayersMessages.serversDefault)
      ]
    let selected = rows.firstIndex { $0.id == choices.current ?? "default" }
    picker = Picker(rows: rows, selected: selected ?? 0)
  }

  package func title(_ keymap: Keymap) -> String { LayersMessages.effort }

  package mutating func choose(
    _ row: Picker<String>.Row, in state: inout AppState
  ) -> LayerOutcome {
    .close(state.set(effort: row.id))
  }
}
