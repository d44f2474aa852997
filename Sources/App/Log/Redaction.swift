import Engine

extension Redaction {
  /// Knows the keys of the environment and of the providers.
  ///
  /// What an error says may repeat what a server said, and a server may repeat the key it refused.
  init(environment: [String: String], providers: [Provider]) {
    let named = Set(
      providers.flatMap {
        [$0.environmentKey].compactMap(\.self) + $0.environmentHeaders.map(\.value)
      })
    let words = ["KEY", "TOKEN", "SECRET", "PASSWORD"]
    var found = environment.filter { name, _ in
      named.contains(name) || words.contains { name.uppercased().contains($0) }
    }.map(\.value)
    found += providers.compactMap(\.bearerToken)
    found += providers.flatMap { $0.headers.map(\.value) + $0.queryParameters.map(\.value) }
    self.init(secrets: found)
  }
}
