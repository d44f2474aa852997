/// What a server says when it fails, taken out of whichever shape it chose.
///
/// Seen: `{"error":"…"}` (LM Studio's crashes, Ollama), `{"error":{"message","type","code"}}`
/// (OpenAI and most), `{"object":"error","message"}` (old vLLM), `{"detail"}` (FastAPI),
/// pages, plain words.
struct ServerComplaint: Equatable, Sendable {
  /// Server words kept for the error overlay, in bytes.
  static let keptBytes = 4096

  /// The sentence meant for people; may be empty.
  var message = ""
  var code = ""
  var type = ""
  var parameter = ""
  /// llama.cpp tells by how much a prompt is too long.
  var promptTokens: Int?
  var contextLength: Int?
  /// Everything, raw, cut at `keptBytes`.
  var raw = ""
  /// The answer was HTML: no model server sends it, what stands before one does.
  var isPage = false

  init(body: [UInt8]) {
    if let json = JSON(parsing: body) {
      read(json)
    } else if body.contains(UInt8(ascii: "<")) {
      message = Self.title(ofPage: Self.bounded(body))
      isPage = true
    } else {
      message = Self.bounded(body)
    }
    raw = Self.bounded(body)
  }

  init(json: JSON) {
    raw = Self.bounded(json.bytes)
    read(json)
  }

  private mutating func read(_ json: JSON) {
    // Google wraps its errors in an array.
    let json = json[0] ?? json
    let error = json["error"] ?? json
    message = error.string ?? Self.sentence(in: error) ?? Self.sentence(in: json) ?? ""
    code = Self.word(error["code"] ?? json["code"])
    type = Self.word(error["type"] ?? json["type"])
    parameter = Self.word(error["param"] ?? json["param"])
    promptTokens = error["n_prompt_tokens"]?.int
    contextLength = error["n_ctx"]?.int
  }

  init(words: String) {
    raw = Self.bounded(Array(words.utf8))
    message = raw
  }

  /// Whether a JSON text is a complaint at all. A null or empty `error` is none.
  static func isMade(by json: JSON) -> Bool {
    switch json["error"] {
    case .string(let words)?: !words.isEmpty
    case .object(let members)?: !members.isEmpty
    case .bool(let flag)?: flag
    case .null?, .int?, .double?, .array?: true
    case nil: json["object"]?.string == "error" || json["type"]?.string == "error"
    }
  }

  private static func sentence(in json: JSON) -> String? {
    if let message = json["message"]?.string, !message.isEmpty {
      // OpenRouter wraps the words of the provider behind it.
      guard let inner = json["metadata"]?["raw"]?.string, !inner.isEmpty else { return message }
      return "\(message): \(inner)"
    }
    return json["detail"]?.string ?? json["detail"]?[0]?["msg"]?.string
      ?? json["errors"]?[0]?["message"]?.string
  }

  private static func word(_ json: JSON?) -> String {
    json?.string ?? json?.int.map(String.init) ?? ""
  }

  /// A page's title, which for proxies is the whole message: `502 Bad Gateway`.
  private static func title(ofPage page: String) -> String {
    guard let start = page.firstRange(of: "<title>"),
      let end = page[start.upperBound...].firstRange(of: "</title>")
    else { return "" }
    return String(page[start.upperBound..<end.lowerBound])
  }

  private static func bounded(_ bytes: [UInt8]) -> String {
    guard bytes.count > keptBytes else { return String(decoding: bytes, as: UTF8.self) }
    var end = keptBytes
    // Never cut inside a scalar: its later bytes are 10xxxxxx.
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self) + "…"
  }
}

extension ServerComplaint {
  /// The message on one line and short enough for a sentence of ours.
  var brief: String {
    let line = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= 200 ? line : line.prefix(199) + "…"
  }

  /// Whether any of these phrases occurs in the message, whatever its case.
  func says(_ phrases: String...) -> Bool {
    let words = message.lowercased()
    return phrases.contains { words.contains($0) }
  }

  /// Whether the code or the type is one of these.
  func isA(_ names: String...) -> Bool {
    names.contains(code) || names.contains(type)
  }

  /// The counts of tokens in the message: `request (6142 tokens) exceeds … (2048 tokens)`.
  var tokenCounts: [Int] {
    let words = message.split { !$0.isLetter && !$0.isNumber }
    return words.indices.compactMap { index in
      guard let number = Int(words[index]) else { return nil }
      let following = words[(index + 1)...].prefix(2)
      return following.contains { $0.lowercased().hasPrefix("token") } ? number : nil
    }
  }
}
