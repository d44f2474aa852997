/// The devices that LM Link connects to an LM Studio: their models are in its list and run over there, and nothing
/// but its tool tells so (`lms link status --json`).
package struct LinkedDevices: Equatable, Sendable {
  package struct Peer: Equatable, Sendable {
    package var id: String
    package var name: String
    package var isConnected: Bool
    /// The names of what is in its memory.
    package var models: [String]
  }

  package var peers: [Peer] = []
  /// The device that models are loaded on; `nil` is this machine.
  package var preferred: String?
  /// What the link complains of, in the tool's words: `badVersion`.
  package var issues: [String] = []

  /// What these name is a link that is not in use.
  private static let unused: Set<String> = ["notLoggedIn", "noAccess", "deviceDisabled"]

  package init?(_ json: JSON) {
    guard let rows = json["peers"]?.array else { return nil }
    peers = rows.compactMap { row in
      guard let id = row["deviceIdentifier"]?.string else { return nil }
      return Peer(
        id: id, name: row["deviceName"]?.string ?? String(id.prefix(8)),
        isConnected: row["status"]?.string.map { $0 == "connected" } ?? true,
        models: row["loadedModels"]?.array?.flatMap(Self.names) ?? [])
    }
    issues = (json["issues"]?.array?.compactMap(\.string) ?? []).filter {
      !Self.unused.contains($0)
    }
    let own = json["deviceIdentifier"]?.string
    preferred = json["preferredDeviceIdentifier"]?.string.flatMap { $0 == own ? nil : $0 }
  }

  /// A model is written as its name or as an object that has one or two.
  private static func names(_ model: JSON) -> [String] {
    if let name = model.string { return [name] }
    return ["identifier", "modelKey"].compactMap { model[$0]?.string }
  }

  /// The device where a model runs, or would be loaded.
  ///
  /// The same model may be in this machine's memory as well, and LM Studio does not say which of the two it asks:
  /// then it may be over there.
  func place(of model: ModelInfo?, named name: String) -> Handover? {
    let names = [name, model?.id, model?.instanceID].compactMap(\.self)
    let holder = peers.first { peer in
      peer.isConnected && peer.models.contains(where: names.contains)
    }
    let isLoaded = model?.residency == .loaded
    let target = holder ?? peers.first { !isLoaded && $0.isConnected && $0.id == preferred }
    return target.map { Handover(name: $0.name, location: .unknown) }
  }
}

extension LMS {
  /// `nil` where the tool cannot be asked. It takes a second, and many on a busy machine.
  func linkedDevices() async -> LinkedDevices? {
    await json(.link).flatMap(LinkedDevices.init)
  }
}
