/// Takes keys and tokens out of text that leaves the archive: exports and recordings.
package struct Redaction: Sendable {
  /// The keys this program knows of, longest first.
  private let secrets: [[UInt8]]

  static let mark = "[key removed]"

  /// - Parameter secrets: keys as they are sent. Words too short to be a key are left alone.
  package init(secrets: [String] = []) {
    self.secrets = (secrets + secrets.flatMap(Self.otherForms)).map { Array($0.utf8) }.filter {
      $0.count >= 8
    }.sorted {
      $0.count > $1.count
    }
  }

  /// A key as it stands in a URL's query and in JSON that escapes its slashes.
  private static func otherForms(_ secret: String) -> [String] {
    var query = ""
    for byte in secret.utf8 {
      if isLetter(byte) || isDigit(byte) || "-._~".utf8.contains(byte) {
        query.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        query += digits.count == 1 ? "%0" + digits : "%" + digits
      }
    }
    let json = JSON.string(secret).text.dropFirst().dropLast()
    let forms = [query, String(json), secret.replacing("/", with: "\\/")]
    return Set(forms).filter { $0 != secret }
  }

  /// The text without known keys, and without words that have the form of one.
  ///
  /// By bytes: a combining mark behind a key makes another character of its last letter, not another key.
  package func clean(_ text: String) -> String {
    var bytes = Array(text.utf8)
    var isChanged = false
    for secret in secrets where bytes.contains(secret) {
      bytes = bytes.replacing(secret, with: Self.mark.utf8)
      isChanged = true
    }
    if Self.openings.contains(where: { bytes.contains($0) }) {
      bytes = Self.withoutKeys(bytes)
      isChanged = true
    }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : text
  }

  /// How keys begin: OpenAI's and Anthropic's, GitHub's, Hugging Face's, Google's, LM Studio's; and
  /// what stands before one in a header.
  private static let openings = [
    "sk-", "ghp_", "github_pat_", "hf_", "AIza", "sk-lm-", "Bearer ",
  ].map { Array($0.utf8) }
  private static let bearer = Array("Bearer ".utf8)

  private static func withoutKeys(_ text: [UInt8]) -> [UInt8] {
    var clean: [UInt8] = []
    var rest = text[...]
    while let (start, opening) = first(in: rest) {
      clean += rest[..<start]
      let body = rest[(start + opening.count)...].prefix {
        isLetter($0) || isDigit($0) || "-_.~+/=*".utf8.contains($0)
      }
      let isWord = clean.last.map { !isLetter($0) && !isDigit($0) } ?? true
      let isKey = body.count >= 16 || (body.count >= 8 && body.contains(where: isDigit))
      if isWord, isKey {
        clean += opening == bearer ? opening + Array(mark.utf8) : Array(mark.utf8)
      } else {
        clean += opening + body
      }
      rest = rest[body.endIndex...]
    }
    return clean + rest
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func first(in text: ArraySlice<UInt8>) -> (Int, [UInt8])? {
    openings.compactMap { opening in
      text.firstRange(of: opening).map { ($0.lowerBound, opening) }
    }.min { $0.0 < $1.0 || $0.0 == $1.0 && $0.1.count > $1.1.count }
  }
}
