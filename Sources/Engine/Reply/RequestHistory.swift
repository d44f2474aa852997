/// The conversation as a model reads it.
extension Session {
  /// No thinking, no failed or silent replies, nothing from before a cut; a reply that goes on from
  /// earlier words brings them and asks for the rest.
  func messages(_ profile: Profile, history: [Turn], live: Turn) -> [ChatRequest.Message] {
    let path = history + [live]
    let start = path.lastIndex { $0.cut != nil } ?? 0
    var messages: [ChatRequest.Message] = []
    if let system = system(profile, summary: path[start].cut?.summary) {
      messages.append(.init(.system, system))
    }
    for turn in history[min(start, history.count)...] where !turn.reply.text.isEmpty {
      messages.append(.init(.user, turn.prompt.text, images: turn.prompt.images))
      messages.append(.init(.assistant, turn.reply.text.string))
    }
    messages.append(.init(.user, live.prompt.text, images: live.prompt.images))
    if !live.reply.text.isEmpty {
      messages.append(.init(.assistant, live.reply.text.string))
      messages.append(.init(.user, ModelInstructions.goOn))
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
