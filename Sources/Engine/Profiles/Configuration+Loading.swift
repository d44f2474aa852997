extension Configuration {
  /// Reads all layers and resolves every profile.
  ///
  /// - Throws: `.configuration` for a file that cannot be read or is no TOML, a profile that is not
  ///   defined, a `-c` that cannot be understood, and under `isStrict` for what is else a notice.
  package static func load(_ source: ConfigurationSource) throws(EngineError) -> Configuration {
    let layers = try ConfigurationLayers(source)
    var reading = ConfigurationReading(layers)
    let providers = reading.providers()
    let screen = reading.screen()
    let keepsHistory = reading.keepsHistory()
    let toolServers = reading.toolServers()
    let tools = reading.tools()
    let presets = reading.presets()
    var (profiles, active) = try reading.profiles(source, providers: providers)
    for index in profiles.indices { reading.readSystemPrompt(&profiles[index], source) }
    let said = reading.finish()
    try refuse(said.faults, isStrict: source.isStrict)
    guard let activeProfile = profiles.first(where: { $0.name == active }) else {
      throw ProfilesMessages.profileNotFound(active)
    }
    var configuration = Configuration(
      profiles: visible(profiles, active: activeProfile, providers: providers),
      activeProfile: activeProfile, providers: providers, screen: screen,
      keepsHistory: keepsHistory, notices: said.faults + said.advice,
      codexOnly: said.codexOnly, settings: reading.settings(source))
    configuration.toolServers = toolServers
    configuration.namesLocalServer = layers.namesLocalServer
    configuration.tools = tools
    configuration.presets = presets
    configuration.markSharedWindows(try source.codexHome())
    return configuration
  }

  /// What Codex reckons with for its own models is no order to load a local one with a window of that size.
  private mutating func markSharedWindows(_ home: String?) {
    guard let home else { return }
    func isShared(_ profile: Profile) -> Bool {
      origin(of: "model_context_window", in: profile)?.source.hasPrefix(home + "/") ?? false
    }
    for index in profiles.indices { profiles[index].isWindowShared = isShared(profiles[index]) }
    activeProfile.isWindowShared = isShared(activeProfile)
  }

  /// What a user typed just now is worth an error; what stands in a file only in strict mode.
  private static func refuse(_ faults: [Notice], isStrict: Bool) throws(EngineError) {
    guard let fault = faults.first(where: { isStrict || $0.isWrongFlag }) else { return }
    throw ProfilesMessages.refused(
      fault.errorText, isFlag: fault.place?.isCommandLine == true)
  }

  /// A built-in profile steps aside for a profile of the file at the same place.
  private static func visible(
    _ profiles: [Profile], active: Profile, providers: [Provider]
  ) -> [Profile] {
    func origin(_ profile: Profile) -> Origin? {
      providers.first { $0.id == profile.providerID }?.origin
    }
    let taken = profiles.filter { !$0.isBuiltIn }.compactMap(origin)
    return profiles.filter { profile in
      guard profile.isBuiltIn, profile.name != active.name else { return true }
      return !taken.contains { $0 == origin(profile) }
    }
  }
}

extension Notice {
  fileprivate var isWrongFlag: Bool { place?.isCommandLine == true && isWrongValue }
}
