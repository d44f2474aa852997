/// Every kind of server the program knows.
package enum ServerRegistry {
  /// In the order in which an unknown server is asked; the last recognises whatever answers.
  ///
  /// LM Studio comes first: it answers 200 to any path, with an `error` in the body, which looks like
  /// success to the others (bug tracker 618, 1323).
  static let kinds: [any LocalServer.Type] = [
    LMStudioServer.self, OllamaServer.self, LlamaCppServer.self, VLLMServer.self,
    OpenAICompatibleServer.self,
  ]

  /// The providers that are there without a file, in the same order.
  package static let builtIn: [BuiltInProvider] = kinds.compactMap { $0.builtIn }

  /// Servers that start without anything to fill in, and are installed here.
  static func startable(_ isInstalled: (String) -> Bool) -> [StartableServer] {
    builtIn.compactMap { server in
      server.launchCommand(where: isInstalled).map {
        StartableServer(providerID: server.id, name: server.name, command: $0)
      }
    }
  }

  /// Servers whose program may be run here, with the command that starts them; something may be to be filled in.
  static func installed(_ isInstalled: (String) -> Bool) -> [StartableServer] {
    builtIn.compactMap { server in
      guard isInstalled(server.program) else { return nil }
      let command = server.launchCommand ?? server.startCommand(server.port)
      return StartableServer(providerID: server.id, name: server.name, command: command)
    }
  }

  /// The built-in provider that a provider is, or at whose own port it listens.
  static func usual(for provider: Provider) -> BuiltInProvider? {
    builtIn.first { $0.id == provider.id }
      ?? builtIn.first { $0.ownsPort && $0.port == provider.origin?.port }
  }

  /// Where the server of a built-in provider writes, which can be read while it does not answer.
  static func logs(ofProvider id: String) -> [ServerLog] {
    kinds.first { $0.builtIn?.id == id }?.logs ?? []
  }
}

/// A provider that a kind of server brings along.
package struct BuiltInProvider: Sendable {
  /// The key of its table: `[model_providers.ID]`.
  package var id: String
  var name: String
  /// Where such a server listens unless it is told otherwise.
  var port: Int
  /// No other program is likely to listen at that port.
  var ownsPort = true
  /// The model asked for when the configuration names none.
  var usualModel: String
  /// The program that starts it.
  var program: String
  /// The command that starts it at a port.
  var startCommand: @Sendable (_ port: Int) -> String
  /// Where its program is to be had.
  var download: String
  /// The command that starts it without anything to fill in; `nil` where there is none.
  var launchCommand: String?
  /// A load is part of the request that needs it, and the server says nothing meanwhile.
  var loadsSilently = false
  /// How to get past a request for a token, where that is special.
  var tokenRemedy: (@Sendable () -> String)?

  /// The same, where its program may be run here.
  func launchCommand(where isInstalled: (String) -> Bool) -> String? {
    isInstalled(program) ? launchCommand : nil
  }

  /// Its table, as a configuration file would say it.
  var table: String {
    """
    [model_providers.\(id)]
    name = "\(name)"
    base_url = "http://localhost:\(port)/v1"
    """
  }
}
