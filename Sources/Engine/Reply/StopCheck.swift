/// Finds out whether a server really stopped what we no longer wait for.
final class StopCheck {
  private var task: Task<Void, Never>?

  private static let loadChecks = 6

  var tasks: [Task<Void, Never>] { [task].compactMap(\.self) }

  func cancel() {
    task?.cancel()
    task = nil
  }

  // MARK: Replies

  /// Asks a server that can tell whether it still writes.
  func checkReply(_ reply: Reply, on engine: isolated Engine) {
    cancel()
    let provider = engine.configuration.provider(named: reply.source.provider)
    guard let provider, let kind = engine.servers.knownKind(of: provider),
      engine.servers.tellsActivity(provider, kind)
    else { return report(.unknown, on: engine) }
    engine.change { $0.stopReport = .checking }
    task = engine.task {
      let check = engine.reply.stopCheck
      guard let connection = try? await engine.servers.connection(to: provider, on: engine)
      else { return check.report(.unknown, on: engine) }
      await check.follow(reply.source.model, kind, connection, on: engine)
    }
  }

  private func follow(
    _ model: String, _ kind: ServerKind, _ connection: ServerConnection,
    on engine: isolated Engine
  ) async {
    let began = engine.time.now
    while !Task.isCancelled {
      guard let isBusy = await kind.server.workload(of: model, connection).map({ !$0.isIdle })
      else {
        return report(.unknown, on: engine)
      }
      let waited = engine.time.now - began
      guard isBusy else { return report(.serverStopped(after: waited), on: engine) }
      if waited >= .seconds(1) { report(.serverBusy(waited), on: engine) }
      // A prompt being read is finished first, which may take minutes; ask less often then.
      let pause: Duration = waited < .seconds(5) ? .milliseconds(250) : .seconds(1)
      do { try await engine.time.sleep(pause) } catch { return }
    }
  }

  /// The stop line belongs to the last reply; a new one has taken it away.
  private func report(_ report: StopReport, on engine: isolated Engine) {
    guard !Task.isCancelled, engine.session.transcript.live == nil else { return }
    engine.change { $0.stopReport = report }
  }

  // MARK: Loads

  /// After Esc during a load: llama.cpp's router is told to stop; the others only see the connection
  /// close, so their list of models is what tells.
  func checkLoad(on engine: isolated Engine) {
    let profile = engine.session.profile
    let provider = engine.configuration.provider(of: profile)
    guard let kind = engine.servers.knownKind(of: provider) else { return }
    cancel()
    task = engine.task {
      await engine.reply.stopCheck.followLoad(profile, provider, kind, on: engine)
    }
  }

  private func followLoad(
    _ profile: Profile, _ provider: Provider, _ kind: ServerKind, on engine: isolated Engine
  ) async {
    guard let connection = try? await engine.servers.connection(to: provider, on: engine) else {
      return
    }
    await kind.server.stopLoading(profile.model, connection)
    let name = kind.name ?? provider.name
    for _ in 0..<Self.loadChecks {
      let models = try? await kind.server.models(connection)
      guard !Task.isCancelled, engine.session.profile == profile, !engine.warmUp.isUnderWay
      else { return }
      switch models?.first(where: { $0.answers(to: profile.model) })?.residency {
      case .loaded:
        engine.record(.modelFound(.loaded))
        return engine.notify(ReplyMessages.loadedAllTheSame(profile.model, by: name))
      case .notLoaded where kind.listsLoading:
        return engine.notify(ReplyMessages.stoppedLoading(profile.model, by: name))
      case .loading, .notLoaded, .unknown, nil: break
      }
      do { try await engine.time.sleep(.milliseconds(500)) } catch { return }
    }
    engine.notify(ReplyMessages.mayGoOnLoading(profile.model, at: name))
  }
}
