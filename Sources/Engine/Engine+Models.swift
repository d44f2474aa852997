/// Choosing, unloading and listing models of every server the profiles name.
extension Engine {
  /// Asks every local server of the configuration for its models; each list shows as it comes.
  func refreshCatalogue() {
    guard catalogueTask == nil else { return }
    var seen: Set<Origin> = []
    let providers = session.profiles.map { configuration.provider(of: $0) }
      .filter { $0.isLocal && $0.origin.map { seen.insert($0).inserted } ?? false }
    catalogueTask = task {
      await withTaskGroup(of: Void.self) { group in
        for provider in providers {
          group.addTask { await self.list(provider) }
        }
      }
      catalogueTask = nil
    }
  }

  /// The catalogue once every server has answered or failed to.
  package func listedCatalogue() async -> [ServedModel] {
    refreshCatalogue()
    await catalogueTask?.value
    return session.catalogue
  }

  /// One server's models into the catalogue. A server that does not answer has none.
  func list(_ provider: Provider) async {
    var models: [ModelInfo] = []
    if let facts = try? await facts(of: provider),
      let connection = try? await connection(to: provider)
    {
      models = (try? await facts.kind.server.models(connection)) ?? facts.models
    }
    let served = models.filter(\.isForChat).map {
      ServedModel(providerID: provider.id, server: provider.name, model: $0)
    }
    change { session in
      session.catalogue.removeAll { $0.providerID == provider.id }
      session.catalogue += served
      if session.profile.providerID == provider.id, !models.isEmpty { session.models = models }
    }
  }

  /// The next turns go to this model: under the active profile if its provider serves it, else
  /// under the first profile of that provider.
  func choose(_ model: String, providerID: String) {
    let isHere = session.profile.providerID == providerID
    guard
      let index = session.profiles.firstIndex(where: {
        isHere ? $0.name == session.profile.name : $0.providerID == providerID
      })
    else { return }
    change { $0.profiles[index].model = model }
    activate(session.profiles[index])
  }
}

/// A model and the provider that serves it.
package struct ServedModel: Equatable, Sendable {
  package var providerID: String
  /// The provider's name for people.
  package var server: String
  package var model: ModelInfo
  /// 0…1 while we load it and the server tells how far it is.
  package var progress: Double?

  package init(providerID: String, server: String, model: ModelInfo) {
    self.providerID = providerID
    self.server = server
    self.model = model
  }
}
