/// The conversation as a model reads it.
extension Session {
  /// No failed or silent replies, nothing from before a cut, thinking as `ThinkingMemory` says; a reply that goes on
  /// from earlier words brings them and asks for the rest.
  ///
  /// - Parameter continues: the server writes on where the last message stops; else it is asked to.
  func messages(
    _ profile: Profile, history: [Turn], live: Turn, continues: Bool = false
  ) -> [ChatRequest.Message] {
    let path = history + [live]
    let start = path.lastIndex { $0.cut != nil } ?? 0
    var messages: [ChatRequest.Message] = []
    if let system = system(profile, summary: path[start].cut?.summary) {
      messages.append(.init(.system, system))
    }
    let memory = ThinkingMemory(profile)
    var calls = CallHistory(profile, memory, window: window)
    for turn in history[min(start, history.count)...]
    where !turn.reply.text.isEmpty || !turn.reply.rounds.isEmpty {
      messages.append(.init(.user, turn.prompt.text, images: turn.prompt.images))
      messages += calls.messages(turn.reply, isLive: false)
      let words = turn.reply.words(before: turn.reply.rounds.count)
      guard !words.text.isEmpty else { continue }
      var message = ChatRequest.Message(.assistant, words.text)
      message.thinking = memory.thinking(of: turn.reply, words.thinking)
      if memory.extent == .all, profile.isSource(of: turn.reply) {
        message.companions = turn.reply.companions
      }
      messages.append(message)
    }
    messages.append(.init(.user, live.prompt.text, images: live.prompt.images))
    messages += calls.messages(live.reply, isLive: true)
    let words = live.reply.words(before: live.reply.rounds.count)
    if continues, !words.text.isEmpty || !words.thinking.isEmpty {
      var message = ChatRequest.Message(.assistant, words.text)
      // The template closes it with line ends of its own.
      let thought = words.text.isEmpty ? words.thinking : words.thinking.trimmedAtEnd
      message.thinking = ChatRequest.Thinking(
        text: thought, field: live.reply.thinkingField ?? "reasoning_content")
      messages.append(message)
    } else if !words.text.isEmpty {
      messages.append(.init(.assistant, words.text))
      messages.append(.init(.user, ModelInstructions.goOn))
    } else if live.reply.isSteered {
      messages.append(.init(.assistant, ModelInstructions.thoughts(words.thinking)))
      messages.append(.init(.user, ModelInstructions.thinkOn))
    }
    return messages
  }

  /// The conversation's own system prompt or the profile's, and what stands for the turns that are
  /// no longer sent.
  func system(_ profile: Profile, summary: String?) -> String? {
    let prompt = conversation.systemPrompt ?? profile.systemPrompt
    let parts = [
      prompt, summary.map(ModelInstructions.earlier),
    ].compactMap(\.self).filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  /// The server's id to continue from: only when the last reply here is also the last one there,
  /// and every turn of ours went through the same server's store.
  func previousResponse(_ history: [Turn], _ provider: Provider) -> String? {
    guard let last = history.last, last.reply.status == .complete,
      history.allSatisfy({
        $0.reply.source.provider == provider.id && $0.reply.responseID != nil && $0.cut == nil
      }), conversation.systemPrompt == nil
    else { return nil }
    return last.reply.responseID
  }
}

/// The calls of a conversation as a model reads them, each with its result.
private struct CallHistory {
  private let profile: Profile
  private let memory: ThinkingMemory
  private let window: Int?
  private var ids: Set<String> = []
  private var count = 0

  init(_ profile: Profile, _ memory: ThinkingMemory, window: Int?) {
    self.profile = profile
    self.memory = memory
    self.window = window
  }

  mutating func messages(_ reply: Reply, isLive: Bool) -> [ChatRequest.Message] {
    let isSame = profile.isSource(of: reply)
    return reply.rounds.indices.map { index in
      let round = reply.rounds[index]
      let words = reply.words(before: index)
      var message = ChatRequest.Message(.assistant, words.text)
      message.calls = round.uses.map { answered($0, isSame: isSame) }
      if isSame { message.companions = round.companions }
      message.thinking = memory.thinking(of: round, words.thinking, isLive: isLive)
      return message
    }
  }

  private mutating func answered(_ use: ToolUse, isSame: Bool) -> ChatRequest.AnsweredCall {
    count += 1
    // A number is what an unchanged beginning of the conversation always gives the same call.
    let number = String(count)
    var id = "call" + String(repeating: "0", count: max(0, 5 - number.count)) + number
    if isSame, let wireID = use.call.wireID, !ids.contains(wireID) { id = wireID }
    ids.insert(id)
    let result = use.result ?? .lost
    let text = result.text.isEmpty ? ToolResult.empty : result.text
    return ChatRequest.AnsweredCall(
      id: id, name: use.call.name, arguments: ToolArguments(use.call.arguments).json,
      result: ResultText.forModel(text, window: window),
      companion: isSame ? use.call.companion : nil)
  }
}

extension Profile {
  /// What one model kept for itself says nothing to another, and its server refuses it.
  fileprivate func isSource(of reply: Reply) -> Bool {
    reply.source.provider == providerID && reply.source.requestedModel == model
  }
}

extension String {
  /// Without blanks and line ends behind it.
  fileprivate var trimmedAtEnd: String {
    lastIndex { !$0.isWhitespace }.map { String(self[...$0]) } ?? ""
  }
}
