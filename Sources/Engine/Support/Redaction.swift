/// Takes keys and tokens out of text that leaves the archive: exports and recordings.
package struct Redaction: Sendable {
  /// The keys this program knows of and the forms they are written in, longest first, in lower case: a
  /// server that shouts a key back has told it.
  private(set) var secrets: [[UInt8]] = []

  static let mark = "[key removed]"

  /// - Parameter secrets: keys as they are sent. Words too short to be a key are left alone.
  package init(secrets: [String] = []) {
    learn(secrets)
  }

  /// Knows more keys from now on.
  mutating func learn(_ more: [String]) {
    let forms = more.filter { $0.utf8.count >= 8 }.flatMap { [$0] + Self.otherForms($0) }
    secrets = Set(secrets + forms.map { $0.utf8.map(\.lowercased) }).sorted {
      $0.count > $1.count || $0.count == $1.count && $0.lexicographicallyPrecedes($1)
    }
  }

  /// A key as it stands in a URL's query, in JSON that escapes its slashes, and in Base64.
  private static func otherForms(_ secret: String) -> [String] {
    let json = JSON.string(secret).text.dropFirst().dropLast()
    let base64 = Base64.encode(Array(secret.utf8))
    // What follows the key changes the last digits, so only those it settles alone are looked for.
    let settled = base64.prefix(secret.utf8.count * 4 / 3)
    return [
      PercentEncoding.encode(secret), String(json), secret.replacing("/", with: "\\/"),
      String(settled),
    ]
  }

  /// The text without known keys, and without words that have the form of one.
  ///
  /// By bytes: a combining mark behind a key makes another character of its last letter, not another key.
  package func clean(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let known = withoutKnown(bytes)
    let clean = Self.withoutKeys(known ?? bytes) ?? known
    return clean.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// The bytes without known keys; `nil` when there is none.
  func withoutKnown(_ bytes: [UInt8]) -> [UInt8]? {
    var clean = bytes
    var lower = bytes.map(\.lowercased)
    var isChanged = false
    for secret in secrets {
      let places = lower.ranges(of: secret)
      guard !places.isEmpty else { continue }
      for place in places.reversed() { clean.replaceSubrange(place, with: Self.mark.utf8) }
      lower = clean.map(\.lowercased)
      isChanged = true
    }
    return isChanged ? clean : nil
  }

  /// How keys begin: OpenAI's and Anthropic's, GitHub's and GitLab's, Hugging Face's, Google's, Amazon's,
  /// Groq's, xAI's, Perplexity's, Nvidia's, signed tokens of the web (JWT), LM Studio's; and what stands
  /// before one in a header.
  private static let openings = [
    "sk-", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "hf_", "AIza", "ya29.", "AKIA", "gsk_",
    "xai-",
    "pplx-", "nvapi-", "eyJ", "sk-lm-", "Bearer ",
  ].map { Array($0.utf8) }
  private static let initials = Set(openings.map { $0[0] })
  private static let bearer = Array("Bearer ".utf8)

  /// In one pass, whatever the text is made of; `nil` when there is nothing that looks like a key.
  private static func withoutKeys(_ text: [UInt8]) -> [UInt8]? {
    var clean: [UInt8]?
    var copied = 0
    var index = 0
    while index < text.count {
      guard initials.contains(text[index]), index == 0 || !isInWord(text[index - 1]),
        let opening = openings.filter({ text[index...].starts(with: $0) }).max(by: {
          $0.count < $1.count
        })
      else {
        index += 1
        continue
      }
      let start = index
      index += opening.count
      let body = text[index...].prefix { isInWord($0) || "-_.~+/=*".utf8.contains($0) }
      index = body.endIndex
      guard body.count >= 16 || (body.count >= 8 && body.contains(where: \.isDigit)) else {
        continue
      }
      clean = clean ?? []
      clean?.append(
        contentsOf: text[copied..<start] + (opening == bearer ? bearer : []) + mark.utf8)
      copied = index
    }
    return clean.map { $0 + text[copied...] }
  }

  private static func isInWord(_ byte: UInt8) -> Bool { byte.isLetter || byte.isDigit }
}
