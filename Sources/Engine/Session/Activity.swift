/// What is under way: the one answer to "busy", "what does a stop end" and "may a prompt go out".
package enum Activity: Equatable, Sendable {
  case idle
  /// A model is loaded, pinned or unloaded beside the conversation.
  case managingModel
  /// The active profile's server is asked what it is, or its model is loaded.
  case warmingUp
  /// The model writes a summary of turns that it will no longer be sent.
  case compacting
  /// Several profiles answer one prompt.
  case racing
  case replying

  /// Nothing stands between a prompt and its request.
  var admitsPrompt: Bool {
    switch self {
    case .idle, .managingModel: true
    case .warmingUp, .compacting, .racing, .replying: false
    }
  }

  /// Turns of the conversation may be cut, moved or deleted.
  var admitsEditing: Bool { self != .replying && self != .racing }
}
