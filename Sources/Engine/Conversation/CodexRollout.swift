/// Reads a session of Codex: one JSON object a line, `session_meta` first.
///
/// Seen in `rollout-….jsonl` of Codex 0.20 to 0.142. Taken over are prompts, thinking where it is
/// readable, and answers; tool calls are counted, not repeated, and what Codex itself put into the
/// conversation (environment, instructions) is left out.
package enum CodexRollout {
  /// Whether a file's first line is the beginning of a rollout.
  package static func isOne(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.split(separator: 0x0A, maxSplits: 1).first,
      let json = JSON(parsing: first)
    else { return false }
    return json["type"]?.string == "session_meta" || json["id"] != nil && json["timestamp"] != nil
  }

  package static func conversation(
    _ bytes: [UInt8], named name: String
  ) throws(EngineError) -> Conversation {
    var reading = Reading()
    for line in bytes.split(separator: 0x0A) {
      // The last line of a session that was killed is cut; whatever cannot be read is counted.
      guard let json = JSON(parsing: line) else {
        reading.unreadable += 1
        continue
      }
      reading.consume(json)
    }
    reading.endTurn()
    guard !reading.turns.isEmpty else { throw ConversationMessages.noPrompt(in: name) }
    return reading.conversation
  }

  private struct Reading {
    var turns: [Turn] = []
    var unreadable = 0
    private var id: String?
    private var model = "codex"
    private var provider = "codex"
    private var time: Int64 = 0
    private var prompt: (text: String, images: [String], time: Int64)?
    private var thinking: [String] = []
    private var answers: [String] = []
    private var toolCalls = 0

    mutating func consume(_ line: JSON) {
      if let stamp = line["timestamp"]?.string.flatMap(CivilTime.milliseconds) { time = stamp }
      // The oldest form has no envelope: the first line is the meta data, the others are items.
      let payload = line["payload"] ?? line
      switch line["type"]?.string {
      case "session_meta": begin(payload)
      case "turn_context": model = payload["model"]?.string ?? model
      case "response_item", "message", "reasoning", "function_call": consume(item: payload)
      case nil: begin(payload)
      default: break
      }
    }

    private mutating func begin(_ meta: JSON) {
      id = meta["id"]?.string ?? id
      provider = meta["model_provider"]?.string ?? provider
    }

    private mutating func consume(item: JSON) {
      switch item["type"]?.string {
      case "message" where item["role"]?.string == "user": consume(user: item)
      case "message" where item["role"]?.string == "assistant": answers.append(Self.text(item))
      case "reasoning": thinking.append(Self.reasoning(item))
      case "function_call", "local_shell_call", "custom_tool_call", "web_search_call":
        toolCalls += 1
      default: break
      }
    }

    private mutating func consume(user item: JSON) {
      let text = Self.text(item)
      guard !Self.isCodexOwn(text) else { return }
      endTurn()
      let images = item["content"]?.array?.compactMap { $0["image_url"]?.string } ?? []
      prompt = (text, images.filter { $0.hasPrefix("data:") }, time)
    }

    private static func isCodexOwn(_ text: String) -> Bool {
      let openings = [
        "<environment_context>", "<user_instructions>", "# AGENTS.md instructions",
        "<INSTRUCTIONS>", "<permissions instructions>", "<turn_aborted>",
      ]
      return text.isEmpty || openings.contains { text.hasPrefix($0) }
    }

    private static func text(_ item: JSON) -> String {
      item["content"]?.string
        ?? (item["content"]?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
    }

    /// The raw thinking where it was kept, else its summary; encrypted thinking belongs only to its
    /// server's.
    private static func reasoning(_ item: JSON) -> String {
      let raw = (item["content"]?.array ?? []).compactMap { $0["text"]?.string }
      let summary = (item["summary"]?.array ?? []).compactMap { $0["text"]?.string }
      return (raw.isEmpty ? summary : raw).joined(separator: "\n")
    }

    mutating func endTurn() {
      defer { (prompt, thinking, answers, toolCalls) = (nil, [], [], 0) }
      guard let prompt else { return }
      let answer = answers.filter { !$0.isEmpty }.joined(separator: "\n\n")
      var notices: [String] = []
      if toolCalls > 0 { notices.append(ConversationMessages.notImported(toolCalls: toolCalls)) }
      let reply = Reply(
        source: Reply.Source(
          profile: "codex", provider: provider, requestedModel: model, isRemote: true),
        status: answer.isEmpty ? .endedEarly : .complete,
        reasoning: thinking.filter { !$0.isEmpty }.joined(separator: "\n\n"), text: answer,
        notices: notices)
      turns.append(
        Turn(
          id: .dated(prompt.time), prompt: Prompt(prompt.text, images: prompt.images),
          reply: reply, created: prompt.time))
    }

    var conversation: Conversation {
      var tree = TurnTree()
      for (index, turn) in turns.enumerated() {
        tree.add(turn.id, after: index > 0 ? turns[index - 1].id : nil)
      }
      var summary = ConversationSummary(id: .random(), created: turns[0].created)
      summary.changed = max(time, summary.created)
      summary.proposedTitle = ConversationSummary.title(proposedBy: turns[0].prompt)
      summary.tags = ["codex"]
      if let short = id?.split(separator: "-").first?.lowercased(),
        let ours = ConversationID(checking: short)
      {
        summary.id = ours
      }
      return Conversation(
        summary: summary, transcript: Transcript(turns: turns, tree: tree))
    }
  }
}
