/// LM Studio's server, asked the way Codex asks it, with Codex's messages word for word.
///
/// Every error keeps the server's own words and names a next step; a 401 is never taken for a server
/// that is absent, and asks for `LM_API_TOKEN`.
package struct LMStudioClient: Sendable {
  /// As it was written; slashes at its end do not matter.
  package let baseURL: String
  /// Sent with every request.
  let headers: [HTTPHeader]
  let transport: any Transport
  let time: Timekeeper

  /// - Parameter headers: The provider's, with its `Authorization`.
  package init(
    baseURL: String, headers: [HTTPHeader] = [], transport: any Transport,
    time: Timekeeper = Timekeeper(ContinuousClock())
  ) {
    self.baseURL = baseURL
    self.headers = headers
    self.transport = transport
    self.time = time
  }

  /// Whether the server answers: returns when it does, throws why it does not.
  package func checkServer() async throws(EngineError) {
    let answer: Answer
    do throws(EngineError) {
      answer = try await ask(.get, base + "/models", patience: ServerConnection.patience)
    } catch {
      guard error.kind != .configuration else { throw error }
      throw EngineError(
        .unreachable, LMStudioMessages.notResponding,
        serverWords: error.serverWords ?? error.message)
    }
    guard answer.isSuccess else {
      throw failure(answer, LMStudioMessages.serverReturned(answer.statusLine))
    }
  }

  /// The names of the models the server lists, embedding models included. Where just-in-time
  /// loading is off, these are the loaded ones only.
  package func fetchModels() async throws(EngineError) -> [String] {
    let answer = try await request(.get, base + "/models", patience: ServerConnection.patience)
    guard answer.isSuccess else {
      throw failure(answer, LMStudioMessages.modelsNotFetched(answer.statusLine))
    }
    guard let json = JSON(parsing: answer.body) else {
      throw foreign(answer, LMStudioMessages.isNoJSON)
    }
    guard let rows = json["data"]?.array else {
      throw foreign(answer, LMStudioMessages.hasNoData)
    }
    return rows.compactMap { $0["id"]?.string }
  }

  /// Codex's warm-up: one token of nothing, which makes the server load the model. Returns when it
  /// is loaded, which may take minutes.
  package func loadModel(_ model: String) async throws(EngineError) {
    let body: JSON = ["model": .string(model), "input": "", "max_output_tokens": 1]
    let answer = try await request(.post, base + "/responses", body: body)
    guard answer.isSuccess else {
      throw failure(answer, LMStudioMessages.modelNotLoaded(answer.statusLine))
    }
    // LM Studio says 200 to an unknown path (bug tracker 618).
    guard let complaint = ErrorMapper.complaint(in: answer.body) else { return }
    var error = complaint
    error.message = LMStudioMessages.modelNotLoaded(ServerErrorBody(body: answer.body).brief)
    throw error
  }
}

extension LMStudioClient {
  /// A whole answer.
  struct Answer {
    var status: Int
    var headers: [HTTPHeader]
    var body: [UInt8]

    var isSuccess: Bool { (200..<300).contains(status) }
    var statusLine: String { HTTPStatus.line(status) }
  }

  /// The base without slashes at its end.
  var base: String {
    var base = baseURL[...]
    while base.last == "/" { base.removeLast() }
    return String(base)
  }

  /// Asks, and says `Request failed` where no answer came.
  func request(
    _ method: HTTPRequest.Method, _ url: String, body: JSON? = nil, patience: Duration? = nil
  ) async throws(EngineError) -> Answer {
    do throws(EngineError) {
      return try await ask(method, url, body: body, patience: patience)
    } catch {
      var error = error
      error.message = LMStudioMessages.requestFailed(error.message)
      throw error
    }
  }

  private func ask(
    _ method: HTTPRequest.Method, _ url: String, body: JSON? = nil, patience: Duration? = nil
  ) async throws(EngineError) -> Answer {
    var request = HTTPRequest(method: method, url: url, headers: headers, headTimeout: patience)
    if let body {
      request.headers.append(HTTPHeader("Content-Type", "application/json"))
      request.body = body.bytes
    }
    let reply = try await transport.send(request)
    do {
      // What has no limit for its head may take as long as a model takes to load.
      let body =
        if patience == nil {
          try await reply.collect(limit: 4 << 20)
        } else {
          try await reply.collect(
            limit: 4 << 20, by: time, from: Origin(url: baseURL)?.address ?? baseURL)
        }
      return Answer(status: reply.status, headers: reply.headers, body: body)
    } catch {
      throw error as? EngineError ?? LMStudioMessages.brokeOff(url)
    }
  }

  /// A refusal under a message of ours: its kind, next step and words are the server's complaint's.
  func failure(_ answer: Answer, _ message: String? = nil) -> EngineError {
    var error = ErrorMapper.error(
      status: answer.status, headers: answer.headers, body: answer.body)
    guard answer.status != 401 else {
      error.message = LMStudioMessages.asksForToken(Origin(url: baseURL)?.address ?? baseURL)
      error.remedy = LMStudioMessages.makeToken
      return error
    }
    if let message { error.message = message }
    return error
  }

  /// A success that is not LM Studio's.
  func foreign(_ answer: Answer, _ message: String) -> EngineError {
    let complaint = ServerErrorBody(body: answer.body)
    return LMStudioMessages.isNotLMStudio(
      message, serverWords: complaint.raw.isEmpty ? nil : complaint.raw)
  }
}
