/// Finds out whose names stand for machines of this network. A resolver is asked once for each name, and only
/// where the spelling does not tell.
final class HostLocator {
  private var lookup: Task<Void, Never>?

  var tasks: [Task<Void, Never>] { [lookup].compactMap(\.self) }

  /// Returns once the resolver has told of each of them.
  func locate(_ providers: [Provider], on engine: isolated Engine) async {
    // Not even a name leaves a conversation that is locked to this machine.
    guard engine.session.lock > .thisMachine else { return }
    let resolve = engine.servers.services.resolve
    var seen: Set<String> = []
    let hosts = providers.filter(\.needsLookup).compactMap { $0.origin?.host }
      .filter { seen.insert($0).inserted }
    await withTaskGroup(of: (String, [HostAddress]).self) { group in
      for host in hosts { group.addTask { (host, await resolve(host)) } }
      // A name that is not known now may be known after the next change of the network.
      for await (host, addresses) in group where !addresses.isEmpty {
        engine.setLocation(Location(addresses), of: host)
      }
    }
  }

  /// Asks beside whatever else is done, and warms the active model up where its server turns out to be near.
  func locateLater(_ provider: Provider, on engine: isolated Engine) {
    guard provider.needsLookup, lookup == nil else { return }
    lookup = engine.task {
      let locator = engine.servers.locator
      await locator.locate([provider], on: engine)
      locator.lookup = nil
      let active = engine.configuration.provider(of: engine.session.profile)
      guard !Task.isCancelled,
        active.id == provider.id ? active.location.isNear : active.needsLookup
      else { return }
      engine.warmUp.begin(force: false, on: engine)
    }
  }
}
