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

  package init(kind: ServerKind, models: [ModelInfo]) {
    self.kind = kind
    self.models = models
  }

  /// Where a request for a model goes: to the server, or farther where that hands it on.
  func destination(of model: String, at provider: Provider) -> (location: Location, name: String) {
    let host = models.remoteHost(of: model, at: kind)
    return (provider.location.handed(to: host), host ?? provider.name)
  }
}

extension [ModelInfo] {
  /// The host where a server has a model run, if not itself, as its list or the model's name tells.
  ///
  /// Asked for each picture: names are compared only of models that run elsewhere.
  func remoteHost(of model: String, at kind: ServerKind?) -> String? {
    first { $0.remoteHost != nil && $0.answers(to: model) }?.remoteHost
      ?? kind?.server.remoteHost(of: model)
  }
}
