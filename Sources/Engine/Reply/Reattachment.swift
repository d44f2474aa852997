/// Comes back to a reply that went on at its server while the program was away.
final class Reattachment {
  private var task: Task<Void, Never>?

  var tasks: [Task<Void, Never>] { [task].compactMap(\.self) }

  /// Asks for the stream of the last turn, where the program's end cut it off.
  func begin(on engine: isolated Engine) {
    task?.cancel()
    task = nil
    guard let turn = engine.session.transcript.settled.last, turn.reply.status == .cutOff,
      // Behind calls the server has only the last stretch of the reply.
      turn.reply.rounds.isEmpty,
      let provider = engine.configuration.provider(named: turn.reply.source.provider),
      provider.location.isNear
    else { return }
    let conversation = engine.session.conversation.id
    task = engine.task {
      await engine.reply.reattachment.find(turn, provider, conversation, on: engine)
    }
  }

  private func find(
    _ turn: Turn, _ provider: Provider, _ conversation: ConversationID, on engine: isolated Engine
  ) async {
    guard let facts = try? await engine.servers.facts(of: provider, on: engine),
      let kept = KeptStream(of: turn.id, in: conversation, provider, facts.kind),
      // From its first byte: nothing tells how much of it became the words that are kept.
      let reply = try? await kept.stream(from: 0, on: engine),
      !Task.isCancelled, engine.session.conversation.id == conversation,
      engine.session.transcript.last == turn, engine.activity.admitsEditing
    else { return }
    let session = engine.session
    let profile =
      session.profiles.first { $0.name == turn.reply.source.profile } ?? session.profile
    var exchange = ChatRequest(model: turn.reply.source.requestedModel, messages: [])
    // Its calls are calls, whichever tools are ready by now.
    if !session.tools.enabled.isEmpty { exchange.tools = [ChatRequest.Function(name: "")] }
    guard
      let (_, decoder) = try? engine.reply.requests.write(
        exchange, profile: profile, provider: provider, facts: facts)
    else { return }
    engine.reply.goOn(
      with: turn, profile, provider, OpenReply(reply: reply, decoder: decoder, kept: kept),
      on: engine)
  }
}
