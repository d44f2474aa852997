import Engine

extension [String: String] {
  /// What a child is given (an editor, a clipboard tool, LM Studio's tool, a token command): no key of a
  /// provider, nothing whose name says that it is a secret, and no proxy's password.
  func withoutKeys(of configuration: Configuration) -> [String: String] {
    withoutKeys(named: configuration.providers.flatMap { $0.keyVariables })
  }

  func withoutKeys(named keys: [String]) -> [String: String] {
    filter { name, value in
      // A path is where a secret stands (`GOOGLE_APPLICATION_CREDENTIALS`), not the secret.
      !keys.contains(name) && (!Self.isSecret(name) || value.hasPrefix("/"))
        && !Self.hasPassword(name, value)
    }
  }

  private static let secretEndings = [
    "KEY", "TOKEN", "SECRET", "PASS", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL",
    "CREDENTIALS", "_AUTH", "_PAT",
  ]

  /// By how the name ends: `OPENAI_API_KEY` is one, `KEYBOARD` and `TOKEN_LIMIT` are none.
  private static func isSecret(_ name: String) -> Bool {
    let name = name.uppercased()
    return secretEndings.contains { name.hasSuffix($0) }
  }

  /// `https_proxy=http://user:password@proxy:8080`
  private static func hasPassword(_ name: String, _ value: String) -> Bool {
    guard name.lowercased().hasSuffix("_proxy"), let mark = value.firstRange(of: "://") else {
      return name.lowercased().hasSuffix("_proxy") && value.contains("@")
    }
    return value[mark.upperBound...].prefix { $0 != "/" }.contains("@")
  }
}
