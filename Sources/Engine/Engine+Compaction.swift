/// Making room in a model's window: what a model is no longer sent stays in the conversation.
extension Engine {
  /// Cuts the conversation before the turns that are kept in view of the model.
  ///
  /// - Parameter summarises: has the active model write what stands for the turns that are cut.
  func compact(summarises: Bool) {
    guard replyTask == nil, compactTask == nil else { return }
    guard let place = placeOfCut() else {
      return notify("There is nothing to compact yet: the last two turns are always sent whole.")
    }
    guard summarises else { return cut(at: place, summary: nil) }
    if let obstacle = lockObstacle { return notify(obstacle) }
    change { $0.isCompacting = true }
    compactTask = Task {
      let summary: String?
      do {
        summary = try await self.summary(before: place)
      } catch {
        summary = nil
        let words = (error as? EngineError)?.message ?? "it was stopped"
        notify("No summary was made: \(words). Nothing was cut.")
      }
      compactTask = nil
      change { $0.isCompacting = false }
      if let summary { cut(at: place, summary: summary) }
    }
  }

  /// The first turn that is still sent: the last two, and before them what fits half the window.
  private func placeOfCut() -> Int? {
    let turns = session.transcript.settled
    guard turns.count > 2 else { return nil }
    let window =
      session.profile.contextWindow
      ?? session.models.first { $0.answers(to: session.profile.model) }?.loadedContext
    var place = turns.count - 2
    var tokens = turns[place...].reduce(0) { $0 + $1.estimatedTokens }
    while place > 1, let window, tokens + turns[place - 1].estimatedTokens <= window / 2 {
      place -= 1
      tokens += turns[place].estimatedTokens
    }
    return turns[place].cut == nil ? place : nil
  }

  private func cut(at place: Int, summary: String?) {
    let turns = session.transcript.settled
    guard turns.indices.contains(place), replyTask == nil else { return }
    change { $0.transcript.update(turns[place].id) { $0.cut = ContextCut(summary: summary) } }
    keep(session.transcript.settled[place])
  }

  /// Sends all of a cut again.
  func uncut() {
    guard replyTask == nil, let turn = session.transcript.settled.last(where: { $0.cut != nil })
    else { return }
    change { $0.transcript.update(turn.id) { $0.cut = nil } }
    if let changed = session.transcript.turn(turn.id) { keep(changed) }
  }

  private static let wish =
    "Summarise the conversation so far for yourself: facts, decisions, open questions, names and "
    + "figures that matter later. Write only the summary."

  /// Asks the active model what to remember of the turns before one. Shown nowhere but in the cut.
  private func summary(before place: Int) async throws -> String {
    let profile = session.profile
    let provider = configuration.provider(of: profile)
    let facts = try await facts(of: provider)
    let history = Array(session.transcript.settled[..<place])
    let question = Turn(
      id: Turn.ID(0), prompt: Prompt(Self.wish),
      reply: Reply(
        source: Reply.Source(
          profile: profile.name, provider: provider.id, requestedModel: profile.model)))
    var exchange = Exchange(
      model: profile.model, messages: messages(profile, history: history, live: question))
    exchange.apply(profile)
    let wire = provider.wire(provider.resolvedWire(for: facts.kind), for: exchange)
    let request = try await httpRequest(try wire.request(for: exchange), provider: provider)
    let answer = try await transport.send(request)
    guard answer.status == 200 else { throw try await complaint(answer) }
    var decoder = wire.decoder(for: exchange)
    var deltas: [Delta] = []
    var reply = question.reply
    for try await bytes in answer.body {
      decoder.decode(bytes, into: &deltas)
      for delta in deltas { reply.apply(delta, at: time.now) }
      deltas.removeAll(keepingCapacity: true)
      guard reply.isLive else { break }
    }
    decoder.end(into: &deltas)
    for delta in deltas { reply.apply(delta, at: time.now) }
    if case .failed(let error) = reply.status { throw error }
    guard !reply.text.isEmpty else {
      throw EngineError(.emptyReply, "the model wrote nothing")
    }
    return reply.text.string
  }
}

extension Turn {
  /// About how many tokens the turn costs a model: a token is some four bytes of English.
  var estimatedTokens: Int {
    (prompt.text.utf8.count + reply.text.byteCount) / 4 + 8
  }
}
