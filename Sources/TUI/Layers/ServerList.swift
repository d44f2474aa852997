import Engine

/// Every server: where it is, what it has loaded, what it does and how it answers. Choosing one switches to its
/// profile.
package struct ServerList: ListLayer {
  package var picker: Picker<String>

  package static let columns = 140

  init(_ session: Session) {
    let rows = Self.rows(session, session.lastLife)
    let selected = rows.firstIndex { $0.id == session.profile.providerID }
    picker = Picker(rows: rows, selected: selected ?? 0)
  }

  package func title(_ keymap: Keymap) -> String { LayersMessages.servers }

  package mutating func opened(_ session: Session) -> [Command] { [.engine(.refreshFleet)] }

  package mutating func refresh(after old: Session, in state: AppState) -> [Command] {
    picker.refresh(Self.rows(state.session, state.now))
    if old.fleet.isEmpty, picker.query.isEmpty {
      picker.choose(id: state.session.profile.providerID)
    }
    // What a warm-up or a look has found out is worth another round.
    return old.models == state.session.models ? [] : [.engine(.refreshFleet)]
  }

  package func emptyWords(_ session: Session) -> String {
    session.fleet.isEmpty && picker.query.isEmpty
      ? LayersMessages.asksServers : LayersMessages.nothingMatches
  }

  package mutating func choose(
    _ row: Picker<String>.Row, in state: inout AppState
  ) -> LayerOutcome {
    guard let profile = ServerChoices.profile(ofServer: row.id, state.session) else {
      state.hint = LayersMessages.noProfile(of: row.id)
      return .stay()
    }
    return .close(state.switchTo(.named(profile.name)))
  }

  private static func rows(_ session: Session, _ now: Duration) -> [Picker<String>.Row] {
    let labels = session.fleet.map {
      ServerLabel($0, isActive: $0.id == session.profile.providerID, now: now)
    }
    let lines = Columns.lines(labels.map(\.cells))
    return zip(session.fleet, lines).map { Picker.Row(id: $0.id, text: $1) }
  }
}
