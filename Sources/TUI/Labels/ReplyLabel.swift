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
        lines.append((say("only thinking was produced, no answer", zh: "只有思考，没有回答"), .warning))
      }
    case .interrupted: lines.append((say("— stopped by you —", zh: "— 已由你停止 —"), .marker))
    case .cutOff:
      lines.append(
        (
          say(
            "— interrupted: the program ended while this was written —", zh: "— 已中断：回复未写完，程序就结束了 —"),
          .warning
        ))
    case .endedEarly:
      lines.append(
        (
          say("— the connection ended before the reply was complete —", zh: "— 回复完成前连接已断开 —"),
          .warning
        ))
    case .lengthLimit:
      lines.append((say("— cut at the length limit —", zh: "— 已达长度上限，被截断 —"), .warning))
    case .failed(let error):
      lines.append(("✗ " + Sanitizer.sanitize(error.message), .error))
      if let said = error.serverSentence {
        lines.append((say("  the server said: ", zh: "  服务器说：") + Sanitizer.sanitize(said), .faint))
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
    let (asked, by) = (
      Sanitizer.sanitize(reply.source.requestedModel), Sanitizer.sanitize(answering)
    )
    return say("asked \(asked), answered by \(by)", zh: "请求的是 \(asked)，回答的是 \(by)")
  }
}
