extension Redaction {
  /// Knows the keys of the environment and of the providers.
  ///
  /// What an error says may repeat what a server said, and a server may repeat the key it refused.
  package init(environment: [String: String], providers: [Provider]) {
    let named = Set(providers.flatMap(\.keyVariables))
    let words = ["KEY", "TOKEN", "SECRET", "PASSWORD"]
    var found = environment.filter { name, _ in
      named.contains(name) || words.contains { name.uppercased().contains($0) }
    }.map(\.value)
    found += providers.compactMap(\.bearerToken)
    for credentials in providers.compactMap(\.basicCredentials) {
      found += [credentials, Base64.encode(Array(credentials.utf8))]
      found += [credentials.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""]
    }
    found += providers.flatMap { $0.headers.map(\.value) + $0.queryParameters.map(\.value) }
    self.init(secrets: found)
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
