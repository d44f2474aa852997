/// A server's address with what a request to it needs: keys, transport and patience.
package struct ServerConnection: Sendable {
  let provider: Provider
  let origin: Origin
  let headers: [HTTPHeader]
  let transport: any Transport
  let time: Timekeeper
  /// LM Studio's command line tool, where it is installed.
  let tool: ToolRunner

  /// Long enough for a busy machine, short enough that a half-open server cannot hang the start.
  static let patience: Duration = .seconds(5)
  /// For the rest of an answer that has begun: a megabyte of models over a slow line.
  static let bodyPatience: Duration = .seconds(20)
  /// Bytes of a list of models. OpenRouter's has half a megabyte, a gateway's may have ten times that.
  static let longestList = 32 << 20

  /// The answer to a short question.
  struct Answer {
    var status: Int
    var json: JSON?
    /// Why there was no answer; `nil` where there was one.
    var trouble: EngineError?
  }

  // MARK: Short questions

  /// One short question. Whatever comes of it is a fact about this path alone: a refusal, a closed
  /// connection or silence here says nothing of the key, or of the chat.
  ///
  /// - Throws: Only where nothing listens, or the request could not be written.
  /// - Parameter patience: How long the rest of an answer that has begun is waited for.
  func ask(
    _ path: String, body patience: Duration = Self.bodyPatience
  ) async throws(EngineError) -> Answer {
    let request = HTTPRequest(
      method: .get, url: provider.rootURL(path), headers: headers, connectTimeout: Self.patience,
      headTimeout: Self.patience)
    do throws(EngineError) {
      let reply = try await transport.send(request)
      let body = try await reply.collect(
        limit: Self.longestList, by: time, from: origin.address, patience)
      return Answer(status: reply.status, json: JSON(parsing: body))
    } catch {
      switch error.kind {
      case .unreachable, .configuration, .unauthorized: throw error
      default: return Answer(status: 0, json: nil, trouble: error)
      }
    }
  }

  func list(
    _ path: String, _ read: (JSON) -> [ModelInfo]?
  ) async throws(EngineError) -> [ModelInfo]? {
    guard let json = try await ask(path).json else { return nil }
    return read(json)
  }

  // MARK: Work

  /// Puts the address, the keys and the time limits around what a wire wrote.
  func request(_ written: WireRequest) -> HTTPRequest {
    let url =
      switch written.path {
      case .base(let path): provider.url(path)
      case .origin(let path): provider.rootURL(path)
      }
    var headers = headers
    headers.append(HTTPHeader("Content-Type", "application/json"))
    headers.append(HTTPHeader("Accept", "text/event-stream"))
    return HTTPRequest(method: .post, url: url, headers: headers, body: written.body.bytes)
  }

  /// Sends a request and returns its answer once it is known to be a good one.
  func stream(_ path: WireRequest.Path, _ body: JSON) async throws -> HTTPReply {
    let reply = try await transport.send(request(WireRequest(path: path, body: body)))
    if !reply.isSuccess { throw await refusal(reply) }
    return reply
  }

  /// Sends a request and reads its whole answer; a 200 that is a complaint is thrown, too.
  @discardableResult
  func post(_ path: WireRequest.Path, _ body: JSON) async throws -> JSON? {
    let bytes = try await stream(path, body).collect()
    if let complaint = ErrorMapper.complaint(in: bytes) { throw complaint }
    return JSON(parsing: bytes)
  }

  /// What a server says with a status that is no success.
  func refusal(_ reply: HTTPReply) async -> EngineError {
    // A refusal is one without its words, too: they may break off, or never end.
    let body = try? await reply.collect(limit: 64 << 10, by: time, from: origin.address)
    return ErrorMapper.error(status: reply.status, headers: reply.headers, body: body ?? [])
  }
}

extension HTTPReply {
  /// The whole body of a short answer, cut at `limit` bytes; throws when it breaks off, or does not end
  /// in time.
  func collect(
    limit: Int, by time: Timekeeper, from address: String,
    _ patience: Duration = ServerConnection.bodyPatience
  ) async throws(EngineError) -> [UInt8] {
    do {
      return try await time.within(
        patience, else: ServersMessages.unfinished(address, after: patience)
      ) {
        try await collect(limit: limit)
      }
    } catch {
      throw error as? EngineError ?? ServersMessages.brokeOff(address)
    }
  }
}
