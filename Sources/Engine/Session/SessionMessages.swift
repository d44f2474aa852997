/// What the session says to the user.
enum SessionMessages {
  static func locked(
    within lock: Location, profile: String, at address: String, remedy: String
  ) -> String {
    say(
      "This conversation may not leave \(HTTPMessages.name(of: lock)), and "
        + "\(profile) is at \(address). \(remedy)",
      zh: "此对话不得离开\(HTTPMessages.name(of: lock))，而 \(profile) 位于 \(address)。\(remedy)")
  }

  static var chooseNearerProfile: String {
    say(
      "Choose a profile that stays there, or say /local-only off.",
      zh: "请选择不离开该范围的配置，或输入 /local-only off。")
  }
  static var liftLock: String {
    say("/local-only off lifts that.", zh: "输入 /local-only off 可解除此限制。")
  }
}
