/// Switching between cloud and local profiles inside a conversation.
extension Engine {
  /// The conversation stays; a reply that streams goes on, and the next turn is the new profile's.
  /// Switching to a local profile warms its model at once.
  func switchProfile(_ choice: ProfileChoice) {
    guard let profile = profile(choice), profile.name != session.profile.name else { return }
    if let obstacle = lockObstacle(for: profile) {
      return change { $0.notices.append(Notice(obstacle)) }
    }
    activate(profile)
  }

  /// Makes a profile, or the same profile with another model, the one that is asked next.
  func activate(_ profile: Profile) {
    warmUpTask?.cancel()
    warmUpTask = nil
    change { session in
      session.profile = profile
      session.server = Self.status(of: configuration.provider(of: profile))
      session.warmUp.note(.profileSwitched, at: time.now)
      session.models = []
    }
    beginWarmUp(force: false)
  }

  private func profile(_ choice: ProfileChoice) -> Profile? {
    let all = session.profiles
    if case .named(let name) = choice { return all.first { $0.name == name } }
    let cycle = cycle(all)
    guard let index = cycle.firstIndex(where: { $0.name == session.profile.name }) else {
      return cycle.first
    }
    switch choice {
    case .next, .named: return cycle[(index + 1) % cycle.count]
    case .previous: return cycle[(index + cycle.count - 1) % cycle.count]
    }
  }

  /// What the switch key walks through: the file's own profiles, and the demo where it was asked for;
  /// the built-in ones where a file defines none. A list of profiles shows all.
  private func cycle(_ all: [Profile]) -> [Profile] {
    let own = all.filter { !$0.isBuiltIn }
    return own.isEmpty ? all : all.filter { !$0.isBuiltIn || $0.providerID == Provider.demoID }
  }

  /// Adds the next step that only the provider's table knows, and takes out the keys.
  ///
  /// - Parameter saidSomething: Part of the reply had come before.
  func explained(
    _ error: EngineError, provider: Provider, saidSomething: Bool = false
  ) -> EngineError {
    var error = withoutKeys(error)
    switch error.kind {
    case .unreachable where error.remedy == nil: error.remedy = provider.startRemedy
    case .unauthorized where error.remedy == nil: error.remedy = provider.tokenRemedy
    case .brokenStream where error.remedy == nil && saidSomething:
      error.remedy = "What arrived is kept. Ask again to continue."
    default: break
    }
    return error
  }

  /// After a broken connection, what was known of the server may no longer be true.
  func noteConnection(_ error: EngineError, _ provider: Provider) {
    guard error.isConnectionFailure || error.kind == .brokenStream else { return }
    if let origin = provider.origin { facts[origin] = nil }
  }
}

extension Provider {
  /// How to get a server to answer there.
  var startRemedy: String {
    let servers = ServerRegistry.builtIn
    let start = { (server: BuiltInProvider) in
      "Start it with: " + server.startCommand(origin?.port ?? server.port)
    }
    if let own = servers.first(where: { $0.id == id }) { return start(own) }
    guard let origin, origin.isLoopback else {
      return "Check the network and base_url in [model_providers.\(id)]."
    }
    guard let usual = servers.first(where: { $0.ownsPort && $0.port == origin.port }) else {
      return "Start the server, or correct base_url in [model_providers.\(id)]."
    }
    return start(usual)
  }

  /// Which variable to set when the server wants a token.
  var tokenRemedy: String {
    if let variable = environmentKey {
      return "Set \(variable) to a valid key and start again."
    }
    let own = ServerRegistry.builtIn.first { $0.id == id }?.tokenRemedy
    return own
      ?? "Add env_key = \"NAME_OF_VARIABLE\" to [model_providers.\(id)] and set that variable."
  }
}
