/// What the session says to the user.
enum SessionMessages {
  static func localOnly(profile: String, address: String, remedy: String) -> String {
    "This conversation is local-only, and \(profile) is at \(address). \(remedy)"
  }

  static let chooseLocalProfile = "Choose a local profile, or say /local-only off."
  static let liftLock = "/local-only off lifts that."
}
