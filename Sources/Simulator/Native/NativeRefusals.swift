extension NativeChat {
  static func unsupported(_ setting: String, by card: ModelCard) -> JSON {
    let known = card.thinkingOptions.map { "'\($0)'" }.joined(separator: ", ")
    let what = "Reasoning setting '\(setting)' is not supported by model '\(card.key)'."
    let tail = known.isEmpty ? "" : " Supported settings: \(known)."
    return LMStudioRefusal.invalid(what + tail, param: "reasoning", code: "invalid_value")
  }

  static func notStored(_ id: String) -> JSON {
    let what = "Could not find stored response for previous_response_id '\(id)'."
    let policy = "Current previous response auto-deletion policy:"
    let days = "Responses older than 30 days are automatically deleted."
    return LMStudioRefusal.invalid(
      "\(what) Please ensure the ID is correct. \(policy) \(days)",
      param: "previous_response_id", code: "invalid_value")
  }

  static func internalError(_ message: String) -> JSON {
    ["error": ["type": "internal_error", "message": .string(message)]]
  }
}

extension Located {
  var card: ModelCard {
    switch self {
    case .resident(_, let card), .absent(let card): card
    }
  }

  /// The instance's name, or the one it will have.
  var instanceID: String {
    switch self {
    case .resident(let instance, _): instance.id
    case .absent(let card): card.key
    }
  }
}

extension Exchange {
  /// The model's name as the reply tells it.
  func shownModel(_ name: String) -> String {
    faults.contains(.wrongModel) ? "someone-else/other-model-7b" : name
  }
}
