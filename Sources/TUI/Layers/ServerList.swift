import Engine

/// The servers of the profiles; choosing one switches to its profile.
package struct ServerList: ListLayer {
  package var picker: Picker<String>

  init(_ session: Session) {
    var seen: Set<String> = []
    let rows = session.profiles.filter { seen.insert($0.providerID).inserted }.map { profile in
      let isHere = profile.providerID == session.profile.providerID
      let profiles = session.profiles.filter { $0.providerID == profile.providerID }
        .map(\.name).joined(separator: ", ")
      let address = isHere ? " · \(session.server.address)" : ""
      return Picker<String>.Row(
        id: profile.providerID, text: Sanitizer.sanitize(profile.providerID),
        detail: Sanitizer.sanitize((isHere ? "● in use" : "profiles: " + profiles) + address))
    }
    let selected = rows.firstIndex { $0.id == session.profile.providerID }
    picker = Picker(rows: rows, selected: selected ?? 0)
  }

  package func title(_ keymap: Keymap) -> String { "servers · Enter switches to its profile" }

  package mutating func choose(
    _ row: Picker<String>.Row, in state: inout AppState
  ) -> LayerOutcome {
    guard let profile = Self.profile(ofServer: row.id, state.session) else { return .close() }
    return .close(state.switchTo(.named(profile.name)))
  }

  /// The profile that is asked when a server is chosen: the active one if it is there already.
  static func profile(ofServer id: String, _ session: Session) -> Profile? {
    if session.profile.providerID == id { return session.profile }
    return session.profiles.first { $0.providerID == id }
  }
}
