import CCurl

/// One exchange over libcurl, on the thread of its loop: what goes out, and what has come so far.
final class CurlTransfer {
  /// What is read ahead of a reader that is slow; then the server waits.
  private static let longestBuffer = 1 << 20
  /// A head is a few hundred bytes; a flood of fields is none.
  private static let longestHead = 256 << 10
  /// Of a head or of something else, to tell what it is.
  private static let keptBeginning = 1024

  let handle: UnsafeMutableRawPointer
  let origin: Origin
  let began = ContinuousClock.now
  /// When the head has to be here.
  let deadline: ContinuousClock.Instant?
  private(set) var status = 0
  private(set) var headers: [HTTPHeader] = []
  private(set) var hasHead = false
  /// Why it ended, once it has and all of the body is read; `nil` is a whole answer.
  private(set) var failure: EngineError?
  private(set) var hasEnded = false

  private var body: [UInt8] = []
  private var beginning: [UInt8] = []
  private var headBytes = 0
  private var isPaused = false
  private var unreadable: UnreadableAnswer?
  private let reach: Location
  /// Where its host turned out to be, too far away.
  private var refused: String?
  /// Another of its addresses was near enough.
  private var wasAllowed = false
  private var opening: UnsafeMutablePointer<codex_curl_opening>?
  private let fields: UnsafeMutablePointer<curl_slist>?
  private let words: UnsafeMutablePointer<CChar>

  init(_ request: HTTPRequest, _ origin: Origin, route: CurlRoute) throws(EngineError) {
    guard let handle = codex_curl_new() else {
      throw HTTPMessages.noMemory
    }
    self.handle = handle
    self.origin = origin
    deadline = request.headTimeout.map { .now + $0 }
    reach = request.reach
    words = .allocate(capacity: Int(CURL_ERROR_SIZE))
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    fields = Self.list(request)
    set(request)
    route.apply(to: handle, for: origin, mayUseProxy: request.mayUseProxy)
    if request.reach < .cloud { guardReach() }
    codex_curl_set_takers(
      handle,
      { bytes, size, count, transfer in
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return CurlTransfer.with(transfer) { $0.receiveHead(line) } ?? 0
      },
      { bytes, size, count, transfer in
        let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return CurlTransfer.with(transfer) { $0.receiveBody(part) } ?? 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    codex_curl_free(handle)
    codex_curl_list_free(fields)
    words.deallocate()
    opening?.deallocate()
  }

  /// Counts no reference: libcurl calls for each chunk of a body, and its loop holds the transfer.
  private static func with<Value>(
    _ context: UnsafeMutableRawPointer?, _ body: (CurlTransfer) -> Value
  ) -> Value? {
    context.map { Unmanaged<CurlTransfer>.fromOpaque($0)._withUnsafeGuaranteedRef(body) }
  }

  /// Looks at each address before a socket to it is opened: a name may resolve to any.
  private func guardReach() {
    let opening = UnsafeMutablePointer<codex_curl_opening>.allocate(capacity: 1)
    opening.initialize(
      to: codex_curl_opening(
        opener: { context, address in
          guard let address else { return 0 }
          return CurlTransfer.with(context) { $0.allows(address) } == true ? 1 : 0
        }, context: Unmanaged.passUnretained(self).toOpaque()))
    codex_curl_set_opening(handle, opening)
    self.opening = opening
  }

  private func allows(_ address: UnsafePointer<sockaddr>) -> Bool {
    // What is no address of the internet is a socket of this machine.
    guard let found = HostAddress(address), found.location > reach else {
      wasAllowed = true
      return true
    }
    refused = found.description
    return false
  }

  private func set(_ request: HTTPRequest) {
    codex_curl_set_text(handle, CURLOPT_ERRORBUFFER, words)
    if let path = origin.socketPath {
      codex_curl_set_text(handle, CURLOPT_UNIX_SOCKET_PATH, path)
      codex_curl_set_text(
        handle, CURLOPT_URL, "http://localhost" + request.url.dropFirst("\(origin)".count))
    } else {
      codex_curl_set_text(handle, CURLOPT_URL, request.url)
    }
    codex_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    codex_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    codex_curl_set_number(handle, CURLOPT_PATH_AS_IS, 1)
    codex_curl_set_number(handle, CURLOPT_TCP_KEEPALIVE, 1)
    let isSecure = origin.scheme == "https"
    codex_curl_set_number(
      handle, CURLOPT_HTTP_VERSION,
      isSecure ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
    // What is no HTTP is handed on as it is, so that it can be named.
    codex_curl_set_number(handle, CURLOPT_HTTP09_ALLOWED, 1)
    codex_curl_set_number(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    codex_curl_set_number(handle, CURLOPT_BUFFERSIZE, 128 << 10)
    // LM Studio closes idle connections after 5 s (`Keep-Alive: timeout=5`); leave before it does.
    codex_curl_set_number(handle, CURLOPT_MAXAGE_CONN, 4)
    codex_curl_set_number(
      handle, CURLOPT_CONNECTTIMEOUT_MS, Int(request.connectTimeout / .milliseconds(1)))
    codex_curl_set_list(handle, CURLOPT_HTTPHEADER, fields)
    if request.method == .delete { codex_curl_set_text(handle, CURLOPT_CUSTOMREQUEST, "DELETE") }
    if request.method == .post {
      codex_curl_set_number(handle, CURLOPT_POST, 1)
      request.body.withUnsafeBytes { bytes in
        _ = codex_curl_set_body(
          handle, bytes.baseAddress ?? UnsafeRawPointer(words), Int64(bytes.count))
      }
    }
  }

  /// The request's fields and none of curl's own: it would name a type of body and ask to be told to go on.
  private static func list(_ request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
    var lines = request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    let given = Set(request.headers.map { $0.name.lowercased() })
    lines += ["Expect", "Accept", "Content-Type"].filter { !given.contains($0.lowercased()) }.map {
      $0 + ":"
    }
    return lines.reduce(nil) { codex_curl_list_append($0, $1) }
  }

  // MARK: What comes

  private func receiveHead(_ line: UnsafeRawBufferPointer) -> Int {
    // Fields behind the body tell nothing that a reader waits for.
    guard !hasHead else { return line.count }
    keep(line)
    headBytes += line.count
    guard headBytes <= Self.longestHead else {
      unreadable = UnreadableAnswer(bytes: beginning, reason: HTTPMessages.longHead)
      return 0
    }
    let text = String(decoding: line, as: UTF8.self).trimmed
    if text.isEmpty {
      // 1xx: the answer itself is still to come.
      guard status >= 200 else { return line.count }
      // Two lengths of one body: what one reader takes for its end is another's next answer.
      let names = Set(headers.map { $0.name.lowercased() })
      guard !names.isSuperset(of: ["transfer-encoding", "content-length"]) else {
        unreadable = UnreadableAnswer(bytes: beginning, reason: HTTPMessages.twoLengths)
        return 0
      }
      hasHead = true
      return line.count
    }
    if text.hasPrefix("HTTP/") {
      status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      headers = []
    } else if let colon = text.firstIndex(of: ":") {
      headers.append(
        HTTPHeader(
          String(text[..<colon]).trimmed, String(text[text.index(after: colon)...]).trimmed))
    }
    return line.count
  }

  private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard hasHead else {
      keep(bytes)
      unreadable = UnreadableAnswer(bytes: beginning, reason: HTTPMessages.noHead)
      return 0
    }
    guard body.count < Self.longestBuffer else {
      isPaused = true
      return Int(CURL_WRITEFUNC_PAUSE)
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  private func keep(_ bytes: UnsafeRawBufferPointer) {
    beginning += bytes.prefix(max(0, Self.keptBeginning - beginning.count))
  }

  // MARK: What is read

  /// Whether a reader who waits has something to see.
  var hasNews: Bool { hasEnded || (waitsForBody ? !body.isEmpty : hasHead) }
  private var waitsForBody = false

  var waitingBytes: Int { body.count }

  /// From now on the body is waited for.
  func startBody() { waitsForBody = true }

  /// All that has come since the last call; `nil` when nothing has.
  func takeBody() -> [UInt8]? {
    guard !body.isEmpty else { return nil }
    let taken = body
    body = []
    if isPaused {
      isPaused = false
      codex_curl_go_on(handle)
    }
    return taken
  }

  /// No more will come.
  func end(_ code: CURLcode) {
    hasEnded = true
    guard code != CURLE_OK || unreadable != nil || !hasHead else { return }
    failure =
      unreadable?.error(origin)
      ?? refused.flatMap { wasAllowed ? nil : $0 }.map {
        HTTPMessages.isFarther(origin.address, resolvedTo: $0, than: reach)
      }
      ?? TransportFailure(
        code: code, words: String(cString: words), origin: origin, hasHead: hasHead,
        beginning: beginning, hasConnected: codex_curl_time(handle, CURLINFO_CONNECT_TIME_T) > 0,
        proxyAnswer: codex_curl_number(handle, CURLINFO_HTTP_CONNECTCODE)
      ).error
  }

  /// Ends it for a reason of ours.
  func end(_ error: EngineError) {
    hasEnded = true
    failure = error
  }
}
