/// A question to a model beside the conversation: what comes of it is shown, or used, elsewhere.
enum SideQuestion {
  /// - Parameter said: takes the answer as it comes.
  /// - Returns: the whole answer.
  static func ask(
    _ exchange: ChatRequest, _ profile: Profile, on engine: isolated Engine,
    said: (Delta, isolated Engine) -> Void = { _, _ in }
  ) async throws -> Reply {
    let provider = engine.configuration.provider(of: profile)
    let facts = try await engine.servers.factsForReply(of: provider, on: engine)
    var (written, decoder) = try engine.reply.requests.write(
      exchange, profile: profile, provider: provider, facts: facts)
    let connection = try await engine.servers.connection(to: provider, on: engine)
    try engine.servers.checkLock(
      facts.destination(of: profile.model, at: provider), on: engine)
    engine.reply.requests.prompts.noteSideQuestion(model: exchange.model, provider: provider.id)
    let answer = try await connection.transport.send(connection.request(written))
    guard answer.isSuccess else { throw await connection.refusal(answer) }
    var reply = Reply(
      source: Reply.Source(
        profile: profile.name, provider: provider.id, requestedModel: profile.model))
    var deltas: [Delta] = []
    func takeAll(on engine: isolated Engine) {
      for delta in deltas {
        reply.apply(delta, at: engine.time.now)
        said(delta, engine)
      }
      deltas.removeAll(keepingCapacity: true)
    }
    for try await bytes in answer.body {
      decoder.decode(bytes, into: &deltas)
      takeAll(on: engine)
      guard reply.isLive else { break }
    }
    decoder.end(into: &deltas)
    takeAll(on: engine)
    if case .failed(let error) = reply.status { throw error }
    return reply
  }
}
