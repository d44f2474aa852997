/// A server as it was last seen.
package struct ServerReport: Equatable, Sendable, Identifiable {
  /// The provider's.
  package var id: String
  package var name: String
  package var address: String
  package var location: Location
  /// The profiles that ask it.
  package var profiles: [String] = []
  package var state = State.asking
  package var kind: ServerKind?
  package var models: [ModelInfo] = []
  package var workload: Workload?
  /// What it links; `nil` until its tool has told, and where there is nothing to ask.
  package var devices: LinkedDevices?
  /// How long its last answer took.
  package var latency: Duration?
  /// When it last answered, in the engine's time.
  package var seen: Duration?

  package enum State: Equatable, Sendable {
    case asking, answered
    case silent(EngineError)
    /// A cloud has nothing to tell that a question would be worth.
    case notAsked
    /// The conversation's lock forbids it.
    case locked
  }

  package init(_ provider: Provider, profiles: [Profile]) {
    id = provider.id
    name = provider.name
    address = provider.origin?.address ?? provider.baseURL
    location = provider.location
    self.profiles = profiles.filter { $0.providerID == provider.id }.map(\.name)
  }

  /// The models in its memory; the only one of a server that tells nothing of its memory is.
  package var loaded: [ModelInfo] {
    models.count == 1 && models[0].residency == .unknown
      ? models : models.filter { $0.residency == .loaded }
  }

  /// The model to ask without a wait, else any.
  package var readiest: ModelInfo? { loaded.first ?? models.first }
}

/// Every server that is configured, and those that listen at this machine's usual ports. Nothing is scanned.
final class Fleet {
  private var asking: Task<Void, Never>?

  var tasks: [Task<Void, Never>] { [asking].compactMap(\.self) }

  /// Asks them all; each shows as its answer comes.
  func refresh(on engine: isolated Engine) {
    guard asking == nil else { return }
    asking = engine.task {
      await engine.servers.locator.locate(engine.configuration.providers, on: engine)
      await engine.servers.fleet.ask(on: engine)
      engine.servers.fleet.asking = nil
    }
  }

  /// Returns once every server has answered or failed to.
  func refreshed(on engine: isolated Engine) async {
    refresh(on: engine)
    await asking?.value
  }

  private func ask(on engine: isolated Engine) async {
    let before = engine.session.fleet
    let profiles = engine.session.profiles
    let providers = Self.members(engine.configuration.providers, profiles)
    let lock = engine.session.lock
    let reports = providers.map { provider in
      var report = ServerReport(provider, profiles: profiles)
      report.seen = before.first { $0.id == provider.id }?.seen
      if !provider.location.isNear { report.state = .notAsked }
      if provider.location > lock { report.state = .locked }
      return report
    }
    engine.change { $0.fleet = reports }
    await withTaskGroup(of: Void.self) { group in
      for (provider, report) in zip(providers, reports) where report.state == .asking {
        group.addTask {
          await engine.isolated { await $0.servers.fleet.ask(provider, report, on: $0) }
        }
      }
    }
    // What listens at a usual port and is not configured is worth a row; its absence is not.
    engine.change { session in
      session.fleet.removeAll { report in
        guard report.profiles.isEmpty, case .silent = report.state else { return false }
        return ServerRegistry.builtIn.contains { $0.id == report.id }
      }
    }
  }

  /// One for each address: a file's own provider goes before a built-in one at the same place.
  private static func members(_ providers: [Provider], _ profiles: [Profile]) -> [Provider] {
    let used = Set(profiles.map(\.providerID))
    let order =
      providers.filter { used.contains($0.id) } + providers.filter { !used.contains($0.id) }
    var seen: Set<Origin> = []
    return order.filter { provider in
      guard let origin = provider.origin else { return used.contains(provider.id) }
      let isWorthIt = used.contains(provider.id) || provider.location.isNear
      return isWorthIt && seen.insert(origin).inserted
    }
  }

  private func ask(
    _ provider: Provider, _ report: ServerReport, on engine: isolated Engine
  ) async {
    let inspection = await engine.servers.inspect(provider, asksRemote: false, on: engine)
    var report = report
    if let facts = inspection.facts {
      report.state = .answered
      report.kind = facts.kind
      report.models = facts.models.filter(\.isForChat)
      report.latency = inspection.answered
      report.seen = engine.time.now
      if let model = report.loaded.first,
        let connection = try? await engine.servers.connection(to: provider, on: engine)
      {
        report.workload = await facts.kind.server.workload(of: model.id, connection)
      }
    } else if let error = inspection.error {
      report.state = .silent(error)
    }
    guard !Task.isCancelled else { return }
    show(report, on: engine)
    guard let kind = report.kind,
      let connection = try? await engine.servers.connection(to: provider, on: engine)
    else { return }
    // Its tool may take many seconds; the row is there before.
    report.devices = await kind.server.linkedDevices(connection)
    if !Task.isCancelled, report.devices != nil { show(report, on: engine) }
  }

  private func show(_ report: ServerReport, on engine: isolated Engine) {
    engine.change { session in
      guard let index = session.fleet.firstIndex(where: { $0.id == report.id }) else { return }
      session.fleet[index] = report
    }
  }
}
