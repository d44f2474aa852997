/// What the session says to the user.
enum SessionMessages {
  static func locked(
    within lock: Location, profile: String, at address: String, remedy: String
  ) -> String {
    "This conversation may not leave \(HTTPMessages.name(of: lock)), and "
      + "\(profile) is at \(address). \(remedy)"
  }

  static let chooseNearerProfile = "Choose a profile that stays there, or say /local-only off."
  static let liftLock = "/local-only off lifts that."
}
