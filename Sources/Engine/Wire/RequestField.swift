/// A field of our requests that a server may refuse, and the setting of ours behind it.
///
/// OpenAI's reasoning models refuse `max_tokens` and `temperature`, Mistral and older servers
/// `stream_options`, models that do not think `reasoning_effort`.
package enum RequestField: String, CaseIterable, Sendable {
  case streamOptions = "stream_options"
  case maxTokens = "max_tokens"
  case maxCompletionTokens = "max_completion_tokens"
  case maxOutputTokens = "max_output_tokens"
  case temperature
  case reasoningEffort = "reasoning_effort"
  case reasoning
  case think
  case templateArguments = "chat_template_kwargs"
  case verbosity
  case timeToLive = "ttl"
  case keepAlive = "keep_alive"
  case promptProgress = "return_progress"
  case parallelToolCalls = "parallel_tool_calls"
  case contextLength = "context_length"
  case store

  /// What the server names as the cause of its refusal; `nil` where it names none of ours, or does
  /// not refuse it.
  init?(refusedBy complaint: ServerErrorBody) {
    let isRefusal =
      complaint.says(
        "unsupported", "not supported", "unrecognized", "unrecognised", "not permitted", "unknown",
        "does not support", "doesn't support", "unexpected", "not allowed", "extra inputs",
        "additional properties", "invalid", "must be", "does not match", "not a valid", "cannot be",
        "too large", "not available", "is not a multiple", "only the default", "instead",
        "should be")
      || complaint.isA(
        "unsupported_parameter", "unsupported_value", "unrecognized_keys",
        "unknown_parameter", "extra_forbidden")
    guard isRefusal else { return nil }
    if complaint.says("does not support thinking") {
      self = .think
      return
    }
    let name = complaint.parameter.prefix { $0 != "." && $0 != "[" }
    if let field = RequestField(rawValue: String(name)) {
      self = field
    } else if let field = Self.firstNamed(in: complaint.message) {
      self = field
    } else {
      return nil
    }
  }

  /// The field that is named first as a word of its own: the one after it is what to use instead.
  private static func firstNamed(in message: String) -> RequestField? {
    let words = message.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }
    for word in words {
      // Words of the language are fields only where they stand in quotes.
      guard let field = RequestField(rawValue: String(word)) else { continue }
      let isWord = !word.contains("_") && field != .timeToLive
      let isQuoted = ["'", "\"", "`"].contains {
        message.lowercased().contains("\($0)\(word)\($0)")
      }
      if !isWord || isQuoted || field == .temperature { return field }
    }
    return nil
  }

  /// The names that mean the same to other servers, in the order to try.
  var siblings: [RequestField] {
    switch self {
    case .maxTokens: [.maxCompletionTokens]
    case .maxCompletionTokens: [.maxTokens]
    default: []
    }
  }

  /// The setting behind the field.
  var setting: String? {
    switch self {
    case .maxTokens, .maxCompletionTokens, .maxOutputTokens: "model_max_output_tokens"
    case .temperature: "temperature"
    case .reasoningEffort, .reasoning, .think, .templateArguments: "model_reasoning_effort"
    case .verbosity: "model_verbosity"
    case .timeToLive, .keepAlive: "ttl"
    case .contextLength: "model_context_window"
    case .streamOptions, .promptProgress, .parallelToolCalls, .store: nil
    }
  }

  var remedy: String {
    let omit = "omit_fields = [\"\(rawValue)\"] in the provider's table leaves the field out."
    return setting.map { "\($0) in the profile sets it; \(omit)" } ?? omit
  }
}
