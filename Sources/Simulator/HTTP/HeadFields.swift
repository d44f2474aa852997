/// The fields of a response head, in the order and spelling of each server.
struct HeadFields {
  enum Content {
    /// A body of known bytes.
    case whole(type: String, bytes: [UInt8])
    /// A body in chunks.
    case stream(type: String)
  }

  let profile: ServerProfile
  /// Simulated seconds since 1970.
  let now: Double
  let keepsAlive: Bool

  func fields(_ content: Content, extra: [(String, String)] = []) -> [(String, String)] {
    switch profile {
    case .lms0425, .lms0330, .lms0309: express(content, extra)
    case .llamacpp, .llamacppRouter: llamaCpp(content, extra)
    case .ollama: go(content, extra)
    case .vllm: uvicorn(content, extra)
    case .cloud: cloud(content, extra)
    }
  }

  private func express(_ content: Content, _ extra: [(String, String)]) -> [(String, String)] {
    var fields = [("X-Powered-By", "Express")] + extra
    switch content {
    case .whole(let type, let bytes):
      fields += [("Content-Type", type), ("Content-Length", String(bytes.count))]
      fields += [("ETag", Self.entityTag(bytes))]
    case .stream(let type):
      fields += [("Content-Type", type), ("Cache-Control", "no-cache")]
    }
    fields += [("Date", Timestamp.http(now))] + nodeConnection
    if case .stream = content { fields += [("Transfer-Encoding", "chunked")] }
    return fields
  }

  private var nodeConnection: [(String, String)] {
    keepsAlive
      ? [("Connection", "keep-alive"), ("Keep-Alive", "timeout=5")] : [("Connection", "close")]
  }

  private func llamaCpp(_ content: Content, _ extra: [(String, String)]) -> [(String, String)] {
    var fields = [("Server", "llama.cpp"), ("Access-Control-Allow-Origin", "")] + extra
    if case .stream = content { fields += [("X-Accel-Buffering", "no")] }
    fields += Self.lengthFields(content, names: ("Content-Type", "Content-Length"))
    if case .stream = content { fields += [("Transfer-Encoding", "chunked")] }
    fields += keepsAlive ? [("Keep-Alive", "timeout=5, max=100")] : [("Connection", "close")]
    return fields
  }

  private func go(_ content: Content, _ extra: [(String, String)]) -> [(String, String)] {
    var fields = extra
    fields += Self.lengthFields(content, names: ("Content-Type", "Content-Length"))
    fields += [("Date", Timestamp.http(now))]
    if case .stream = content { fields += [("Transfer-Encoding", "chunked")] }
    return keepsAlive ? fields : fields + [("Connection", "close")]
  }

  private func uvicorn(_ content: Content, _ extra: [(String, String)]) -> [(String, String)] {
    var fields = [("date", Timestamp.http(now)), ("server", "uvicorn")] + extra
    fields += Self.lengthFields(content, names: ("content-type", "content-length"))
    if case .stream = content { fields += [("transfer-encoding", "chunked")] }
    return keepsAlive ? fields : fields + [("connection", "close")]
  }

  private func cloud(_ content: Content, _ extra: [(String, String)]) -> [(String, String)] {
    var fields = [("Date", Timestamp.http(now))]
    fields += Self.lengthFields(content, names: ("Content-Type", "Content-Length"))
    if case .stream = content { fields += [("Transfer-Encoding", "chunked")] }
    fields += [("Connection", keepsAlive ? "keep-alive" : "close"), ("Server", "nimbus-edge")]
    return fields + [("x-request-id", "req_\(String(UInt64(now), radix: 16))")] + extra
  }

  private static func lengthFields(
    _ content: Content, names: (String, String)
  ) -> [(String, String)] {
    switch content {
    case .whole(let type, let bytes): [(names.0, type), (names.1, String(bytes.count))]
    case .stream(let type): [(names.0, type)]
    }
  }

  /// `W/"length-digest"` in the form of Express; the digest is not SHA-1 but has its alphabet.
  private static func entityTag(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var random = SeededRandom(seed: hash)
    let digest = (0..<27).map { _ in letters[Int(random.next() % 64)] }
    return "W/\"\(String(bytes.count, radix: 16))-\(String(digest))\""
  }
}
