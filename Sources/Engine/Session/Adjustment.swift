/// Options of the active profile that change while the program runs. Files are never written.
package enum Adjustment: Equatable, Sendable {
  /// `nil` leaves it to the server.
  case effort(String?)
  /// Whether anything of this conversation may leave this machine.
  case localOnly(Bool)
}

extension Session {
  mutating func apply(_ adjustment: Adjustment) {
    switch adjustment {
    case .localOnly(let isOn): isLocalOnly = isOn
    case .effort(let effort):
      profile.effort = effort
      guard let index = profiles.firstIndex(where: { $0.name == profile.name }) else { return }
      profiles[index] = profile
    }
  }

  /// Why a prompt may not go to the active profile's server now.
  package var lockRefusal: String? {
    lockRefusal(profile.name, at: server, remedy: SessionMessages.chooseLocalProfile)
  }

  /// The one rule of a local-only conversation.
  ///
  /// - Returns: The sentence that refuses a profile, or `nil` when it may be asked.
  func lockRefusal(_ name: String, at server: ServerStatus, remedy: String) -> String? {
    guard isLocalOnly, server.isRemote else { return nil }
    return SessionMessages.localOnly(profile: name, address: server.address, remedy: remedy)
  }
}
