/// Finds out what is known around a load that failed, is slow or is stuck. Only once it is asked.
final class LoadDoctor {
  private var asking: Task<Void, Never>?
  private var listening: Task<Void, Never>?

  var tasks: [Task<Void, Never>] { [asking, listening].compactMap(\.self) }

  /// Asks anew; while a load is under way the server's words are followed to its end.
  func examine(on engine: isolated Engine) {
    asking?.cancel()
    asking = engine.task { await engine.models.doctor.ask(on: engine) }
  }

  private func ask(on engine: isolated Engine) async {
    let profile = engine.session.profile
    let provider = engine.configuration.provider(of: profile)
    var findings = LoadFindings()
    findings.window = LoadOptions(profile).contextLength
    findings.earlier = engine.models.loadHistory.loads(
      of: profile.model, at: provider.origin?.description ?? provider.baseURL)
    findings.words = engine.session.loadFindings?.words
    findings.heard = engine.session.loadFindings?.heard
    fill(&findings, from: engine.servers.knownFacts(of: provider), profile)
    engine.change { $0.loadFindings = findings }
    if provider.location == .thisMachine {
      let free = await engine.services.freeMemory()
      change(on: engine) { $0.free = free }
      if let words = await words(of: provider, on: engine) {
        change(on: engine) { $0.words = words }
      }
    }
    guard !Task.isCancelled, engine.session.lockRefusal == nil,
      let facts = try? await engine.servers.facts(of: provider, on: engine)
    else { return }
    change(on: engine) { fill(&$0, from: facts, profile) }
    if let model = engine.session.loadFindings?.model,
      let needed = await engine.models.memory(
        for: model, LoadOptions(profile), provider, facts.kind, on: engine)
    {
      change(on: engine) { $0.needed = needed }
    }
    listen(facts, provider, on: engine)
  }

  private func fill(_ findings: inout LoadFindings, from facts: ServerFacts?, _ profile: Profile) {
    guard let facts else { return }
    findings.model = facts.models.first { $0.answers(to: profile.model) }
    findings.others = facts.models.others(than: findings.model)
  }

  private func change(on engine: isolated Engine, _ body: (inout LoadFindings) -> Void) {
    guard !Task.isCancelled, var findings = engine.session.loadFindings else { return }
    body(&findings)
    engine.change { $0.loadFindings = findings }
  }

  // MARK: The server's words

  private func words(of provider: Provider, on engine: isolated Engine) async -> ServerWords? {
    let kind = engine.servers.knownFacts(of: provider)?.kind ?? engine.session.server.kind
    let started = Launch(provider, isInstalled: engine.services.isInstalled)
    var logs: [ServerLog] = []
    if case .start(let command)? = started?.means { logs.append(.started(command)) }
    logs += kind.map { type(of: $0.server).logs } ?? ServerRegistry.logs(ofProvider: provider.id)
    for log in logs {
      if let words = await engine.services.serverWords(log) { return words }
    }
    return nil
  }

  /// Follows what the server writes until the load is over, and the next one that begins meanwhile.
  private func listen(_ facts: ServerFacts, _ provider: Provider, on engine: isolated Engine) {
    guard listening == nil, engine.session.warmUp.isLoading else { return }
    listening = engine.task {
      let doctor = engine.models.doctor
      while engine.session.warmUp.isLoading, await doctor.follow(facts, provider, on: engine) {}
      doctor.listening = nil
    }
  }

  /// - Returns: whether the end of the load ended it; else nothing tells what the server writes.
  private func follow(
    _ facts: ServerFacts, _ provider: Provider, on engine: isolated Engine
  ) async -> Bool {
    guard let connection = try? await engine.servers.connection(to: provider, on: engine) else {
      return false
    }
    let (lines, feed) = AsyncStream<String>.makeStream()
    let following = engine.task {
      await facts.kind.server.follow(connection) { feed.yield($0) }
      feed.finish()
    }
    let ending = engine.task {
      for await _ in engine.changes where !engine.changes.latest.warmUp.isLoading { break }
      let isOver = !Task.isCancelled
      following.cancel()
      return isOver
    }
    for await line in lines { hear(line, on: engine) }
    ending.cancel()
    await following.value
    return await ending.value
  }

  private func hear(_ line: String, on engine: isolated Engine) {
    guard !line.isEmpty, var findings = engine.session.loadFindings else { return }
    var heard = findings.heard ?? ServerWords(source: "lms log stream", lines: [])
    heard.add(line)
    findings.heard = heard
    engine.change { $0.loadFindings = findings }
  }
}
