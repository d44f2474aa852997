/// An answer kept so that a later request can continue it.
struct StoredReply: Sendable {
  var id: String
  var model: String
  /// Tokens of the conversation up to and with this answer.
  var tokens: Int
  var previous: String?
}

extension World {
  func remember(_ reply: StoredReply) { stored[reply.id] = reply }

  func recall(_ id: String) -> StoredReply? { stored[id] }
}
