extension Provider {
  /// How to get a server to answer there.
  ///
  /// - Parameter isInstalled: whether a program of that name may be run here.
  func startRemedy(isInstalled: (String) -> Bool) -> String {
    guard let origin, location.isNear else { return ServersMessages.checkNetwork(for: id) }
    if location == .network { return ServersMessages.checkNeighbour(origin.address) }
    guard let usual = ServerRegistry.usual(for: self) else {
      return ServersMessages.startServer(of: id)
    }
    let command = usual.startCommand(origin.port)
    let program = String(command.prefix { $0 != " " })
    return isInstalled(program)
      ? ServersMessages.start(with: command)
      : ServersMessages.startOrGet(usual.name, from: usual.download, missing: program)
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
