/// The kind of server that was recognised, as a value that can be compared.
///
/// `kind.name`, `kind.canUnload` and the like ask the server's own type.
@dynamicMemberLookup
package struct ServerKind: Equatable, Sendable {
  let server: any LocalServer

  init(_ server: any LocalServer) { self.server = server }

  package static func == (left: Self, right: Self) -> Bool { left.server.id == right.server.id }

  package subscript<Value>(dynamicMember path: KeyPath<any LocalServer, Value>) -> Value {
    server[keyPath: path]
  }
}

/// What one look at a server told.
package struct ServerFacts: Equatable, Sendable {
  package var kind: ServerKind
  package var models: [ModelInfo]
  /// The server answers, and loads its one model before it does anything else.
  package var isLoading = false
  /// The list of models was refused without a key.
  package var wantsKey = false
  package var devices: LinkedDevices?

  package init(kind: ServerKind, models: [ModelInfo]) {
    self.kind = kind
    self.models = models
  }

  /// Where a request for a model goes: to the server, or farther where that hands it on.
  func destination(of model: String, at provider: Provider) -> (location: Location, name: String) {
    guard let handover = models.handover(of: model, at: kind, devices) else {
      return (provider.location, provider.name)
    }
    return (max(provider.location, handover.location), handover.name)
  }
}
