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

  // What is wrong with a value, after its path.
  static let schemaAllowsNothing = "nothing may stand here"
  static let schemaWantsAny = "is none of what is allowed"
  static let schemaWantsOne = "is not exactly one of what is allowed"
  static let schemaWantsNot = "is what is not allowed"
  static let schemaMisses = "is missing"
  static let schemaKnowsNot = "is not allowed"
  static let schemaWantsUnique = "stands there before"
  static func schemaWants(type names: [String], not type: String) -> String {
    "is \(type), not \(names.joined(separator: " or "))"
  }
  static func schemaWants(one choices: [String]) -> String {
    "is not \(choices.joined(separator: ", "))"
  }
  static func schemaWants(pattern: String) -> String { "does not match \(pattern)" }
  private static func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? JSON.double(number).text
  }
  static func schemaWants(step: Double) -> String { "is no multiple of \(plain(step))" }
  static func below(_ limit: Double) -> String { "is less than \(plain(limit)) allows" }
  static func above(_ limit: Double) -> String { "is more than \(plain(limit)) allows" }
  static func tooFew(_ least: Int, _ what: String) -> String { "has less than \(least) \(what)" }
  static func tooMany(_ most: Int, _ what: String) -> String { "has more than \(most) \(what)" }

  /// - Parameter setting: the one behind the field.
  static func leaveOut(field: String, setting: String?) -> String {
    let omit = "omit_fields = [\"\(field)\"] in the provider's table leaves the field out."
    return setting.map { "\($0) in the profile sets it; \(omit)" } ?? omit
  }
}
