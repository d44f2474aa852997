/// What the end of a reply means for what follows.
extension Reply.Status {
  static var wordless: Reply.Status { .failed(ReplyMessages.wordless) }

  /// A stream that ends without a word is a failure that wants a reason, not an early end.
  func diagnosed(_ reply: Reply) -> Reply.Status {
    self == .endedEarly && !reply.hasSaidSomething ? .wordless : self
  }

  /// The reply came to an end of its own, whole or cut.
  var isEnding: Bool {
    switch self {
    case .complete, .lengthLimit, .endedEarly: true
    case .pending, .streaming, .interrupted, .cutOff, .failed: false
    }
  }

  /// Its server may still be at work, for no reader any more. What the program's end cuts off is come back to.
  var leavesWork: Bool {
    switch self {
    case .interrupted, .endedEarly, .failed: true
    case .pending, .streaming, .complete, .lengthLimit, .cutOff: false
    }
  }
}
