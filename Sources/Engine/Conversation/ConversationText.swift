/// The current path of a conversation as text for people: Markdown or plain.
package enum ConversationText {
  /// Thinking is folded, where the reader of the Markdown can fold.
  package static func markdown(_ conversation: Conversation, _ redaction: Redaction) -> String {
    let summary = conversation.summary
    var text = "# \(redaction.clean(summary.title))\n\n"
    text += "\(CivilTime(milliseconds: summary.created).words) · `\(summary.id)`"
    text += summary.tags.map { " · #\($0)" }.joined() + "\n"
    for turn in conversation.transcript.settled {
      let reply = turn.reply
      text += "\n## You\n\n\(redaction.clean(turn.prompt.text))\n"
      text += "\n## \(reply.source.model) · \(reply.source.profile)\n"
      if !reply.reasoning.isEmpty {
        text += "\n<details><summary>\(thought(reply))</summary>\n\n"
        text += redaction.clean(reply.reasoning.string) + "\n\n</details>\n"
      }
      for round in 0...reply.rounds.count {
        let words = reply.words(before: round).text
        if !words.isEmpty { text += "\n\(redaction.clean(words))\n" }
        guard round < reply.rounds.count else { break }
        for use in reply.rounds[round].uses { text += "\n" + markdown(use, redaction) }
      }
      for words in endings(reply) { text += "\n*\(redaction.clean(words))*\n" }
    }
    return text
  }

  /// A call with what it was given and what it answered, folded.
  private static func markdown(_ use: ToolUse, _ redaction: Redaction) -> String {
    let result = use.result ?? .lost
    func fenced(_ text: String) -> String {
      // Longer than any fence within.
      let longest = text.split(omittingEmptySubsequences: false) { $0 != "`" }
        .reduce(0) { max($0, $1.count) }
      let fence = String(repeating: "`", count: max(3, longest + 1))
      return "\(fence)\n\(redaction.clean(text))\n\(fence)\n"
    }
    return "<details><summary>\(use.title.withoutMarkup) · \(result.status.rawValue)</summary>\n\n"
      + fenced(use.call.arguments.isEmpty ? "{}" : use.call.arguments) + "\n"
      + fenced(result.text) + "\n</details>\n"
  }

  /// With the brackets around thinking that the screen has.
  package static func plain(_ conversation: Conversation, _ redaction: Redaction) -> String {
    var text = redaction.clean(conversation.summary.title) + "\n"
    text += CivilTime(milliseconds: conversation.summary.created).words
    text += " · \(conversation.summary.id)\n"
    for turn in conversation.transcript.settled {
      let reply = turn.reply
      text += "\nyou:\n\(redaction.clean(turn.prompt.text))\n"
      text += "\n\(reply.source.model) · \(reply.source.profile):\n"
      if !reply.reasoning.isEmpty { text += "[\(redaction.clean(reply.reasoning.string))]\n\n" }
      for round in 0...reply.rounds.count {
        let words = reply.words(before: round).text
        if !words.isEmpty { text += redaction.clean(words) + "\n" }
        guard round < reply.rounds.count else { break }
        for use in reply.rounds[round].uses {
          let result = use.result ?? .lost
          text += redaction.clean("> \(use.title) \(use.call.arguments)") + "\n"
          text += redaction.clean("< \(result.status.rawValue): \(result.text)") + "\n"
        }
      }
      for words in endings(reply) { text += "(\(redaction.clean(words)))\n" }
    }
    return text
  }

  /// `thought for 8.2 s · 412 tokens`
  package static func thought(_ reply: Reply) -> String {
    ConversationMessages.thought(
      for: reply.clock.duration(of: .think, now: .zero), tokens: reply.usage.reasoningTokens)
  }

  /// What happened besides the words: an ending that is no end, figures, notices.
  package static func endings(_ reply: Reply) -> [String] {
    var lines = reply.notices
    switch reply.status {
    case .pending, .streaming, .complete: break
    case .interrupted: lines.append(ConversationMessages.stopped)
    case .cutOff: lines.append(ConversationMessages.cutOff)
    case .endedEarly: lines.append(ConversationMessages.endedEarly)
    case .lengthLimit: lines.append(ConversationMessages.lengthLimit)
    case .failed(let error): lines.append(ConversationMessages.failed(error.message))
    }
    return lines
  }
}

extension String {
  /// A stranger's name within HTML.
  fileprivate var withoutMarkup: String { filter { $0 != "<" && $0 != ">" && $0 != "&" } }
}
