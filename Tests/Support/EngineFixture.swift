import Engine

/// Configurations and engines as tests need them: a file at its usual place, nothing of this machine.
package enum EngineFixture {
  /// What a configuration file makes of the defaults, for a user whose home is `/h`.
  package static func configuration(
    _ text: String? = nil, profile: String? = nil, isStrict: Bool = false
  ) throws(EngineError) -> Configuration {
    let source = ConfigurationSource(
      environment: ["HOME": "/h"], profile: profile, isStrict: isStrict
    ) { path in path == "/h/.codex/config.toml" ? text : nil }
    return try Configuration.load(source)
  }

  /// A file with the profile `p`: the model `m` of a chat server `box` on this machine.
  ///
  /// - Parameters:
  ///   - top: lines before the tables.
  ///   - profile: more lines of the profile's table, and tables behind it.
  package static func box(top: String = "", _ profile: String = "") -> String {
    """
    profile = "p"
    \(top)
    [model_providers.box]
    name = "box"
    base_url = "http://localhost:8080/v1"
    wire_api = "chat"
    [profiles.p]
    model_provider = "box"
    model = "m"
    \(profile)
    """
  }

  /// An engine over a transport, with a clock of the test's own where it is given one.
  package static func engine(
    _ text: String? = nil, profile: String? = nil, transport: any Transport,
    time: Timekeeper = Timekeeper(ContinuousClock()), archive: Archive? = nil,
    change: (inout EngineServices) -> Void = { _ in }
  ) throws(EngineError) -> Engine {
    var services = EngineServices(
      transport: transport, environment: [:], time: time, archive: archive)
    change(&services)
    return Engine(configuration: try configuration(text, profile: profile), services: services)
  }

  /// A session on the default profile, whose server is LM Studio on this machine.
  package static func session(
    _ change: (inout Session) throws -> Void = { _ in }
  ) throws -> Session {
    let configuration = try configuration()
    var session = Session(
      profile: configuration.activeProfile, profiles: configuration.profiles,
      server: ServerStatus(name: "LM Studio", address: "localhost:1234", kind: .lmStudio(.v1)))
    try change(&session)
    return session
  }
}

extension Engine {
  /// The session once it is as wanted, or as the engine left it.
  package func until(_ wanted: (Session) -> Bool) async -> Session {
    if wanted(session) { return session }
    for await _ in changes where wanted(session) { return session }
    return session
  }
}
