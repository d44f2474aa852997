/// Choosing, unloading and listing models of every server the profiles name.
extension Engine {
  /// Asks every local server of the configuration for its models; each list shows as it comes.
  func refreshCatalogue() {
    guard catalogueTask == nil else { return }
    var seen: Set<Origin> = []
    let providers = session.profiles.map { configuration.provider(of: $0) }
      .filter { $0.isLocal && $0.origin.map { seen.insert($0).inserted } ?? false }
    catalogueTask = Task {
      await withTaskGroup(of: Void.self) { group in
        for provider in providers { group.addTask { await self.list(provider) } }
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

  /// Unloads a model and waits for it; returns what went wrong, in a sentence.
  package func unloaded(_ served: ServedModel) async -> String? {
    let before = session.notices.count
    unload(served.model.id, providerID: served.providerID)
    guard let task = modelTask else { return "\(served.server) cannot unload a model." }
    await task.value
    return session.notices.dropFirst(before).first?.text
  }

  /// One server's models into the catalogue. A server that does not answer has none.
  private func list(_ provider: Provider) async {
    var models: [ModelInfo] = []
    if let facts = try? await facts(of: provider), let probe = try? await probe(of: provider) {
      models = (try? await probe.models(of: facts.kind)) ?? facts.models
    }
    let served = models.filter { !$0.isEmbedding }.map {
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

  /// Takes a model out of the server's memory.
  func unload(_ model: String, providerID: String) {
    guard let provider = configuration.provider(named: providerID), let origin = provider.origin,
      let kind = facts[origin]?.kind,
      let served = session.catalogue.first(where: {
        $0.providerID == providerID && $0.model.id == model
      }),
      let written = kind.unloadRequest(for: served.model)
    else { return }
    modelTask?.cancel()
    modelTask = Task {
      do throws(EngineError) {
        let reply = try await transport.send(try await httpRequest(written, provider: provider))
        let body = (try? await reply.collect(limit: 64 << 10)) ?? []
        if reply.status != 200 {
          throw ErrorWords.error(status: reply.status, headers: reply.headers, body: body)
        }
        if let complaint = ErrorWords.complaint(in: body) { throw complaint }
      } catch {
        change { $0.notices.append(Notice("\(model) was not unloaded: \(error.message)")) }
      }
      await list(provider)
      if session.profile.providerID == providerID { noteResidency() }
    }
  }

  /// The warm-up's word follows what the list now says of the active model.
  private func noteResidency() {
    guard replyTask == nil, warmUpTask == nil,
      let model = session.models.first(where: { $0.answers(to: session.profile.model) })
    else { return }
    note(.modelFound(model.residency))
  }
}

/// A model and the provider that serves it.
package struct ServedModel: Equatable, Sendable {
  package var providerID: String
  /// The provider's name for people.
  package var server: String
  package var model: ModelInfo

  package init(providerID: String, server: String, model: ModelInfo) {
    self.providerID = providerID
    self.server = server
    self.model = model
  }
}

extension ServerKind {
  /// What takes a model out of memory; `nil` where the server has no such request.
  func unloadRequest(for model: ModelInfo) -> WireRequest? {
    switch self {
    case .lmStudio(.v1):
      WireRequest(
        path: .origin("/api/v1/models/unload"),
        body: ["instance_id": .string(model.instanceID ?? model.id)])
    case .ollama:
      WireRequest(
        path: .origin("/api/generate"),
        body: ["model": .string(model.id), "keep_alive": 0, "stream": false])
    case .llamaCpp(isRouter: true):
      WireRequest(path: .origin("/models/unload"), body: ["model": .string(model.id)])
    case .lmStudio, .llamaCpp, .vllm, .generic: nil
    }
  }
}
