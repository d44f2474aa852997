/// Turns a server's complaint into an error that tells the next step, where it is certain.
///
/// A status alone is never believed: the words beside it decide. Where they fit no known case they are
/// shown as they are, without advice. The phrases are those of LM Studio 0.3–0.4 (its bug tracker),
/// llama.cpp, Ollama, vLLM and the clouds. Where the address or the variable matters, the caller adds
/// it: a wire knows neither.
package enum ErrorMapper {
  /// For an answer whose status or whose body says that it failed.
  package static func error(
    status: Int, headers: [HTTPHeader] = [], body: [UInt8]
  ) -> EngineError {
    if let redirect = Redirect(status: status, headers: headers) { return redirect.error }
    var error = error(for: ServerErrorBody(body: body), status: status)
    error.retryAfter = RetryDelay.duration(in: headers) ?? error.retryAfter
    return error
  }

  /// For an answer of status 200 whose body may still be a complaint, as LM Studio's is to an
  /// unknown path; `nil` when it is none.
  package static func complaint(in body: [UInt8]) -> EngineError? {
    guard let json = JSON(parsing: body), ServerErrorBody.isMade(by: json) else { return nil }
    return error(in: json)
  }

  /// For a JSON text that came on a stream.
  static func error(in json: JSON, status: Int = 200) -> EngineError {
    error(for: ServerErrorBody(json: json), status: status)
  }

  /// Whether the server has lost the conversation that `previous_response_id` names, so that the
  /// whole of it must be sent again.
  package static func isLostConversation(_ error: EngineError) -> Bool {
    error.serverWords?.contains("previous_response") ?? false
  }

  static func error(for complaint: ServerErrorBody, status: Int) -> EngineError {
    var error =
      AccessRefusal.account(complaint, status) ?? AccessRefusal.access(complaint, status)
      ?? context(complaint, status) ?? endpoint(complaint, status)
      ?? ModelFailure.error(complaint, status) ?? AccessRefusal.rate(complaint, status)
      ?? request(complaint, status) ?? other(complaint, status)
    error.serverWords = complaint.raw.isEmpty ? nil : complaint.raw
    error.serverMessage = complaint.brief.isEmpty ? nil : complaint.brief
    if [400, 404, 422].contains(status) || status == 200 {
      error.field = RequestField(refusedBy: complaint)
    }
    return error
  }

  private static func endpoint(_ complaint: ServerErrorBody, _ status: Int) -> EngineError? {
    // LM Studio says this with status 200 (bug tracker 618, 1323, 2085), and shows the path.
    let isUnexpected = complaint.says("unexpected endpoint")
    guard isUnexpected || (status == 405 || status == 404) && isAboutThePath(complaint) else {
      return nil
    }
    return WireRefusalMessages.unknownAddress
  }

  /// A 404 without a reason of its own. One with a reason is about something else.
  private static func isAboutThePath(_ complaint: ServerErrorBody) -> Bool {
    let words = complaint.message.lowercased().filter { $0.isLetter || $0 == " " }.trimmed
    let bare: Set<String> = [
      "", "not found", "page not found", " page not found", "file not found", "no route",
      "the requested resource was not found", "resource not found", "method not allowed",
      "url not found", "endpoint not found", "path not found", "no such endpoint", "nginx",
    ]
    if bare.contains(words) || complaint.isPage { return true }
    return complaint.says(
      "cannot post", "no route matched", "no static resource", "invalid url", "unknown endpoint",
      "unknown path", "unrecognized request url", "requested url", "no handler",
      "404 page not found",
      "404 not found", "unsupported path", "not a valid endpoint", "method not allowed")
  }

  private static func context(_ complaint: ServerErrorBody, _ status: Int) -> EngineError? {
    if complaint.promptTokens != nil || complaint.contextLength != nil {
      return ContextOverflow(prompt: complaint.promptTokens, window: complaint.contextLength).error
    }
    if let overflow = ContextOverflow(complaint.message) { return overflow.error }
    if complaint.isA("context_length_exceeded", "exceed_context_size_error") {
      return ContextOverflow(prompt: nil, window: nil).error
    }
    guard [200, 400, 413, 422, 500].contains(status), RequestField(refusedBy: complaint) == nil,
      ContextOverflow.isProbable(complaint)
    else { return nil }
    return ContextOverflow.probable(complaint)
  }

  private static func request(_ complaint: ServerErrorBody, _ status: Int) -> EngineError? {
    if complaint.says("previous_response") || complaint.parameter == "previous_response_id" {
      return WireRefusalMessages.conversationIsLost
    }
    if complaint.says("does not support thinking", "reasoning setting") {
      return WireRefusalMessages.effortRefused(complaint.brief)
    }
    if let remedy = WireRefusalMessages.toolRemedy(complaint) {
      return WireRefusalMessages.toolsRefused(complaint.brief, remedy: remedy)
    }
    if complaint.says("jinja template") {
      return WireRefusalMessages.templateFailed(complaint.brief)
    }
    guard (400..<500).contains(status) || complaint.isA("invalid_prompt") else { return nil }
    // A field is named beside what is wrong with it, unless the sentence does so itself.
    let isNamed =
      complaint.parameter.isEmpty || complaint.says(complaint.parameter.lowercased())
    return WireRefusalMessages.refused(
      words(of: complaint, status), field: isNamed ? nil : String(complaint.parameter.prefix(60)),
      remedy: RequestField(refusedBy: complaint)?.remedy)
  }

  private static func other(_ complaint: ServerErrorBody, _ status: Int) -> EngineError {
    let words = words(of: complaint, status)
    if status >= 500 { return WireRefusalMessages.failed(words) }
    return complaint.isPage
      ? WireRefusalMessages.pageInsteadOfReply(words) : WireRefusalMessages.reportedError(words)
  }

  static func words(of complaint: ServerErrorBody, _ status: Int) -> String {
    if !complaint.brief.isEmpty { return complaint.brief }
    let code = [complaint.code, complaint.type].first { !$0.isEmpty }
    return (200..<300).contains(status)
      ? WireRefusalMessages.noReason(code: code)
      : WireRefusalMessages.noReason(statusLine: HTTPStatus.line(status), code: code)
  }
}

/// An answer that sends the request elsewhere. It is never followed: a key could leave its origin.
struct Redirect {
  let status: Int
  let location: String?

  init?(status: Int, headers: [HTTPHeader]) {
    guard (300..<400).contains(status) else { return nil }
    self.status = status
    location = headers.first { $0.name.lowercased() == "location" }?.value
  }

  var error: EngineError {
    guard let location, !location.isEmpty else {
      return WireRefusalMessages.redirected(statusLine: HTTPStatus.line(status))
    }
    return WireRefusalMessages.redirected(to: location, base: Self.base(of: location))
  }

  /// The address a `base_url` would need, to arrive there.
  static func base(of location: String) -> String? {
    guard Origin(url: location) != nil else { return nil }
    var base = String(location.prefix { $0 != "?" && $0 != "#" })
    let paths = [
      "/chat/completions", "/responses", "/models", "/lmstudio-greeting", "/api/version",
      "/api/chat",
      "/api/v1/chat", "/",
    ]
    for path in paths where base.hasSuffix(path) {
      base = String(base.dropLast(path.count))
      break
    }
    return base
  }
}

extension EngineError {
  /// llama.cpp answers so until its model is in memory; the request is worth repeating.
  var saysModelIsLoading: Bool { serverWords?.contains("Loading model") ?? false }
}
