import Engine

/// Takes keys out of words before they are kept.
///
/// What an error says may repeat what a server said, and a server may repeat the key it refused.
struct Redaction: Sendable {
  /// Longest first, so that no part of a longer one is left over.
  private let secrets: [String]

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
    // Shorter ones would black out ordinary words.
    secrets = Set(found.filter { $0.utf8.count >= 6 }).sorted { $0.utf8.count > $1.utf8.count }
  }

  func callAsFunction(_ text: String) -> String {
    var text = secrets.reduce(text) { $0.replacing($1, with: "•••") }
    // OpenAI's way to write keys, whoever's they are.
    while let start = text.firstRange(of: "sk-") {
      let rest = text[start.upperBound...].prefix { !$0.isWhitespace && !"\"',.;)".contains($0) }
      text.replaceSubrange(start.lowerBound..<rest.endIndex, with: "•••")
    }
    return text
  }
}
