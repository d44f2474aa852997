extension Redaction {
  /// Knows the keys of the environment and of the providers.
  ///
  /// What an error says may repeat what a server said, and a server may repeat the key it refused.
  package init(environment: [String: String], providers: [Provider]) {
    let named = Set(providers.flatMap(\.keyVariables))
    var found: [String] = []
    for (name, value) in environment {
      if named.contains(name) || SecretName.holdsSecret(name, value) { found.append(value) }
      if let credentials = SecretName.proxyCredentials(name, value) {
        found += Self.forms(ofCredentials: credentials)
      }
    }
    found += providers.compactMap(\.bearerToken)
    found += providers.compactMap(\.basicCredentials).flatMap(Self.forms(ofCredentials:))
    found += providers.flatMap { $0.headers.map(\.value) + $0.queryParameters.map(\.value) }
    self.init(secrets: found)
  }

  /// `user:password`, what a header makes of it, and the password alone.
  private static func forms(ofCredentials credentials: String) -> [String] {
    let password = credentials.split(separator: ":", maxSplits: 1).dropFirst().first
    return [credentials, Base64.encode(Array(credentials.utf8)), password.map(String.init) ?? ""]
  }
}

extension EngineError {
  /// The same without keys that a server, a proxy or a command repeated.
  func withoutKeys(_ redaction: Redaction) -> EngineError {
    var error = self
    error.message = redaction.clean(message)
    error.remedy = remedy.map(redaction.clean)
    error.serverWords = serverWords.map(redaction.clean)
    error.serverMessage = serverMessage.map(redaction.clean)
    return error
  }
}

extension Provider {
  /// Variables that hold keys, so that no child of ours is handed one it has no use for.
  package var keyVariables: [String] {
    [environmentKey].compactMap(\.self) + environmentHeaders.map(\.value)
      + ["LM_API_TOKEN", "LMSTUDIO_API_TOKEN"]
  }
}
