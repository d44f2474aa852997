import Engine

extension Runtime {
  /// The servers of this machine that answer now, as far as the program knows their kind.
  func localServers() async -> [ServerReport] {
    let known = ServerRegistry.builtIn.map(\.id)
    return await engine.surveyed().filter {
      $0.state == .answered && $0.location == .thisMachine && known.contains($0.id)
    }
  }

  /// The asked server did not answer: names those of this machine that do, else those that could be started, else
  /// how to come to one.
  func adviseOnServers() async {
    let answering = await localServers()
    for server in answering {
      guard let model = server.readiest else { continue }
      advise(LocalServerMessages.answersInstead(server, model: model.id))
    }
    guard answering.isEmpty else { return }
    let asked = await engine.session.profile.providerID
    let installed = await engine.installedServers()
    for server in installed where server.providerID != asked {
      advise(LocalServerMessages.isInstalled(server))
    }
    if installed.isEmpty { advise(LocalServerMessages.demoShows) }
  }

  private func advise(_ words: String) { StandardError.write("  → \(words)\n") }

  /// `--oss` without a word on which server is meant takes the one that runs here, and says so.
  ///
  /// - Throws: a sentence that names the choices, where none runs or several do.
  func settleLocalServer(model: String?, isQuiet: Bool) async throws {
    guard asksServer else { return }
    let running = await localServers()
    guard let server = running.first, running.count == 1 else {
      throw running.isEmpty
        ? LocalServerMessages.noneRuns(installed: await engine.installedServers())
        : LocalServerMessages.severalRun(running)
    }
    guard let model = model ?? server.readiest?.id else {
      throw LocalServerMessages.hasNoModel(server)
    }
    if !isQuiet {
      StandardError.write("· \(LocalServerMessages.takes(server, model: model))\n")
    }
    await engine.perform(.choose(model: model, providerID: server.id))
  }
}
