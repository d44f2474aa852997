import Engine

extension [String: String] {
  /// What a child is given (an editor, a clipboard tool, LM Studio's tool, a token command): no key of a
  /// provider, nothing whose name says that it is a secret, and no proxy's password.
  func withoutKeys(of configuration: Configuration) -> [String: String] {
    withoutKeys(named: configuration.providers.flatMap { $0.keyVariables })
  }

  func withoutKeys(named keys: [String]) -> [String: String] {
    filter { name, value in
      !keys.contains(name) && !SecretName.holdsSecret(name, value)
        && SecretName.proxyCredentials(name, value) == nil
    }
  }
}
