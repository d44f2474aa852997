/// Takes keys and tokens out of text that leaves the archive: exports and recordings.
package struct Redaction: Sendable {
  /// The keys this program knows of, longest first.
  private let secrets: [String]

  static let mark = "[key removed]"

  /// - Parameter secrets: keys as they are sent. Words too short to be a key are left alone.
  package init(secrets: [String] = []) {
    self.secrets = secrets.filter { $0.utf8.count >= 8 }.sorted { $0.count > $1.count }
  }

  /// The text without known keys, and without words that have the form of one.
  package func clean(_ text: String) -> String {
    var text = text
    for secret in secrets where text.contains(secret) {
      text = text.replacing(secret, with: Self.mark)
    }
    guard Self.openings.contains(where: { text.contains($0) }) else { return text }
    return Self.withoutKeys(text)
  }

  /// How keys begin: OpenAI's and Anthropic's, GitHub's, Hugging Face's, Google's, LM Studio's; and
  /// what stands before one in a header.
  private static let openings = ["sk-", "ghp_", "github_pat_", "hf_", "AIza", "sk-lm-", "Bearer "]

  private static func withoutKeys(_ text: String) -> String {
    var clean = ""
    var rest = text[...]
    while let (start, opening) = first(in: rest) {
      clean += rest[..<start]
      let body = rest[rest.index(start, offsetBy: opening.count)...].prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-_.~+/=*".contains($0))
      }
      let isWord = clean.last.map { !$0.isLetter && !$0.isNumber } ?? true
      let isKey = body.count >= 16 || (body.count >= 8 && body.contains { $0.isNumber })
      if isWord, isKey {
        clean += opening == "Bearer " ? opening + mark : mark
      } else {
        clean += opening + body
      }
      rest = rest[body.endIndex...]
    }
    return clean + rest
  }

  private static func first(in text: Substring) -> (Substring.Index, String)? {
    openings.compactMap { opening in
      text.firstRange(of: opening).map { ($0.lowerBound, opening) }
    }.min { $0.0 < $1.0 || $0.0 == $1.0 && $0.1.count > $1.1.count }
  }
}
