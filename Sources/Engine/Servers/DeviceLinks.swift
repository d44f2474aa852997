/// Asks which devices a server links, beside everything else: its tool may take many seconds.
final class DeviceLinks {
  private var asking: [Origin: Task<Void, Never>] = [:]

  var tasks: [Task<Void, Never>] { Array(asking.values) }

  func ask(
    _ kind: ServerKind, _ connection: ServerConnection, on engine: isolated Engine
  ) {
    let origin = connection.origin
    guard asking[origin] == nil else { return }
    asking[origin] = engine.task {
      let devices = await kind.server.linkedDevices(connection)
      engine.servers.links.asking[origin] = nil
      guard !Task.isCancelled else { return }
      engine.servers.update(devices, at: origin)
      if engine.configuration.provider(of: engine.session.profile).origin == origin,
        engine.session.server.devices != devices
      {
        engine.change { $0.server.devices = devices }
      }
    }
  }

  /// Returns once it is known which devices the server at an origin links.
  func known(at origin: Origin) async { await asking[origin]?.value }
}
