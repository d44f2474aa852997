/// The servers behind the providers: what is known of each, and the way to it.
final class ServerDirectory {
  /// What was found at each origin, until a connection to it fails.
  private var facts: [Origin: ServerFacts] = [:]
  /// Tokens that providers' commands printed, and when.
  private var tokens: [String: (token: String, at: Duration)] = [:]
  /// Takes the keys out of what is said of failures, and of what is exported.
  private(set) var redaction: Redaction
  let watch = ServerWatch()
  let locator = HostLocator()
  let fleet = Fleet()
  let links = DeviceLinks()
  let services: EngineServices

  /// How long a prompt waits until its server is recognised.
  static let detectionPatience: Duration = .milliseconds(1500)
  /// The same where only details depend on it, such as llama.cpp's progress of reading a prompt.
  static let detailPatience: Duration = .milliseconds(250)

  init(_ services: EngineServices, _ configuration: Configuration) {
    self.services = services
    redaction = Redaction(
      environment: services.environment, providers: configuration.providers)
  }

  // MARK: What is known

  /// What was found behind a provider, if it was asked already.
  func knownFacts(of provider: Provider) -> ServerFacts? { provider.origin.flatMap { facts[$0] } }

  func knownKind(of provider: Provider?) -> ServerKind? { provider.flatMap(knownFacts)?.kind }

  /// Whether a server can be asked if it still writes.
  func tellsActivity(_ provider: Provider, _ kind: ServerKind) -> Bool {
    // Nothing is asked yet, so no key is needed.
    guard let origin = provider.origin else { return false }
    return kind.server.tellsActivity(connection(to: provider, origin, headers: []))
  }

  func update(_ models: [ModelInfo], at origin: Origin) { facts[origin]?.models = models }
  func update(_ devices: LinkedDevices?, at origin: Origin) { facts[origin]?.devices = devices }

  /// The server is asked anew when it is needed next.
  func forgetFacts(of provider: Provider) {
    if let origin = provider.origin { facts[origin] = nil }
  }

  /// After a broken connection, what was known of the server may no longer be true.
  func forgetFacts(of provider: Provider, after error: EngineError) {
    guard error.isLostConnection else { return }
    forgetFacts(of: provider)
  }

  // MARK: Asking

  /// The way to a server, for every question and every request.
  ///
  /// - Throws: where the conversation's lock lets nothing go so far, or a key is missing.
  func connection(
    to provider: Provider, on engine: isolated Engine
  ) async throws(EngineError) -> ServerConnection {
    try checkLock((provider.location, provider.name), on: engine)
    let headers = try await headers(of: provider, on: engine)
    // A command that prints a token takes its time.
    try checkLock((provider.location, provider.name), on: engine)
    return connection(to: provider, try origin(of: provider), headers: headers)
  }

  /// - Throws: where the conversation's lock lets nothing go so far.
  func checkLock(
    _ destination: (location: Location, name: String), on engine: isolated Engine
  ) throws(EngineError) {
    let lock = engine.session.lock
    guard destination.location <= lock else {
      throw ServersMessages.isBeyond(lock, destination.name)
    }
  }

  private func connection(
    to provider: Provider, _ origin: Origin, headers: [HTTPHeader]
  ) -> ServerConnection {
    ServerConnection(
      provider: provider, origin: origin, headers: headers,
      transport: NearTransport(
        services.transport, reach: provider.reach, mayUseProxy: !provider.location.isNear),
      time: services.time, tool: services.tool)
  }

  /// What answers at the provider's address: asked once, remembered until a connection fails.
  func facts(
    of provider: Provider, on engine: isolated Engine
  ) async throws(EngineError) -> ServerFacts {
    let origin = try origin(of: provider)
    if let known = facts[origin], !known.isLoading { return known }
    guard provider.location.isNear else { return ServerFacts(kind: .generic, models: []) }
    let connection = try await connection(to: provider, on: engine)
    // Looked up while libcurl is being loaded, which the first question waits for.
    let stranger = services.stranger(origin)
    let found = try await Detection(connection).facts()
    // What was called off half-way found nothing out.
    if Task.isCancelled { throw ServersMessages.calledOff }
    facts[origin] = found
    // Nothing of a single question is worth a tool that takes seconds, but a lock.
    if watch.isOn || engine.session.lock.isNear { links.ask(found.kind, connection, on: engine) }
    if let stranger {
      engine.notify(ServersMessages.answered(origin.address, byProgramOf: stranger))
    }
    let name = found.kind.name ?? provider.name
    let (server, models) = (engine.session.server, engine.session.models)
    if engine.configuration.provider(of: engine.session.profile).origin == origin,
      server.kind != found.kind || server.name != name || models != found.models
    {
      engine.change { session in
        session.server.kind = found.kind
        session.server.name = name
        session.models = found.models
      }
    }
    return found
  }

  /// What a reply needs to know of its server. Asking other paths never holds up the prompt for more
  /// than a moment, and no refusal there does at all: an explicit wire can do without, and for `auto`
  /// the chat is spoken, which every server knows. A locked conversation waits until the server is known: it may
  /// hand the model on.
  func factsForReply(
    of provider: Provider, on engine: isolated Engine
  ) async throws -> ServerFacts {
    let origin = try origin(of: provider)
    if engine.session.lock.isNear {
      _ = try await facts(of: provider, on: engine)
      await links.known(at: origin)
      return try await facts(of: provider, on: engine)
    }
    if let known = facts[origin], !known.isLoading { return known }
    let unknown = ServerFacts(kind: .generic, models: [])
    guard provider.location.isNear else { return unknown }
    let late = EngineError(.stalled, "")
    let patience = provider.wireAPI == .auto ? Self.detectionPatience : Self.detailPatience
    do {
      return try await services.time.within(patience, else: late) {
        try await engine.isolated { try await $0.servers.facts(of: provider, on: $0) }
      }
    } catch let error as EngineError where error == late || error.kind == .unresponsive {
      return unknown
    }
  }

  private func origin(of provider: Provider) throws(EngineError) -> Origin {
    if let origin = provider.origin { return origin }
    throw ServersMessages.noUsableAddress(of: provider.name, id: provider.id)
  }

  // MARK: Keys

  /// Headers of every request to a provider. A printed token is asked for again when it is old.
  func headers(
    of provider: Provider, on engine: isolated Engine
  ) async throws(EngineError) -> [HTTPHeader] {
    var headers = try provider.headers(environment: services.environment)
    if let command = provider.tokenCommand {
      let token = try await token(of: provider, command, on: engine)
      headers.append(HTTPHeader("Authorization", "Bearer \(token)"))
    }
    return headers
  }

  private func token(
    of provider: Provider, _ command: Provider.TokenCommand, on engine: isolated Engine
  ) async throws(EngineError) -> String {
    let time = services.time
    if let known = tokens[provider.id], time.now - known.at < command.refreshInterval {
      return known.token
    }
    let printed = try await services.runTokenCommand(command)
    let token = printed.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    guard !token.isEmpty, !token.contains(where: \.isWhitespace) else {
      throw ServersMessages.noToken(by: command.command, for: provider.name)
    }
    // It is a key from now on, for whatever leaves the program.
    redaction.learn([token])
    services.recording?.learn(token)
    tokens[provider.id] = (token, time.now)
    return token
  }

  /// After a refusal the next request asks the command again.
  func forgetToken(of provider: Provider) { tokens[provider.id] = nil }

  // MARK: Failures

  /// Adds the next step that only the provider's table knows, and takes out the keys.
  ///
  /// - Parameter saidSomething: Part of the reply had come before.
  func explained(
    _ error: EngineError, provider: Provider, saidSomething: Bool = false
  ) -> EngineError {
    var error = withoutKeys(error)
    switch error.kind {
    case .unreachable where error.remedy == nil:
      error.remedy = provider.startRemedy(isInstalled: services.isInstalled)
    case .unauthorized where error.remedy == nil: error.remedy = provider.tokenRemedy
    case .brokenStream where error.remedy == nil && saidSomething:
      error.remedy = ServersMessages.whatArrivedIsKept
    default: break
    }
    return error
  }

  /// An error as it may be shown and kept: whatever repeated a key, the key is not in it.
  func withoutKeys(_ error: EngineError) -> EngineError { error.withoutKeys(redaction) }
}
