/// Whether a server really stopped what we no longer wait for.
extension Engine {
  /// Asks a server that can tell whether it still writes: llama.cpp with `/slots`, LM Studio with its
  /// tool's `lms ps`.
  func verifyStop(of reply: Reply) {
    stopCheckTask?.cancel()
    let provider = configuration.provider(named: reply.source.provider)
    guard let provider, let origin = provider.origin else { return report(stop: .unknown) }
    let isBusy: (isolated Engine) async -> Bool?
    switch facts[origin]?.kind {
    case .llamaCpp(isRouter: false):
      isBusy = { engine in
        let slots = try? await engine.probe(of: provider).ask("/slots").json?.array
        return slots.map { !$0.allSatisfy { $0["is_processing"]?.bool == false } }
      }
    case .lmStudio:
      guard let path = lmsPath(for: provider) else { return report(stop: .unknown) }
      let model = reply.source.model
      isBusy = { engine in
        await engine.processes(at: path).map { rows in
          rows.contains { ($0.id == model || $0.model == model) && !$0.isIdle }
        }
      }
    default: return report(stop: .unknown)
    }
    change { $0.stopReport = .checking }
    stopCheckTask = task { await checkStop(isBusy) }
  }

  private func checkStop(_ isBusy: (isolated Engine) async -> Bool?) async {
    let began = time.now
    while !Task.isCancelled {
      guard let busy = await isBusy(self) else { return report(stop: .unknown) }
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
    if case .llamaCpp(isRouter: true) = kind {
      _ = try? await answer(
        of: provider, .origin("/models/unload"), ["model": .string(profile.model)])
    }
    guard let probe = try? await probe(of: provider) else { return }
    for _ in 0..<Self.loadStopLooks {
      let models = try? await probe.models(of: kind)
      guard !Task.isCancelled, session.profile == profile, warmUpTask == nil else { return }
      switch models?.first(where: { $0.answers(to: profile.model) })?.residency {
      case .loaded:
        note(.modelFound(.loaded))
        return say("\(kind.name) loaded \(profile.model) all the same.")
      case .notLoaded where kind.listsLoading:
        return say("\(kind.name) stopped loading \(profile.model).")
      case .loading, .notLoaded, .unknown, nil: break
      }
      do { try await time.sleep(.milliseconds(500)) } catch { return }
    }
    say(
      "The load is no longer waited for. \(kind.name) does not tell whether it goes on; "
        + "the status bar shows it when \(profile.model) is loaded.")
  }

  private static let loadStopLooks = 6
}

extension ServerKind {
  /// A model that is being loaded shows as such in its list.
  var listsLoading: Bool {
    switch self {
    case .lmStudio(.v0), .llamaCpp(isRouter: true): true
    case .lmStudio, .ollama, .llamaCpp, .vllm, .generic: false
    }
  }
}
