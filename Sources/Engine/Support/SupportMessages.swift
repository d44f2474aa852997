/// What is said to the user of paths that are traps, and of fields that servers refuse.
enum SupportMessages {
  static func onGraphicsCard(_ bytes: Int) -> String {
    "\(bytes.inGigabytes) of the graphics card"
  }

  static func linkedFolder(_ path: String) -> EngineError {
    EngineError(
      .archive, "\(path) is a symbolic link, so what is kept could end up elsewhere.",
      remedy: "Remove the link, or set XDG_STATE_HOME to the real place.")
  }

  static func foreignOwner(_ owner: UInt32, of path: String, me: UInt32) -> EngineError {
    EngineError(
      .archive, "\(path) belongs to another user (\(owner)).",
      remedy: "Make it yours with: chown \(me) \(path)")
  }

  static func openToEveryUser(_ path: String) -> EngineError {
    EngineError(
      .archive, "\(path) can be changed by every user of this machine.",
      remedy: "Close it with: chmod o-w \(path)")
  }

  /// - Parameter setting: the one behind the field.
  static func leaveOut(field: String, setting: String?) -> String {
    let omit = "omit_fields = [\"\(field)\"] in the provider's table leaves the field out."
    return setting.map { "\($0) in the profile sets it; \(omit)" } ?? omit
  }
}
