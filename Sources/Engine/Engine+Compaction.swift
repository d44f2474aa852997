/// Making room in a model's window: what a model is no longer sent stays in the conversation.
extension Engine {
  /// Cuts the conversation before the turns that are kept in view of the model.
  ///
  /// - Parameter summarises: has the active model write what stands for the turns that are cut.
  func compact(summarises: Bool) {
    guard replyTask == nil, compactTask == nil else { return }
    guard let place = placeOfCut(besides: session.queue.first) else {
      return notify("There is nothing to compact yet: the last two turns are always sent whole.")
    }
    let first = session.transcript.settled[place].id
    guard summarises else { return cut(before: first, summary: nil) }
    if let obstacle = lockObstacle { return notify(obstacle) }
    let history = Array(session.transcript.settled[..<place])
    change { $0.isCompacting = true }
    compactTask = task {
      let summary: String?
      do {
        summary = try await self.summary(of: history)
      } catch {
        summary = nil
        let words =
          Task.isCancelled ? "It was stopped." : (error as? EngineError)?.message ?? "\(error)"
        notify("No summary was made, so nothing was cut. \(words)")
      }
      compactTask = nil
      change { $0.isCompacting = false }
      if let summary { cut(before: first, summary: summary) }
      // What waited for the room goes now, or is asked about again.
      sendQueued()
    }
  }

  /// The first turn that is still sent: the last two, and before them what fits half the window;
  /// where a prompt needs most of it, at least the last one.
  func placeOfCut(besides prompt: Prompt? = nil) -> Int? {
    let turns = session.transcript.settled
    let least = prompt == nil ? 2 : 1
    guard turns.count > least else { return nil }
    let loaded = session.models.first { $0.answers(to: session.profile.model) }?.loadedContext
    let window = (loaded ?? session.profile.contextWindow).map {
      $0 - (prompt.map { ContextForecast.tokens(in: $0.text) } ?? 0)
    }
    var place = turns.count - least
    var tokens = turns[place...].reduce(0) { $0 + $1.estimatedTokens }
    while place > 1, let window, tokens + turns[place - 1].estimatedTokens <= window / 2 {
      place -= 1
      tokens += turns[place].estimatedTokens
    }
    return turns[place].cut == nil ? place : nil
  }

  private func cut(before first: Turn.ID, summary: String?) {
    guard session.transcript.turn(first) != nil, replyTask == nil else { return }
    change { $0.transcript.update(first) { $0.cut = ContextCut(summary: summary) } }
    cutAfter = session.transcript.settled.last?.id
    if let turn = session.transcript.turn(first) { keep(turn) }
  }

  /// Sends all of a cut again.
  func uncut() {
    guard replyTask == nil, let turn = session.transcript.settled.last(where: { $0.cut != nil })
    else { return }
    change { $0.transcript.update(turn.id) { $0.cut = nil } }
    cutAfter = session.transcript.settled.last?.id
    if let changed = session.transcript.turn(turn.id) { keep(changed) }
  }

  private static let wish =
    "Summarise the conversation so far for yourself: facts, decisions, open questions, names and "
    + "figures that matter later. Write only the summary."

  /// Asks the active model what to remember of some turns. Shown nowhere but in the cut.
  private func summary(of history: [Turn]) async throws -> String {
    let profile = session.profile
    let provider = configuration.provider(of: profile)
    let facts = try await factsForReply(of: provider)
    let question = Turn(
      id: Turn.ID(0), prompt: Prompt(Self.wish),
      reply: Reply(
        source: Reply.Source(
          profile: profile.name, provider: provider.id, requestedModel: profile.model)))
    var exchange = Exchange(
      model: profile.model, messages: messages(profile, history: history, live: question))
    exchange.apply(profile)
    let wire = provider.wire(
      provider.resolvedWire(for: facts.kind), for: exchange, kind: facts.kind)
    var written = try wire.request(for: exchange)
    amendments(profile, provider).amend(&written.body)
    let connection = try await connection(to: provider)
    let answer = try await transport.send(connection.request(written))
    guard answer.isSuccess else { throw await connection.refusal(answer) }
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
