import Engine

/// Where something is, in a word.
package enum LocationLabel {
  /// What a prompt crosses on its way; `nil`: it stays here.
  package static func sign(_ location: Location) -> String? {
    switch location {
    case .thisMachine: nil
    case .network: "LAN"
    case .unknown: "LINK"
    case .cloud: "CLOUD"
    }
  }

  package static func word(_ location: Location) -> String {
    sign(location) ?? "here"
  }

  /// The lock at a level.
  static func lock(_ level: Location) -> String { level == .network ? "LAN-only" : "local-only" }
}
