extension RequestField {
  /// What the server names as the cause of its refusal; `nil` where it names none of ours, or does
  /// not refuse it.
  init?(refusedBy complaint: ServerErrorBody) {
    let isRefusal =
      complaint.says(
        "unsupported", "not supported", "unrecognized", "unrecognised", "not permitted", "unknown",
        "does not support", "doesn't support", "unexpected", "not allowed", "extra inputs",
        "additional properties", "invalid", "must be", "does not match", "not a valid", "cannot be",
        "too large", "not available", "is not a multiple", "only the default", "instead",
        "should be", "incompatible")
      || complaint.isA(
        "unsupported_parameter", "unsupported_value", "unrecognized_keys",
        "unknown_parameter", "extra_forbidden")
    guard isRefusal else { return nil }
    if complaint.says("does not support thinking") {
      self = .think
      return
    }
    // llama.cpp's words where a template that thinks cannot go on with an answer.
    if complaint.says("prefill") {
      self = .continueFinalMessage
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
}
