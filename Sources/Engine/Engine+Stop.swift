/// Whether a server really stopped what we no longer wait for.
extension Engine {
  /// Asks a server that can tell whether it still writes.
  func verifyStop(of reply: Reply) {
    stopCheckTask?.cancel()
    let provider = configuration.provider(named: reply.source.provider)
    guard let provider, let kind = provider.origin.flatMap({ facts[$0]?.kind }) else {
      return report(stop: .unknown)
    }
    change { $0.stopReport = .checking }
    stopCheckTask = task {
      guard let connection = try? await connection(to: provider),
        kind.server.tellsActivity(connection)
      else { return report(stop: .unknown) }
      await checkStop(of: reply.source.model, kind, connection)
    }
  }

  private func checkStop(
    of model: String, _ kind: ServerKind, _ connection: ServerConnection
  ) async {
    let began = time.now
    while !Task.isCancelled {
      guard let busy = await kind.server.isGenerating(model, connection) else {
        return report(stop: .unknown)
      }
      guard busy else { return report(stop: .serverStopped(after: time.now - began)) }
      let waited = time.now - began
      if waited >= .seconds(1) { report(stop: .serverBusy(waited)) }
      // A prompt being read is finished first, which may take minutes; look less often then.
      let pause: Duration = waited < .seconds(5) ? .milliseconds(250) : .seconds(1)
      do { try await time.sleep(pause) } catch { return }
    }
  }

  /// The stop line belongs to the last reply; a new one has taken it away.
  private func report(stop: StopReport) {
    guard session.transcript.live == nil else { return }
    change { $0.stopReport = stop }
  }

  // MARK: Loads

  /// After Esc during a load: llama.cpp's router is told to stop; the others only see the connection
  /// close, so their list of models is what tells.
  func verifyLoadStop() {
    let profile = session.profile
    let provider = configuration.provider(of: profile)
    guard let origin = provider.origin, let kind = facts[origin]?.kind else { return }
    stopCheckTask?.cancel()
    stopCheckTask = task { await checkLoadStop(profile, provider, kind) }
  }

  private func checkLoadStop(_ profile: Profile, _ provider: Provider, _ kind: ServerKind) async {
    guard let connection = try? await connection(to: provider) else { return }
    await kind.server.stopLoading(profile.model, connection)
    let name = kind.name ?? provider.name
    for _ in 0..<Self.loadStopLooks {
      let models = try? await kind.server.models(connection)
      guard !Task.isCancelled, session.profile == profile, warmUpTask == nil else { return }
      switch models?.first(where: { $0.answers(to: profile.model) })?.residency {
      case .loaded:
        note(.modelFound(.loaded))
        return say("\(name) loaded \(profile.model) all the same.")
      case .notLoaded where kind.listsLoading:
        return say("\(name) stopped loading \(profile.model).")
      case .loading, .notLoaded, .unknown, nil: break
      }
      do { try await time.sleep(.milliseconds(500)) } catch { return }
    }
    say(
      "The load is no longer waited for. \(name) does not tell whether it goes on; "
        + "the status bar shows it when \(profile.model) is loaded.")
  }

  private static let loadStopLooks = 6
}
