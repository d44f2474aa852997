import Engine

/// Where something is, in a word.
package enum LocationLabel {
  /// What a prompt crosses on its way; `nil`: it stays here.
  package static func sign(_ location: Location) -> String? {
    switch location {
    case .thisMachine: nil
    case .network: "LAN"
    case .unknown: say("LINK", zh: "链接")
    case .cloud: say("CLOUD", zh: "云端")
    }
  }

  package static func word(_ location: Location) -> String {
    sign(location) ?? say("here", zh: "本机")
  }

  /// The lock at a level.
  static func lock(_ level: Location) -> String {
    level == .network ? say("LAN-only", zh: "仅 LAN") : say("local-only", zh: "仅本机")
  }
}
