/// What came instead of an HTTP/1.1 answer, told by its first bytes.
struct UnreadableAnswer: Error {
  /// The beginning of what came.
  var bytes: [UInt8]
  /// What the reader of HTTP stumbled over, in its words.
  var reason: String

  func error(_ origin: Origin) -> EngineError {
    let text = String(decoding: bytes.prefix(200), as: UTF8.self)
    var error = explained(text, from: origin.address)
    error.serverWords = text
    return error
  }

  private func explained(_ text: String, from address: String) -> EngineError {
    if bytes.starts(with: [0x15, 0x03]) || bytes.starts(with: [0x16, 0x03]) {
      return HTTPMessages.wantsTLS(address)
    }
    if bytes.starts(with: "SSH-".utf8) { return HTTPMessages.speaksSSH(address) }
    // A frame of type SETTINGS, which a server of HTTP/2 sends first.
    if bytes.count > 8, bytes[0] == 0, bytes[3] == 4, bytes[5...8].allSatisfy({ $0 == 0 }) {
      return HTTPMessages.speaksHTTP2(address)
    }
    if !bytes.starts(with: "HTTP/".utf8) {
      return HTTPMessages.notHTTP(address, beginning: Self.brief(text))
    }
    let head = text.lowercased()
    if head.contains("transfer-encoding:"), head.contains("content-length:") {
      return HTTPMessages.lengthsOfTwoKinds(from: address)
    }
    return HTTPMessages.malformed(from: address, reason: reason)
  }

  private static func brief(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }.filter { $0.isASCII && !$0.isWhitespace || $0 == " " }
    return "\"\(line.prefix(40))\""
  }
}
