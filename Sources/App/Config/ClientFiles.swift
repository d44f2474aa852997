import Engine

/// Where other clients keep their servers of tools.
struct ClientFiles {
  struct Client: Equatable {
    var name: String
    /// The first that is there counts.
    var paths: [String]
  }

  /// - Parameter homePointer: what `~/.lmstudio-home-pointer` holds, where there is one.
  static func clients(
    _ environment: [String: String], homePointer: String? = nil
  ) -> [Client] {
    guard let home = environment["HOME"], !home.isEmpty else { return [] }
    let config = Environment.configFolder(environment) ?? home + "/.config"
    let studio = LMSTool.folders(environment, pointer: homePointer)
    let applications = "\(home)/Library/Application Support"
    return [
      Client(name: "lmstudio", paths: studio.map { $0 + "/mcp.json" }),
      Client(
        name: "claude",
        paths: [
          "\(config)/Claude/claude_desktop_config.json",
          "\(applications)/Claude/claude_desktop_config.json",
        ]),
      Client(name: "claude-code", paths: ["\(home)/.claude.json"]),
      Client(name: "cursor", paths: ["\(home)/.cursor/mcp.json"]),
      Client(
        name: "vscode",
        paths: ["\(config)/Code/User/mcp.json", "\(applications)/Code/User/mcp.json"]),
    ]
  }
}
