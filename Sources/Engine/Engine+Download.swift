/// Fetching models to a server's disk, with what is known of how far it is.
extension Engine {
  /// Begins a download, unless this one is under way already.
  func download(_ model: String, providerID: String) {
    let id = ModelDownload.ID(providerID: providerID, model: model)
    guard downloadTasks[id] == nil, let provider = configuration.provider(named: providerID) else {
      return
    }
    show(id, WarmUp.Download(progress: nil))
    downloadTasks[id] = task {
      let failure = await fetch(id, provider)
      end(id, failure, provider)
    }
  }

  /// Downloads a model and waits for it.
  package func downloaded(_ id: ModelDownload.ID) async throws(EngineError) {
    let provider = configuration.provider(named: id.providerID)
    guard let provider else { return }
    show(id, WarmUp.Download(progress: nil))
    let failure = await fetch(id, provider)
    end(id, failure, provider)
    if let failure { throw failure }
  }

  /// Not every server can be stopped: LM Studio 0.4 has no request for it and goes on.
  func stopDownload(_ id: ModelDownload.ID) {
    guard let task = downloadTasks.removeValue(forKey: id) else { return }
    task.cancel()
    let provider = configuration.provider(named: id.providerID)
    let goesOn = provider?.origin.flatMap { facts[$0]?.kind }?.downloadsGoOn ?? false
    forget(id)
    say(
      goesOn
        ? "\(provider?.name ?? id.providerID) goes on downloading \(id.model); stop it there."
        : "The download of \(id.model) is stopped; what arrived is kept for the next try.")
    if isActive(id) { note(.modelNotFound(missing(id))) }
  }

  private func fetch(_ id: ModelDownload.ID, _ provider: Provider) async -> EngineError? {
    do {
      let kind = try await facts(of: provider).kind
      try await kind.server.download(id.model, try await connection(to: provider)) {
        show(id, $0)
      }
      return nil
    } catch let error as EngineError {
      return explained(error, provider: provider)
    } catch {
      return EngineError(.refused, "The download was stopped.")
    }
  }

  // MARK: Showing it

  private func isActive(_ id: ModelDownload.ID) -> Bool {
    session.profile.model == id.model
      && configuration.provider(of: session.profile).origin
        == configuration.provider(named: id.providerID)?.origin
  }

  private func show(_ id: ModelDownload.ID, _ progress: WarmUp.Download) {
    change { session in
      if let index = session.downloads.firstIndex(where: { $0.id == id }) {
        session.downloads[index].progress = progress
      } else {
        session.downloads.append(ModelDownload(id: id, progress: progress))
      }
    }
    if isActive(id), warmUpTask == nil { note(.downloadProgressed(progress)) }
  }

  private func forget(_ id: ModelDownload.ID) {
    change { $0.downloads.removeAll { $0.id == id } }
  }

  private func end(_ id: ModelDownload.ID, _ failure: EngineError?, _ provider: Provider) {
    guard !Task.isCancelled else { return }
    downloadTasks[id] = nil
    forget(id)
    if let failure {
      say("\(id.model) was not downloaded: \(failure.message)")
      if isActive(id) { note(.failed(failure)) }
    } else {
      say("\(id.model) is downloaded.")
      if isActive(id) { beginWarmUp(force: false) }
      catalogueTask = nil
      refreshCatalogue()
    }
  }

  private func missing(_ id: ModelDownload.ID) -> EngineError {
    EngineError(
      .modelMissing, "\(session.server.address) has no model named \(id.model).",
      remedy: "F5 offers to download it.")
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
