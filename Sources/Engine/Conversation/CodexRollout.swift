/// Reads a session of Codex: one JSON object a line, `session_meta` first.
///
/// Seen in `rollout-….jsonl` of Codex 0.20 to 0.142. Taken over are prompts, thinking where it is
/// readable, answers, and calls with their results; calls that Codex keeps in a form of its own are counted, not
/// repeated, and what Codex itself put into the conversation (environment, instructions) is left out.
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
    private var rounds: [ToolRound] = []
    /// The id of each call in `rounds`, in order.
    private var callIDs: [[String]] = []

    mutating func consume(_ line: JSON) {
      if let stamp = line["timestamp"]?.string.flatMap(CivilTime.milliseconds) { time = stamp }
      // The oldest form has no envelope: the first line is the meta data, the others are items.
      let payload = line["payload"] ?? line
      switch line["type"]?.string {
      case "session_meta": begin(payload)
      case "turn_context": model = payload["model"]?.string ?? model
      case "response_item", "message", "reasoning", "function_call", "function_call_output":
        consume(item: payload)
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
      case "function_call": consume(call: item)
      case "function_call_output": consume(result: item)
      case "local_shell_call", "custom_tool_call", "web_search_call": toolCalls += 1
      default: break
      }
    }

    /// Calls that follow each other without words are one round.
    private mutating func consume(call item: JSON) {
      guard let name = item["name"]?.string, prompt != nil else { return }
      let ends = (joined(thinking).utf8.count, joined(answers).utf8.count)
      if rounds.last.map({ ($0.thinkingEnd, $0.textEnd) != ends }) ?? true {
        var round = ToolRound()
        (round.thinkingEnd, round.textEnd) = ends
        round.isOpen = false
        rounds.append(round)
        callIDs.append([])
      }
      let id = item["call_id"]?.string
      // Lost, until its result is read.
      rounds[rounds.count - 1].uses.append(
        ToolUse(ToolCall(name, item["arguments"]?.string ?? "", wireID: id), result: .lost))
      callIDs[callIDs.count - 1].append(id ?? "")
    }

    private mutating func consume(result item: JSON) {
      guard let id = item["call_id"]?.string,
        let round = callIDs.lastIndex(where: { $0.contains(id) }),
        let slot = callIDs[round].firstIndex(of: id)
      else { return }
      let output = item["output"]
      let text =
        output?.string ?? output?["content"]?.string
        ?? output?.array?.compactMap { $0["text"]?.string }.joined(separator: "\n") ?? ""
      rounds[round].uses[slot].result = ToolResult(.done, text)
    }

    private func joined(_ parts: [String]) -> String {
      parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
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
      defer {
        (prompt, thinking, answers, toolCalls) = (nil, [], [], 0)
        (rounds, callIDs) = ([], [])
      }
      guard let prompt else { return }
      let answer = joined(answers)
      var notices: [String] = []
      if toolCalls > 0 { notices.append(ConversationMessages.notImported(toolCalls: toolCalls)) }
      let reply = Reply(
        source: Reply.Source(
          profile: "codex", provider: provider, requestedModel: model, isRemote: true),
        status: answer.isEmpty ? .endedEarly : .complete, reasoning: joined(thinking),
        text: answer, notices: notices, rounds: rounds)
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
