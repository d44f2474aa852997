/// Which variables hold secrets, by their names and values: what children do not get and exports take out.
package enum SecretName {
  private static let endings = [
    "KEY", "TOKEN", "SECRET", "PASS", "PASSWD", "PASSWORD", "PASSPHRASE", "CREDENTIAL",
    "CREDENTIALS",
    "_AUTH", "_PAT", "_PWD",
  ]

  /// By how the name ends, numbers left aside: `OPENAI_API_KEY` and `API_KEY_2` are, `KEYBOARD`,
  /// `TOKEN_LIMIT` and `OLDPWD` are not.
  package static func isSecret(_ variable: String) -> Bool {
    var name = variable.uppercased()[...]
    while let last = name.last, last == "_" || last.isNumber { name.removeLast() }
    return endings.contains { name.hasSuffix($0) }
  }

  /// The name says that it is a secret, and the value is not only the place of one
  /// (`GOOGLE_APPLICATION_CREDENTIALS`).
  package static func holdsSecret(_ variable: String, _ value: String) -> Bool {
    isSecret(variable) && !value.hasPrefix("/")
  }

  /// `user:password` of `https_proxy=http://user:password@proxy:8080`
  package static func proxyCredentials(_ variable: String, _ value: String) -> String? {
    guard variable.lowercased().hasSuffix("_proxy") else { return nil }
    let authority = value.firstRange(of: "://").map { value[$0.upperBound...] } ?? value[...]
    guard let at = authority.prefix(while: { $0 != "/" }).lastIndex(of: "@") else { return nil }
    return String(authority[..<at])
  }
}
