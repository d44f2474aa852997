/// Fetches models to servers' disks, and shows how far each is.
final class Downloads {
  private var underWay: [ModelDownload.ID: Task<Void, Never>] = [:]

  var tasks: [Task<Void, Never>] { Array(underWay.values) }

  /// Begins a download, unless this one is under way already.
  func begin(_ model: String, providerID: String, on engine: isolated Engine) {
    let id = ModelDownload.ID(providerID: providerID, model: model)
    guard underWay[id] == nil, let provider = engine.configuration.provider(named: providerID)
    else { return }
    show(id, WarmUp.Download(progress: nil), on: engine)
    underWay[id] = engine.task {
      let downloads = engine.downloads
      let failure = await downloads.fetch(id, provider, on: engine)
      downloads.end(id, failure, on: engine)
    }
  }

  /// Downloads a model and waits for it.
  func run(_ id: ModelDownload.ID, on engine: isolated Engine) async throws(EngineError) {
    guard let provider = engine.configuration.provider(named: id.providerID) else { return }
    show(id, WarmUp.Download(progress: nil), on: engine)
    let failure = await fetch(id, provider, on: engine)
    end(id, failure, on: engine)
    if let failure { throw failure }
  }

  /// Not every server can be stopped: LM Studio 0.4 has no request for it and goes on.
  func stop(_ id: ModelDownload.ID, on engine: isolated Engine) {
    guard let task = underWay.removeValue(forKey: id) else { return }
    task.cancel()
    let provider = engine.configuration.provider(named: id.providerID)
    let goesOn = engine.servers.knownKind(of: provider)?.downloadsGoOn ?? false
    hide(id, on: engine)
    engine.notify(
      goesOn
        ? ModelsMessages.downloadGoesOn(of: id.model, at: provider?.name ?? id.providerID)
        : ModelsMessages.downloadStopped(of: id.model))
    guard isActive(id, engine) else { return }
    engine.record(
      .modelNotFound(ModelsMessages.notDownloaded(id.model, at: engine.session.server.address)))
  }

  private func fetch(
    _ id: ModelDownload.ID, _ provider: Provider, on engine: isolated Engine
  ) async -> EngineError? {
    let servers = engine.servers
    do {
      let kind = try await servers.facts(of: provider, on: engine).kind
      let connection = try await servers.connection(to: provider, on: engine)
      try await kind.server.download(id.model, connection) { show(id, $0, on: engine) }
      return nil
    } catch let error as EngineError {
      return servers.explained(error, provider: provider)
    } catch {
      return ModelsMessages.downloadWasStopped
    }
  }

  // MARK: Showing it

  private func isActive(_ id: ModelDownload.ID, _ engine: isolated Engine) -> Bool {
    let profile = engine.session.profile
    return profile.model == id.model
      && engine.configuration.provider(of: profile).origin
        == engine.configuration.provider(named: id.providerID)?.origin
  }

  private func show(
    _ id: ModelDownload.ID, _ progress: WarmUp.Download, on engine: isolated Engine
  ) {
    engine.change { session in
      if let index = session.downloads.firstIndex(where: { $0.id == id }) {
        session.downloads[index].progress = progress
      } else {
        session.downloads.append(ModelDownload(id: id, progress: progress))
      }
    }
    if isActive(id, engine), !engine.warmUp.isUnderWay {
      engine.record(.downloadProgressed(progress))
    }
  }

  private func hide(_ id: ModelDownload.ID, on engine: isolated Engine) {
    engine.change { $0.downloads.removeAll { $0.id == id } }
  }

  private func end(_ id: ModelDownload.ID, _ failure: EngineError?, on engine: isolated Engine) {
    guard !Task.isCancelled else { return }
    underWay[id] = nil
    hide(id, on: engine)
    if let failure {
      engine.notify(ModelsMessages.notDownloaded(id.model, because: failure.message))
      if isActive(id, engine) { engine.record(.failed(failure)) }
    } else {
      engine.notify(ModelsMessages.downloaded(id.model))
      if isActive(id, engine) { engine.warmUp.begin(force: false, on: engine) }
      engine.models.refreshAnew(on: engine)
    }
  }
}

/// A model on its way to a server's disk.
package struct ModelDownload: Equatable, Sendable, Identifiable {
  package struct ID: Hashable, Sendable {
    package var providerID: String
    package var model: String

    package init(providerID: String, model: String) {
      self.providerID = providerID
      self.model = model
    }
  }

  package let id: ID
  package var progress: WarmUp.Download
}

extension Session {
  /// The download of a model, while it is under way.
  package func download(of model: String, at providerID: String) -> ModelDownload? {
    downloads.first { $0.id == ModelDownload.ID(providerID: providerID, model: model) }
  }
}
