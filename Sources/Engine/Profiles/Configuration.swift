/// All profiles and providers, the settings of the screen, and what is odd about the files.
package struct Configuration: Equatable, Sendable {
  /// The file's profiles in the file's order, then the built-in ones that nothing in the file stands
  /// for. Never empty; this is the order the switch key walks through.
  package internal(set) var profiles: [Profile]
  package internal(set) var activeProfile: Profile
  /// The file's providers in the file's order, then the built-in ones.
  package internal(set) var providers: [Provider]
  /// In the file's order.
  package internal(set) var toolServers: [ToolServer] = []
  /// A flag, a file or the environment says which local server `--oss` means.
  package internal(set) var namesLocalServer = false
  /// Those of the file, and the shell where it is on.
  package var everyToolServer: [ToolServer] {
    let shell = ToolServer(name: ShellTool.server)
    return tools.hasShell && !toolServers.contains { $0.name == shell.name }
      ? toolServers + [shell] : toolServers
  }
  package internal(set) var tools = ToolSettings()
  /// Named sets of what shapes a reply's words, in the file's order.
  package internal(set) var presets: [Preset] = []

  package struct Preset: Equatable, Sendable {
    package var name: String
    package var sampling: Sampling

    package init(name: String, sampling: Sampling) {
      self.name = name
      self.sampling = sampling
    }
  }

  package internal(set) var screen: ScreenSettings
  /// `history.persistence` is not `none`: conversations are kept.
  package internal(set) var keepsHistory: Bool
  package internal(set) var notices: [Notice]
  /// Keys of Codex that mean nothing here. The file is shared, so only `config check` tells them.
  package internal(set) var codexOnly: [Notice]
  /// Every value with its place, for `config show`. Built-in values have the place `built-in`.
  package internal(set) var settings: TOMLValue

  package func profile(named name: String) -> Profile? {
    profiles.first { $0.name == name }
  }

  package func provider(named id: String) -> Provider? {
    providers.first { $0.id == id }
  }

  /// The provider as the profile uses it, with the profile's own limits. One that is not defined
  /// anywhere has no address, and every use of it says so.
  package func provider(of profile: Profile) -> Provider {
    let provider = provider(named: profile.providerID)
    return profile.applied(
      to: provider ?? Provider(id: profile.providerID, name: profile.providerID, baseURL: ""))
  }

  /// Where the value at a dotted path was set: a file's line, a flag, a variable or `built-in`;
  /// `nil` when it is not set.
  package func origin(of path: String) -> TOMLValue.Place? {
    SettingPath(path).flatMap { settings[$0]?.place }
  }

  /// Where a profile has a key's value from: the command line, its own table, the top of the file,
  /// or what is built in.
  package func origin(of key: String, in profile: Profile) -> TOMLValue.Place? {
    let own = settings[SettingPath(["profiles", profile.name, key])]?.place
    let top = settings[key]?.place
    let isModelChoice = key == "model" || key == "model_provider"
    if let top, top.isCommandLine, !isModelChoice || profile.name == activeProfile.name {
      return top
    }
    if let own, own != .builtIn { return own }
    if Self.builtInProfiles.contains(profile.name), isModelChoice, let own {
      let value = key == "model" ? profile.model : profile.providerID
      return settings[SettingPath(["profiles", profile.name, key])]?.scalarText == value ? own : top
    }
    return top ?? own
  }

  /// What a resolver told of a host.
  mutating func setLocation(_ location: Location, of host: String) {
    for index in providers.indices where providers[index].origin?.host == host {
      providers[index].resolvedLocation = location
    }
  }

  /// What a conversation may call that chose nothing itself.
  func enabledTools(under profile: Profile) -> [String] { profile.enabledTools ?? tools.enabled }

  /// Where the simulated server listens and what it asks for, known only once it runs; and the name of the simulated
  /// server of tools.
  package mutating func setDemo(baseURL: String, token: String, toolServer: String) {
    if !toolServers.contains(where: { $0.name == toolServer }) {
      var simulated = ToolServer(name: toolServer)
      simulated.command = "codex-tui"
      simulated.arguments = ["simulate", "--mcp"]
      toolServers.append(simulated)
    }
    for index in providers.indices where providers[index].id == Provider.demoID {
      providers[index].baseURL = baseURL
      providers[index].bearerToken = token
    }
  }
}

extension TOMLValue.Place {
  /// A flag of this run rather than a file.
  package var isCommandLine: Bool {
    line == 0 && (source.hasPrefix("-c") || source.hasPrefix("--"))
  }
}
