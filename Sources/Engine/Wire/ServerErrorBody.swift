/// What a server says when it fails, taken out of whichever shape it chose.
///
/// Seen: `{"error":"…"}` (LM Studio's crashes, Ollama), `{"error":{"message","type","code"}}`
/// (OpenAI and most), `{"object":"error","message"}` (old vLLM), `{"code","message"}` (z.ai, RAGFlow),
/// `{"detail":[{"loc","msg"}]}` (FastAPI), the same as `message` (Mistral), `{"errors":[…]}`,
/// `{"error_code","error_msg"}` (Baidu), `{"title","detail"}` (RFC 9457), pages, plain words.
struct ServerErrorBody: Equatable, Sendable {
  /// Server words kept for the error overlay, in bytes.
  static let keptBytes = 4096

  /// The sentence meant for people; may be empty.
  var message = ""
  var code = ""
  var type = ""
  /// The field of the request that the server names.
  var parameter = ""
  /// llama.cpp tells by how much a prompt is too long.
  var promptTokens: Int?
  var contextLength: Int?
  /// Everything, raw, cut at `keptBytes`.
  var raw = ""
  /// The answer was HTML: no model server sends it, what stands before one does.
  var isPage = false

  init(body: [UInt8]) {
    let text = Self.bounded(body)
    raw = text
    if let json = JSON(parsing: body) {
      read(json)
    } else if text.drop(while: \.isWhitespace).first == "<" {
      message = Self.title(ofPage: text)
      isPage = true
    } else {
      message = text
    }
  }

  init(json: JSON) {
    raw = Self.bounded(json.bytes)
    read(json)
  }

  init(words: String) {
    raw = Self.bounded(Array(words.utf8))
    message = raw
  }

  private mutating func read(_ json: JSON) {
    // Google wraps its errors in an array.
    let json = json[0]?.object == nil ? json : json[0] ?? json
    let error = json["error"].flatMap { $0.object == nil ? nil : $0 } ?? json
    message = ServerSentence.find(in: json) ?? ""
    code = Self.word(error["code"] ?? json["code"] ?? json["error_code"] ?? json["status_code"])
    type = Self.word(error["type"] ?? error["status"] ?? json["type"])
    parameter = Self.word(error["param"] ?? json["param"])
    if parameter.isEmpty { parameter = ServerSentence.field(in: json) ?? "" }
    promptTokens = error["n_prompt_tokens"]?.count(.tokens)
    contextLength = error["n_ctx"]?.count(.tokens)
  }

  /// Whether a JSON text is a complaint at all. A null or empty `error` is none.
  static func isMade(by json: JSON) -> Bool {
    switch json["error"] {
    case .string(let words)?: return !words.isEmpty
    case .object(let members)?: return !members.isEmpty
    case .array(let rows)?: return !rows.isEmpty
    case .bool(true)?, .int?, .double?, .cutString?: return true
    case .null?, .bool(false)?, nil: break
    }
    if json["object"]?.string == "error" || json["type"]?.string == "error" { return true }
    guard json["choices"] == nil else { return false }
    if json["errors"]?[0] != nil || json["error_msg"]?.string?.isEmpty == false { return true }
    if json["detail"] != nil, json["message"] == nil, json["type"] == nil { return true }
    let isCoded = !["", "0", "200", "ok", "OK", "success"].contains(word(json["code"]))
    let isFailed = json["success"]?.bool == false || json["status"]?.string == "error"
    guard isCoded || isFailed else { return false }
    return (json["message"] ?? json["msg"]).flatMap { ServerSentence.find(in: $0) } != nil
  }

  private static func word(_ json: JSON?) -> String {
    json?.string ?? json?.identity.map(String.init) ?? ""
  }

  /// A page's title, which for proxies is the whole message: `502 Bad Gateway`.
  private static func title(ofPage page: String) -> String {
    let lower = page.lowercased()
    guard lower.utf8.count == page.utf8.count, let open = lower.firstRange(of: "<title"),
      let start = lower[open.upperBound...].firstIndex(of: ">"),
      let end = lower[start...].firstRange(of: "</title")
    else { return "" }
    // The small letters have the places of the page's own.
    let first = lower.utf8.distance(from: lower.startIndex, to: start) + 1
    let last = lower.utf8.distance(from: lower.startIndex, to: end.lowerBound)
    return String(decoding: Array(page.utf8)[first..<last], as: UTF8.self).trimmed
  }

  private static func bounded(_ bytes: [UInt8]) -> String {
    guard bytes.count > keptBytes else { return String(decoding: bytes, as: UTF8.self) }
    var end = keptBytes
    // Never cut inside a scalar: its later bytes are 10xxxxxx.
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self) + "…"
  }
}

extension ServerErrorBody {
  /// The message on one line and short enough for a sentence of ours.
  var brief: String {
    let line = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= 400 ? line : line.prefix(399) + "…"
  }

  /// Whether any of these phrases occurs in the message, whatever its case.
  func says(_ phrases: String...) -> Bool { says(anyOf: phrases) }

  func says(anyOf phrases: [String]) -> Bool {
    let words = message.lowercased()
    return phrases.contains { words.contains($0) }
  }

  /// Whether the code or the type is one of these.
  func isA(_ names: String...) -> Bool {
    names.contains(code) || names.contains(type)
  }
}

/// Finds the sentence for people in a JSON text of any shape.
enum ServerSentence {
  /// Where it may stand, the likeliest first.
  private static let keys = [
    "message", "error_msg", "error_message", "errorMessage", "error_description", "msg", "detail",
    "error", "details", "errors", "faultstring", "fault", "description", "reason", "title",
    "Message",
  ]
  private static let deepest = 6

  static func find(in json: JSON, depth: Int = 0) -> String? {
    guard depth < deepest else { return nil }
    switch json {
    case .string(let text): return sentence(of: text, depth: depth)
    case .cutString(let text): return text.whole
    case .array(let rows):
      var parts: [String] = []
      for row in rows.prefix(8) {
        if let part = find(in: row, depth: depth + 1), !parts.contains(part) { parts.append(part) }
      }
      return parts.isEmpty ? nil : parts.prefix(3).joined(separator: "; ")
    case .object(let members): return sentence(of: json, members, depth: depth)
    case .null, .bool, .int, .double: return nil
    }
  }

  /// A text that is itself JSON, as proxies pass on what stands behind them, is read as such.
  private static func sentence(of text: String, depth: Int) -> String? {
    let bare = text.trimmed
    if bare.first == "{", let inner = JSON(parsing: bare),
      let found = find(in: inner, depth: depth + 1)
    {
      return found
    }
    return bare.isEmpty ? nil : text
  }

  private static func sentence(
    of json: JSON, _ members: [JSON.Member], depth: Int
  ) -> String? {
    // Spring's `error` is only the status in words, and the reason stands beside it.
    let order = json["error"]?.string == nil ? ["error"] + keys : keys
    for key in order {
      guard let value = json[key], let found = find(in: value, depth: depth + 1) else { continue }
      // FastAPI's rows name the field beside what is wrong with it.
      if key == "msg", let place = location(of: json) { return "\(place): \(found)" }
      // OpenRouter wraps the words of the provider behind it.
      if let inner = json["metadata"]?["raw"].flatMap({ find(in: $0, depth: depth + 1) }) {
        return "\(found): \(inner)"
      }
      return found
    }
    return nil
  }

  /// The field of the request that a row of a validation names: `stream_options`.
  static func field(in json: JSON, depth: Int = 0) -> String? {
    guard depth < deepest else { return nil }
    switch json {
    case .array(let rows): return rows.lazy.compactMap { field(in: $0, depth: depth + 1) }.first
    case .object(let members):
      if let place = location(of: json) { return place }
      return members.lazy.compactMap { field(in: $0.value, depth: depth + 1) }.first
    case .null, .bool, .int, .double, .string, .cutString: return nil
    }
  }

  private static func location(of row: JSON) -> String? {
    let parts = (row["loc"]?.array ?? []).compactMap { $0.string ?? $0.identity.map(String.init) }
    let names = parts.drop { ["body", "query"].contains($0) }
    return names.isEmpty ? nil : names.joined(separator: ".")
  }
}
