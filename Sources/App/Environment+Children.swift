import Engine

extension [String: String] {
  /// What an editor, a clipboard tool or LM Studio's tool is given: no key of a provider, which
  /// none of them has a use for.
  func withoutKeys(of configuration: Configuration) -> [String: String] {
    let keys = Set(configuration.providers.flatMap { $0.keyVariables })
    return filter { !keys.contains($0.key) }
  }
}
