/// What came instead of an HTTP/1.1 answer, told by its first bytes.
struct UnreadableAnswer: Error {
  /// The beginning of what came.
  var bytes: [UInt8]
  /// What the reader of HTTP stumbled over, in its words.
  var reason: String

  func error(_ origin: Origin) -> EngineError {
    let text = String(decoding: bytes.prefix(200), as: UTF8.self)
    func answer(_ message: String, _ remedy: String? = nil) -> EngineError {
      EngineError(
        .malformedAnswer, "\(origin.address) \(message)", remedy: remedy, serverWords: text)
    }
    if bytes.starts(with: [0x15, 0x03]) || bytes.starts(with: [0x16, 0x03]) {
      return answer("speaks TLS.", "Write https:// in base_url.")
    }
    if bytes.starts(with: "SSH-".utf8) {
      return answer("is an SSH server.", "Check the port in base_url.")
    }
    // A frame of type SETTINGS, which a server of HTTP/2 sends first.
    if bytes.count > 8, bytes[0] == 0, bytes[3] == 4, bytes[5...8].allSatisfy({ $0 == 0 }) {
      return answer(
        "speaks HTTP/2 only, without TLS.", "Ask it over https:// or let it speak HTTP/1.1.")
    }
    if !bytes.starts(with: "HTTP/".utf8) {
      return answer(
        "answers, but not in HTTP: \(Self.brief(text))", "Check the port in base_url.")
    }
    let head = text.lowercased()
    if head.contains("transfer-encoding:"), head.contains("content-length:") {
      return answer(
        "sent an HTTP answer that is malformed: it has both Transfer-Encoding and Content-Length.")
    }
    return answer("sent a malformed HTTP answer (\(reason)).")
  }

  private static func brief(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }.filter { $0.isASCII && !$0.isWhitespace || $0 == " " }
    return "\"\(line.prefix(40))\""
  }
}
