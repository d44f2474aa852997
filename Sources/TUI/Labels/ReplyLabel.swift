import Engine

/// What is said under a reply: notices and how it ended, when that is worth a word.
package enum ReplyLabel {
  package static func endings(_ reply: Reply) -> [(String, Role)] {
    var lines: [(String, Role)] = reply.notices.map { (Sanitizer.sanitize($0), .notice) }
    if let mismatch = mismatch(reply) { lines.append((mismatch, .notice)) }
    switch reply.status {
    case .pending, .streaming: break
    case .complete:
      if reply.text.isEmpty, !reply.reasoning.isEmpty {
        lines.append(("only thinking was produced, no answer", .warning))
      }
    case .interrupted: lines.append(("— stopped by you —", .marker))
    case .cutOff:
      lines.append(("— interrupted: the program ended while this was written —", .warning))
    case .endedEarly:
      lines.append(("— the connection ended before the reply was complete —", .warning))
    case .lengthLimit: lines.append(("— cut at the length limit —", .warning))
    case .failed(let error):
      lines.append(("✗ " + Sanitizer.sanitize(error.message), .error))
      if let said = error.serverSentence {
        lines.append(("  the server said: " + Sanitizer.sanitize(said), .faint))
      }
      if let remedy = error.remedy { lines.append(("→ " + Sanitizer.sanitize(remedy), .notice)) }
    }
    return lines
  }

  /// The server answered with another model than the one asked for (LM Studio does, with one loaded).
  private static func mismatch(_ reply: Reply) -> String? {
    guard let answering = reply.source.answeringModel, !reply.isLive,
      !ModelName.same(answering, reply.source.requestedModel)
    else { return nil }
    return "asked \(Sanitizer.sanitize(reply.source.requestedModel)), "
      + "answered by \(Sanitizer.sanitize(answering))"
  }
}
