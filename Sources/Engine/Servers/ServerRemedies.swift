extension Provider {
  /// How to get a server to answer there.
  var startRemedy: String {
    let servers = ServerRegistry.builtIn
    let start = { (server: BuiltInProvider) in
      "Start it with: " + server.startCommand(origin?.port ?? server.port)
    }
    if let own = servers.first(where: { $0.id == id }) { return start(own) }
    guard let origin, origin.isLoopback else {
      return "Check the network and base_url in [model_providers.\(id)]."
    }
    guard let usual = servers.first(where: { $0.ownsPort && $0.port == origin.port }) else {
      return "Start the server, or correct base_url in [model_providers.\(id)]."
    }
    return start(usual)
  }

  /// Which variable to set when the server wants a token.
  var tokenRemedy: String {
    if let variable = environmentKey {
      return "Set \(variable) to a valid key and start again."
    }
    let own = ServerRegistry.builtIn.first { $0.id == id }?.tokenRemedy
    return own
      ?? "Add env_key = \"NAME_OF_VARIABLE\" to [model_providers.\(id)] and set that variable."
  }
}
