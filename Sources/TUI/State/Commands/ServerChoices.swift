import Engine

/// The servers of the profiles.
struct ServerChoices {
  let rows: [Picker<String>.Row]

  init(_ session: Session) {
    var seen: Set<String> = []
    rows = session.profiles.filter { seen.insert($0.providerID).inserted }.map { profile in
      let isHere = profile.providerID == session.profile.providerID
      let profiles = session.profiles.filter { $0.providerID == profile.providerID }.map(\.name)
      return Picker<String>.Row(
        id: profile.providerID, text: Sanitizer.sanitize(profile.providerID),
        detail: Sanitizer.sanitize(
          isHere
            ? CommandsMessages.inUse(at: session.server.address)
            : CommandsMessages.profiles(profiles)))
    }
  }

  /// The profile that is asked when a server is chosen: the active one if it is there already.
  static func profile(ofServer id: String, _ session: Session) -> Profile? {
    if session.profile.providerID == id { return session.profile }
    return session.profiles.first { $0.providerID == id }
  }
}
