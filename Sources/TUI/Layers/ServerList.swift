import Engine

/// Every server: where it is, what it has loaded, what it does and how it answers. Choosing one switches to its
/// profile.
package struct ServerList: ListLayer {
  package enum Row: Hashable, Sendable {
    case server(String)
    /// A device of LM Link, under the server that links it.
    case device(String, of: String)
    /// A model of several servers; the one where it is in memory, or could be.
    case model(String, at: String)
  }

  package var picker: Picker<Row>

  package static let columns = 140

  init(_ session: Session) {
    let rows = Self.rows(session, session.lastLife)
    let selected = rows.firstIndex { $0.id == .server(session.profile.providerID) }
    picker = Picker(rows: rows, selected: selected ?? 0)
  }

  package func title(_ keymap: Keymap) -> String { LayersMessages.servers }

  package func keys(_ keymap: Keymap) -> [KeyHint] {
    Self.keys(keymap, LayersMessages.switchesProfile)
  }

  /// Those of `servers` in a shell, as every list of the screen writes them.
  package var headings: [String] { ServerLabel.head.dropFirst().map { $0.lowercased() } }

  package mutating func opened(_ session: Session) -> [Command] { [.engine(.refreshFleet)] }

  package mutating func refresh(after old: Session, in state: AppState) -> [Command] {
    picker.refresh(Self.rows(state.session, state.now))
    if old.fleet.isEmpty, picker.query.isEmpty {
      picker.choose(id: .server(state.session.profile.providerID))
    }
    // What a warm-up or a look has found out is worth another round.
    return old.models == state.session.models ? [] : [.engine(.refreshFleet)]
  }

  package func emptyWords(_ session: Session) -> String {
    session.fleet.isEmpty && picker.query.isEmpty
      ? LayersMessages.asksServers : LayersMessages.nothingMatches
  }

  package mutating func choose(
    _ row: Picker<Row>.Row, in state: inout AppState
  ) -> LayerOutcome {
    let server: String
    switch row.id {
    case .server(let id), .device(_, of: let id): server = id
    case .model(let model, at: let id):
      return .close([.engine(.choose(model: model, providerID: id))])
    }
    guard let profile = ServerChoices.profile(ofServer: server, state.session) else {
      let report = state.session.fleet.first { $0.id == server && $0.state == .answered }
      if let model = report?.readiest {
        return .close([.engine(.choose(model: model.id, providerID: server))])
      }
      state.hint = LayersMessages.noProfile(of: server)
      return .stay()
    }
    return .close(state.switchTo(.named(profile.name)))
  }

  private static func rows(_ session: Session, _ now: Duration) -> [Picker<Row>.Row] {
    var rows: [(id: Row, label: ServerLabel)] = []
    for report in session.fleet {
      let isActive = report.id == session.profile.providerID
      rows.append((.server(report.id), ServerLabel(report, isActive: isActive, now: now)))
      for peer in report.devices?.peers ?? [] {
        rows.append((.device(peer.id, of: report.id), ServerLabel(peer)))
      }
    }
    let models = session.fleet.sharedModels.compactMap { model in
      model.places.first.map {
        (id: Row.model(model.name, at: $0.server), label: ServerLabel(model))
      }
    }
    return rows.map { id, label in
      var row = Picker<Row>.Row(id: id, text: label.cells.prefix(2).joined(separator: " "))
      row.cells = Array(label.cells.dropFirst(2))
      return row
    }
      // The places of a model are no columns of a server.
      + models.map { id, label in
        Picker.Row(
          id: id, text: label.cells[1], detail: label.cells.dropFirst(2).joined(separator: " "))
      }
  }
}
