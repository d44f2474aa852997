/// Turns a server's complaint into an error that tells the next step.
///
/// The phrases are those of LM Studio 0.3–0.4 (its bug tracker), llama.cpp, Ollama, vLLM and the
/// clouds. Where the address or the variable matters, the caller adds it: a wire knows neither.
package enum ErrorWords {
  /// For an answer whose status or whose body says that it failed.
  package static func error(
    status: Int, headers: [HTTPHeader] = [], body: [UInt8]
  ) -> EngineError {
    var error = error(for: ServerComplaint(body: body), status: status)
    error.retryAfter = RetryDelay.duration(in: headers) ?? error.retryAfter
    return error
  }

  /// For an answer of status 200 whose body may still be a complaint, as LM Studio's is to an
  /// unknown path; `nil` when it is none.
  package static func complaint(in body: [UInt8]) -> EngineError? {
    guard let json = JSON(parsing: body), ServerComplaint.isMade(by: json) else { return nil }
    return error(in: json)
  }

  /// For a JSON text that came on a stream.
  static func error(in json: JSON, status: Int = 200) -> EngineError {
    error(for: ServerComplaint(json: json), status: status)
  }

  /// Whether the server has lost the conversation that `previous_response_id` names, so that the
  /// whole of it must be sent again.
  package static func isLostConversation(_ error: EngineError) -> Bool {
    error.serverWords?.contains("previous_response") ?? false
  }

  static func error(for complaint: ServerComplaint, status: Int) -> EngineError {
    var error =
      access(complaint, status) ?? endpoint(complaint, status) ?? context(complaint)
      ?? resources(complaint) ?? loading(complaint, status) ?? model(complaint, status)
      ?? rate(complaint, status) ?? request(complaint, status) ?? other(complaint, status)
    error.serverWords = complaint.raw.isEmpty ? nil : complaint.raw
    return error
  }

  private static func access(_ complaint: ServerComplaint, _ status: Int) -> EngineError? {
    if complaint.isA("insufficient_quota", "usage_not_included") || status == 402 {
      return EngineError(
        .refused, "The account's quota is used up.", remedy: "Check its plan and billing.")
    }
    if status == 403 {
      return EngineError(
        .unauthorized, "The server does not allow this request with this token.",
        remedy: "Check what the token may do, and that it is the right one.")
    }
    guard status == 401 || complaint.isA("invalid_api_key", "authentication_error") else {
      return nil
    }
    // Which variable holds the token is the provider's to say.
    return EngineError(.unauthorized, "The server asks for a valid token.")
  }

  private static func endpoint(_ complaint: ServerComplaint, _ status: Int) -> EngineError? {
    // LM Studio says this with status 200 (bug tracker 618, 1323, 2085).
    let isUnexpected = complaint.says("unexpected endpoint")
    let namesModel = complaint.says("model") || complaint.isA("model_not_found")
    guard isUnexpected || status == 405 || (status == 404 && !namesModel) else { return nil }
    return EngineError(
      .unsupported, "The server does not know this address.",
      remedy: "Check base_url and wire_api of the provider; an older server may need wire_api "
        + "\"chat\".")
  }

  private static func context(_ complaint: ServerComplaint) -> EngineError? {
    guard
      complaint.isA("context_length_exceeded", "exceed_context_size_error")
        || complaint.says(
          "context length of only", "context size has been exceeded", "context length exceeded",
          "exceeds the available context", "maximum context length", "context_length_exceeded",
          "exceed_context_size", "exceeds the context window", "prompt is too long",
          "input length exceeds")
    else { return nil }
    let counts = complaint.tokenCounts
    let prompt = complaint.promptTokens ?? (counts.count > 1 ? counts.max() : nil)
    let window = complaint.contextLength ?? counts.min()
    let message =
      switch (prompt, window) {
      case (let prompt?, let window?):
        "The prompt is too long: \(prompt) tokens, where the model has room for \(window)."
      case (nil, let window?): "The prompt is too long for the model's \(window) tokens."
      case (_, nil): "The prompt is too long for the model's context."
      }
    return EngineError(
      .contextOverflow, message,
      remedy: "Start a new conversation, send less, or load the model with a larger context.")
  }

  private static func resources(_ complaint: ServerComplaint) -> EngineError? {
    guard complaint.says("insufficient system resources", "requires more system memory") else {
      return nil
    }
    return EngineError(
      .loadFailed, "The model does not fit into the memory that is free.",
      remedy: "Unload another model, choose a smaller one, or a shorter context.")
  }

  private static func loading(_ complaint: ServerComplaint, _ status: Int) -> EngineError? {
    if status == 503, complaint.says("loading model") {
      return EngineError(
        .serverFault, "The server is still loading its model.", remedy: "Try again in a moment.",
        retryAfter: .seconds(1))
    }
    if complaint.says("has crashed", "exit code") {
      return EngineError(
        .modelLost, "The model crashed.",
        remedy: "Send again and the server loads it anew; if it recurs, use a shorter context.")
    }
    if complaint.says(
      "failed to load", "error loading model", "no lm runtime found", "before becoming healthy",
      "invalid load message")
    {
      return EngineError(
        .loadFailed, "The model could not be loaded: \(complaint.brief)",
        remedy: "See the server's log for the cause, or choose another model.")
    }
    guard complaint.says("model is unloaded", "model unloaded", "operation canceled") else {
      return nil
    }
    return EngineError(
      .modelLost, "The server unloaded the model meanwhile.",
      remedy: "Send again and the server loads it anew.")
  }

  private static func model(_ complaint: ServerComplaint, _ status: Int) -> EngineError? {
    if complaint.says("no models loaded") {
      return EngineError(
        .modelMissing, "The server has no model loaded.",
        remedy: "Warm one up, load it with: lms load MODEL, or allow just-in-time loading.")
    }
    let isUnfound = complaint.says("not found", "does not exist", "invalid model identifier")
    let isMissing = isUnfound && complaint.says("model") && [200, 400, 404].contains(status)
    guard isMissing || complaint.isA("model_not_found") else { return nil }
    return EngineError(
      .modelMissing, "The server has no such model: \(complaint.brief)",
      remedy: "Choose one of the models it lists, or download this one.")
  }

  private static func rate(_ complaint: ServerComplaint, _ status: Int) -> EngineError? {
    let delay = RetryDelay.duration(in: complaint.message)
    if complaint.isA("server_is_overloaded", "slow_down", "overloaded_error") {
      return EngineError(
        .rateLimited, "The server is at its capacity.", remedy: "Try again in a while.",
        retryAfter: delay)
    }
    guard status == 429 || complaint.isA("rate_limit_exceeded", "429", "rate_limit_error") else {
      return nil
    }
    return EngineError(
      .rateLimited, "The server takes no more requests from this account for now.",
      remedy: "Wait a moment and send again.", retryAfter: delay)
  }

  private static func request(_ complaint: ServerComplaint, _ status: Int) -> EngineError? {
    if complaint.says("previous_response") || complaint.parameter == "previous_response_id" {
      return EngineError(
        .refused, "The server no longer has the earlier part of this conversation.",
        remedy: "Send again: the whole conversation goes along.")
    }
    if complaint.says("does not support thinking", "reasoning setting") {
      return EngineError(
        .refused, "The model does not take this reasoning effort: \(complaint.brief)",
        remedy: "Choose another effort, or none, in the profile.")
    }
    if complaint.says("jinja template") {
      return EngineError(
        .refused, "The model's prompt template failed: \(complaint.brief)",
        remedy: "Choose another model, or correct its template in the server.")
    }
    guard (400..<500).contains(status) || complaint.isA("invalid_prompt") else { return nil }
    return EngineError(
      .refused, "The server refused the request: \(words(of: complaint, status))",
      remedy: "Check the profile's options.")
  }

  private static func other(_ complaint: ServerComplaint, _ status: Int) -> EngineError {
    if complaint.isPage, status < 500 {
      return EngineError(
        .serverFault, "A web page came instead of a reply: \(words(of: complaint, status))",
        remedy: "Check base_url; a proxy or the sign-in page of a network may stand in between.")
    }
    let message =
      switch status {
      case 500...: "The server failed: \(words(of: complaint, status))"
      default: "The server reported an error: \(words(of: complaint, status))"
      }
    return EngineError(
      .serverFault, message, remedy: "Send again; if it recurs, see the server's log.")
  }

  private static func words(of complaint: ServerComplaint, _ status: Int) -> String {
    if !complaint.brief.isEmpty { return complaint.brief }
    return status == 200 ? "it gave no reason." : "status \(status), without a reason."
  }
}
