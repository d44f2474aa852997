/// Asks the active local server from time to time what it has, so that an evicted model or a server
/// that went away or came back shows before the next prompt. Less often the longer nothing changes.
final class ServerWatch {
  private var task: Task<Void, Never>?

  private static let shortestPause: Duration = .seconds(5)
  private static let pauseWhenReady: Duration = .seconds(20)
  private static let longestPause: Duration = .seconds(60)

  func begin(on engine: isolated Engine) {
    guard task == nil else { return }
    task = engine.task { await engine.servers.watch.run(on: engine) }
  }

  var isOn: Bool { task != nil }
  var tasks: [Task<Void, Never>] { [task].compactMap(\.self) }

  private func run(on engine: isolated Engine) async {
    var pause = Self.shortestPause
    while !Task.isCancelled {
      await engine.warmUp.ended()
      // It loaded or answered a moment ago.
      if engine.session.warmUp.state == .ready { pause = max(pause, Self.pauseWhenReady) }
      do { try await engine.time.sleep(pause) } catch { return }
      guard isQuiet(engine), engine.session.server.location.isNear,
        engine.session.lockRefusal == nil,
        // The user has yet to say which server is meant.
        engine.session.warmUp.state != .unknown
      else {
        pause = Self.shortestPause
        continue
      }
      let before = engine.session.revision
      await ask(on: engine)
      // Another one may have come instead.
      if engine.session.warmUp.isOffline, engine.session.transcript.isEmpty {
        engine.servers.fleet.refresh(on: engine)
      }
      pause =
        engine.session.revision == before ? min(pause * 2, Self.longestPause) : Self.shortestPause
    }
  }

  private func isQuiet(_ engine: isolated Engine) -> Bool {
    !engine.reply.isUnderWay && !engine.warmUp.isUnderWay
  }

  /// Changes the session only when something is different.
  private func ask(on engine: isolated Engine) async {
    let profile = engine.session.profile
    let provider = engine.configuration.provider(of: profile)
    let servers = engine.servers
    let asked = engine.session.warmUp.state
    guard let connection = try? await servers.connection(to: provider, on: engine) else { return }
    do throws(EngineError) {
      guard let kind = servers.knownKind(of: provider) else {
        _ = try await connection.ask("/")
        return engine.warmUp.begin(force: false, on: engine)
      }
      guard let models = try await kind.server.models(connection) else { return }
      // A load that came and went meanwhile makes the answer one of the past; the next look tells.
      guard engine.session.warmUp.state == asked else { return }
      apply(models, at: connection.origin, profile, on: engine)
    } catch {
      servers.forgetFacts(of: provider, after: error)
      guard engine.session.profile.name == profile.name, isQuiet(engine),
        !engine.session.warmUp.isOffline
      else { return }
      engine.record(.serverFailed(servers.explained(error, provider: provider)))
    }
  }

  private func apply(
    _ models: [ModelInfo], at origin: Origin, _ profile: Profile, on engine: isolated Engine
  ) {
    engine.servers.update(models, at: origin)
    guard engine.session.profile.name == profile.name, isQuiet(engine) else { return }
    if models != engine.session.models { engine.change { $0.models = models } }
    guard let model = models.first(where: { $0.answers(to: profile.model) }) else { return }
    switch (engine.session.warmUp.state, model.residency) {
    case (.ready, .notLoaded):
      engine.record(.modelFound(.notLoaded))
      engine.notify(ServersMessages.unloadedElsewhere(model.id, at: engine.session.server.name))
    case (.notLoaded, .loaded): engine.record(.modelFound(.loaded))
    default: break
    }
  }
}
