/// Which variables hold secrets, by their names and values: what children do not get and exports take out.
package enum SecretName {
  private static let endings = [
    "key", "token", "secret", "pass", "passwd", "password", "passphrase", "credential",
    "credentials",
    "_auth", "_pat", "_pwd",
  ]

  /// By how the name ends, digits left aside: `OPENAI_API_KEY` and `API_KEY_2` are, `KEYBOARD`,
  /// `TOKEN_LIMIT` and `OLDPWD` are not.
  package static func isSecret(_ variable: String) -> Bool {
    // By bytes: each variable of the environment is looked at before the first picture.
    var name = Array(variable.utf8)[...]
    while let last = name.last, last == UInt8(ascii: "_") || last.isDigit { name.removeLast() }
    return endings.contains { ending in
      ending.utf8.count <= name.count
        && zip(ending.utf8, name.suffix(ending.utf8.count)).allSatisfy { $0 == $1.lowercased }
    }
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
