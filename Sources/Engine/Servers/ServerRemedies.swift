extension Provider {
  /// How to get a server to answer there.
  var startRemedy: String {
    let servers = ServerRegistry.builtIn
    let start = { (server: BuiltInProvider) in
      ServersMessages.start(with: server.startCommand(origin?.port ?? server.port))
    }
    if let own = servers.first(where: { $0.id == id }) { return start(own) }
    guard let origin, location.isNear else {
      return ServersMessages.checkNetwork(for: id)
    }
    if location == .network { return ServersMessages.checkNeighbour(origin.address) }
    guard let usual = ServerRegistry.usual(for: self) else {
      return ServersMessages.startServer(of: id)
    }
    return start(usual)
  }

  /// Which variable to set when the server wants a token.
  var tokenRemedy: String {
    if let variable = environmentKey {
      return ServersMessages.setKey(in: variable)
    }
    if let withheldKey { return ServersMessages.sendKey(of: withheldKey, in: id) }
    let own = ServerRegistry.builtIn.first { $0.id == id }?.tokenRemedy?()
    return own ?? ServersMessages.nameVariable(in: id)
  }
}
