/// Keeping an eye on the server between turns, and on what a stop really stopped.
extension Engine {
  /// A person sits at the screen: the server is watched for them, and they are asked before a prompt
  /// goes out that would not fit.
  package func attend() {
    asksBeforeOverflow = true
    beginWatching()
  }

  /// Looks at the active local server from time to time, so that an evicted model or a server that
  /// went away or came back shows before the next prompt. Less often the longer nothing changes.
  package func beginWatching() {
    guard watchTask == nil else { return }
    watchTask = task { await watch() }
  }

  private static let shortestPause: Duration = .seconds(5)
  private static let longestPause: Duration = .seconds(60)

  private func watch() async {
    var pause = Self.shortestPause
    while !Task.isCancelled {
      do { try await time.sleep(pause) } catch { return }
      guard replyTask == nil, warmUpTask == nil, !session.server.isRemote else {
        pause = Self.shortestPause
        continue
      }
      let before = session.revision
      await look()
      pause = session.revision == before ? min(pause * 2, Self.longestPause) : Self.shortestPause
    }
  }

  /// One look. Changes the session only when something is different.
  private func look() async {
    let profile = session.profile
    let provider = configuration.provider(of: profile)
    guard let connection = try? await connection(to: provider) else { return }
    let origin = connection.origin
    do throws(EngineError) {
      guard let known = facts[origin] else {
        _ = try await connection.ask("/")
        beginWarmUp(force: false)
        return
      }
      guard let models = try await known.kind.server.models(connection) else { return }
      take(models, origin: origin, profile: profile)
    } catch {
      noteConnection(error, provider)
      guard session.profile.name == profile.name, replyTask == nil, warmUpTask == nil,
        !session.warmUp.isOffline
      else { return }
      note(.serverFailed(explained(error, provider: provider)))
    }
  }

  private func take(_ models: [ModelInfo], origin: Origin, profile: Profile) {
    facts[origin]?.models = models
    guard session.profile.name == profile.name, replyTask == nil, warmUpTask == nil else { return }
    if models != session.models { change { $0.models = models } }
    guard let model = models.first(where: { $0.answers(to: profile.model) }) else { return }
    switch (session.warmUp.state, model.residency) {
    case (.ready, .notLoaded), (.notLoaded, .loaded): note(.modelFound(model.residency))
    default: break
    }
  }
}

extension WarmUp {
  var isOffline: Bool {
    if case .offline = state { true } else { false }
  }
}
