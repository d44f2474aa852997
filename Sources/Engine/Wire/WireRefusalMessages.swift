/// What the wires say of a server's refusals. `words` are the server's own, on one line.
enum WireRefusalMessages {
  static func wantsPayment(status: Int) -> EngineError {
    EngineError(.refused, "The server wants the account to be paid for (\(status)).")
  }

  static func quotaIsUsedUp(_ words: String) -> EngineError {
    EngineError(.refused, "The account's quota is used up: \(words)")
  }

  static func planForbids(_ words: String) -> EngineError {
    EngineError(.refused, "The account's plan does not allow this: \(words)")
  }

  static func pageForbids(_ title: String, status: Int) -> EngineError {
    EngineError(.forbidden, "A web page refused access (\(status)): \(title)")
  }

  /// Which variable holds the token is the provider's to say.
  static let wantsToken = EngineError(.unauthorized, "The server asks for a valid token.")

  static func forbidden(_ words: String, statusLine: String) -> EngineError {
    EngineError(
      .forbidden,
      words.isEmpty
        ? "The server forbids this request (\(statusLine)) and gives no reason."
        : "The server forbids this request: \(words)")
  }

  static func isAtCapacity(_ words: String, retryAfter delay: Duration?) -> EngineError {
    EngineError(
      .rateLimited, sentence("The server is at its capacity", words),
      remedy: "Try again in a while.", retryAfter: delay)
  }

  static func neverEnough(asked: Int, allowed: Int, _ words: String) -> EngineError {
    EngineError(
      .refused,
      "The request is larger than the account allows at once: "
        + "\(Plural.count(asked, "token")) asked, \(allowed) allowed. \(words)",
      remedy: "Send less: a shorter prompt, or a new conversation.")
  }

  static func tooLarge(_ words: String) -> EngineError {
    EngineError(
      .refused, sentence("The request is too large for the server", words),
      remedy: "Send less: a shorter prompt, fewer files, or a new conversation.")
  }

  /// The account has to wait for hours or days.
  static func noMoreRequests(_ words: String) -> EngineError {
    EngineError(.refused, sentence(takesNoMore, words))
  }

  static func noMoreRequestsYet(_ words: String, retryAfter delay: Duration?) -> EngineError {
    EngineError(
      .rateLimited, sentence(takesNoMore, words), remedy: "Wait a moment and send again.",
      retryAfter: delay)
  }

  private static let takesNoMore = "The server takes no more requests from this account for now"

  private static func sentence(_ ours: String, _ words: String) -> String {
    words.isEmpty ? "\(ours)." : "\(ours): \(words)"
  }

  static let tooLittleMemory = EngineError(
    .loadFailed, "The model does not fit into the memory that is free.",
    remedy: "Unload another model, choose a smaller one, or a shorter context.")

  static let stillLoading = EngineError(
    .serverFault, "The server is still loading its model.", remedy: "Try again in a moment.",
    retryAfter: .seconds(1))

  static let modelCrashed = EngineError(
    .modelLost, "The model crashed.",
    remedy: "Send again and the server loads it anew; if it recurs, use a shorter context.")

  static func notLoaded(_ words: String) -> EngineError {
    EngineError(
      .loadFailed, "The model could not be loaded: \(words)",
      remedy: "See the server's log for the cause, or choose another model.")
  }

  static let modelUnloaded = EngineError(
    .modelLost, "The server unloaded the model meanwhile.",
    remedy: "Send again and the server loads it anew.")

  static let noModelLoaded = EngineError(
    .modelMissing, "The server has no model loaded.",
    remedy: "Warm one up, load it with: lms load MODEL, or allow just-in-time loading.")

  static func noSuchModel(_ words: String) -> EngineError {
    EngineError(
      .modelMissing, "The server has no such model: \(words)",
      remedy: "Choose one of the models it lists, or download this one.")
  }

  static let unknownAddress = EngineError(
    .unsupported, "The server does not know this address.",
    remedy:
      "Check base_url and wire_api of the provider: most servers want base_url to end in /v1, "
      + "and an older server may need wire_api \"chat\".")

  static let conversationIsLost = EngineError(
    .refused, "The server no longer has the earlier part of this conversation.",
    remedy: "Send again: the whole conversation goes along.")

  static func effortRefused(_ words: String) -> EngineError {
    EngineError(
      .refused, "The model does not take this reasoning effort: \(words)",
      remedy: "Choose another effort, or none, in the profile.")
  }

  static func toolsRefused(_ words: String, remedy: String) -> EngineError {
    EngineError(.refused, "The server takes no tools: \(words)", remedy: remedy)
  }

  /// vLLM, llama.cpp without Jinja, Ollama, and OpenRouter, by their words.
  static func toolRemedy(_ complaint: ServerErrorBody) -> String? {
    if complaint.says("tool choice requires", "tool-call-parser") {
      return
        "Start vLLM with --enable-auto-tool-choice and --tool-call-parser, or turn the tools off: /tools."
    }
    if complaint.says("tools param requires --jinja") {
      return "Start llama-server with --jinja, or turn the tools off: /tools."
    }
    if complaint.says("does not support tools", "support tool use") {
      return "Turn the tools off: /tools. Or choose a model that has them."
    }
    return nil
  }

  static func templateFailed(_ words: String) -> EngineError {
    EngineError(
      .refused, "The model's prompt template failed: \(words)",
      remedy: "Choose another model, or correct its template in the server.")
  }

  /// - Parameter field: The field of the request, where the server's words do not name it.
  static func refused(_ words: String, field: String?, remedy: String?) -> EngineError {
    let place = field.map { " (\($0))" } ?? ""
    return EngineError(
      .refused, "The server refused the request: \(words)\(place)", remedy: remedy)
  }

  static func pageInsteadOfReply(_ words: String) -> EngineError {
    EngineError(
      .serverFault, "A web page came instead of a reply: \(words)",
      remedy: "Check base_url; a proxy or the sign-in page of a network may stand in between.")
  }

  static func failed(_ words: String) -> EngineError {
    EngineError(.serverFault, "The server failed: \(words)", remedy: sendAgain)
  }

  static func reportedError(_ words: String) -> EngineError {
    EngineError(.serverFault, "The server reported an error: \(words)", remedy: sendAgain)
  }

  private static let sendAgain = "Send again; if it recurs, see the server's log."

  static func noReason(code: String?) -> String { "it gave no reason\(clause(code))." }

  static func noReason(statusLine: String, code: String?) -> String {
    "status \(statusLine)\(clause(code)), without a reason."
  }

  private static func clause(_ code: String?) -> String { code.map { ", code \($0)" } ?? "" }

  static func redirected(statusLine: String) -> EngineError {
    EngineError(
      .unsupported, "The server answered \(statusLine), without saying where to ask.")
  }

  /// - Parameter base: The `base_url` that leads there.
  static func redirected(to location: String, base: String?) -> EngineError {
    EngineError(
      .unsupported, "The server redirects to \(location)",
      remedy: base.map { "If you trust it, set base_url = \"\($0)\"." })
  }
}
