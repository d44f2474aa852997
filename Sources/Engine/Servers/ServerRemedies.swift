extension Provider {
  /// How to get a server to answer there.
  ///
  /// - Parameter isInstalled: whether a program of that name may be run here.
  func startRemedy(isInstalled: (String) -> Bool) -> String {
    if let startCommand { return ServersMessages.start(with: startCommand) }
    guard let origin else { return ServersMessages.checkNetwork(for: id) }
    guard location.isNear else {
      // One that is built in has no table, unless a file has one, too.
      let isBuiltIn = ServerRegistry.builtIn.contains { $0.id == id }
      return isBuiltIn
        ? ServersMessages.checkAddress(origin.address) : ServersMessages.checkNetwork(for: id)
    }
    if location == .network { return ServersMessages.checkNeighbour(origin.address) }
    guard origin.socketPath == nil, let usual = ServerRegistry.usual(for: self) else {
      return ServersMessages.startServer(of: id)
    }
    return isInstalled(usual.program)
      ? ServersMessages.start(with: usual.startCommand(origin.port))
      : ServersMessages.startOrGet(usual.name, from: usual.download)
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
