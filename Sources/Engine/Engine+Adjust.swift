/// Options of the active profile that change while the program runs. Files are never written.
package enum Adjustment: Equatable, Sendable {
  /// `nil` leaves it to the server.
  case effort(String?)
  /// Whether anything of this conversation may leave this machine.
  case localOnly(Bool)
}

extension Engine {
  func adjust(_ adjustment: Adjustment) {
    switch adjustment {
    case .effort(let effort): adjustProfile { $0.effort = effort }
    case .localOnly(let isOn): change { $0.isLocalOnly = isOn }
    }
  }

  private func adjustProfile(_ body: (inout Profile) -> Void) {
    change { session in
      body(&session.profile)
      guard let index = session.profiles.firstIndex(where: { $0.name == session.profile.name })
      else { return }
      session.profiles[index] = session.profile
    }
  }

  /// Why a prompt may not go to the active profile's server now.
  var lockObstacle: String? {
    guard session.isLocalOnly, session.server.isRemote else { return nil }
    return "This conversation is local-only, and \(session.profile.name) is at "
      + "\(session.server.address). Choose a local profile, or say /local-only off."
  }

  /// A profile that the lock refuses, with the words for it.
  func lockObstacle(for profile: Profile) -> String? {
    let server = Self.status(of: configuration.provider(of: profile))
    guard session.isLocalOnly, server.isRemote else { return nil }
    return "This conversation is local-only, and \(profile.name) is at \(server.address). "
      + "/local-only off lifts that."
  }
}
