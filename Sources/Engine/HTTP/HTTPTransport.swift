import CCurl

/// The live transport, over libcurl.
///
/// Redirects are not followed, so a key cannot leave its origin. A kept connection that the server had closed
/// meanwhile is replaced by curl, once.
package final class HTTPTransport: Transport {
  private let loop: CurlLoop
  private let route: CurlRoute

  /// - Parameter thread: where its sockets are read; the engine's own, so that what comes is applied there
  ///   without waking another.
  package init(environment: [String: String], thread: WorkThread = WorkThread(name: "sockets")) {
    route = CurlRoute(environment: environment)
    loop = CurlLoop(thread: thread)
  }

  /// Loads the library on a thread of its own, while the caller finds out what to ask for. Threads that are needed
  /// before have to run already: none can be made meanwhile.
  package static func loadAhead() { codex_curl_load_ahead() }

  /// What it works with, as that calls itself: `libcurl/8.14.1 OpenSSL/3.5.4 …`.
  package static func version() throws(EngineError) -> String {
    try CurlLoop.load()
    return String(cString: codex_curl_version())
  }

  /// - Parameter pace: how long a reader is content to wait for what streams; a screen shows it no oftener. What
  ///   comes after a pause comes at once all the same.
  package func setPatience(_ pace: Duration) { loop.setPatience(pace) }

  /// Closes every connection. Call once, when nothing is under way.
  package func shutdown() async { await loop.close() }

  package func send(_ request: HTTPRequest) async throws(EngineError) -> HTTPReply {
    guard let origin = Origin(url: request.url) else { throw HTTPMessages.noAddress(request.url) }
    do {
      let lease = ResponseBytes.Lease(loop)
      let head = try await lease.use { loop, id in
        try await loop.open(id, request, origin, self.route)
      }
      // None is asked for: a few bytes of it could become gigabytes.
      let codings = head.headers.filter { $0.name.lowercased() == "content-encoding" }.map(\.value)
      if let coding = HTTPCoding.unasked(in: codings) {
        throw HTTPMessages.compressed(by: origin.address, coding: coding)
      }
      return HTTPReply(
        status: head.status, headers: head.headers, body: ResponseBytes(lease: lease))
    } catch let error as EngineError {
      throw error
    } catch {
      throw HTTPMessages.givenUp(origin.address)
    }
  }
}

/// The body as it comes, all that there is at once.
private struct ResponseBytes: AsyncSequence, Sendable {
  let lease: Lease

  /// Holds the connection; when the last reader is gone, it is closed.
  final class Lease: Sendable {
    let id: Int
    let loop: CurlLoop

    init(_ loop: CurlLoop) {
      self.loop = loop
      id = loop.number()
    }

    deinit { loop.leave(id) }

    /// Waits for the connection, and gives it up when the task is cancelled. Stays on the reader's thread where
    /// that is the loop's own.
    func use<Value: Sendable>(
      isolation reader: isolated (any Actor)? = #isolation,
      _ wait: @Sendable (isolated CurlLoop, Int) async throws -> Value
    ) async throws -> Value {
      try await withTaskCancellationHandler {
        _ = reader
        return try await wait(loop, id)
      } onCancel: {
        loop.leave(id)
      }
    }
  }

  struct Iterator: AsyncIteratorProtocol {
    let lease: Lease

    mutating func next(isolation reader: isolated (any Actor)?) async throws -> [UInt8]? {
      try await lease.use { loop, id in try await loop.next(id) }
    }
  }

  func makeAsyncIterator() -> Iterator { Iterator(lease: lease) }
}
