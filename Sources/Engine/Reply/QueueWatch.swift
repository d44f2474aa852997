/// Asks a server that says nothing yet whether the request waits in its queue, and how many come before it.
final class QueueWatch {
  private let provider: Provider
  /// Others cannot come before a request that waits already: the figure only sinks.
  private var least = Int.max

  /// A server that answers at once is not asked.
  private static let firstLook: Duration = .seconds(1)
  private static let longestPause: Duration = .seconds(30)

  init(_ provider: Provider) { self.provider = provider }

  /// Looks until the reply has begun: what is served once waits in no line again.
  func run(on engine: isolated Engine) async {
    var pause = Self.firstLook
    while true {
      do { try await engine.time.sleep(pause) } catch { return }
      guard let live = engine.session.transcript.live?.reply, Self.isWaiting(live),
        provider.location.isNear, let kind = engine.servers.knownKind(of: provider),
        engine.servers.tellsActivity(provider, kind),
        let connection = try? await engine.servers.connection(to: provider, on: engine)
      else { return }
      let began = engine.time.now
      let work = await kind.server.workload(of: live.source.requestedModel, connection)
      guard !Task.isCancelled else { return }
      let tellsStart =
        kind.reportsPromptProgress && provider.resolvedWire(for: kind) == .chat
      show(work?.place(tellsStart: tellsStart) ?? .served, on: engine)
      // Less often the longer it takes, and where the answer itself takes seconds.
      pause = max(min(pause * 2, Self.longestPause), (engine.time.now - began) * 4)
    }
  }

  private static func isWaiting(_ reply: Reply) -> Bool {
    switch reply.clock.current {
    case .connect, .wait, .queue: reply.isLive
    case .load, .prompt, .think, .answer, .tool, .user, nil: false
    }
  }

  private func show(_ place: Workload.Place, on engine: isolated Engine) {
    guard let live = engine.session.transcript.live, Self.isWaiting(live.reply) else { return }
    let isQueued = live.reply.clock.current == .queue
    switch place {
    case .served:
      if isQueued { engine.reply.enter(.wait, live.id, on: engine) }
    case .queued(let before):
      if let before { least = min(least, before) }
      if !isQueued { engine.reply.enter(.queue, live.id, on: engine) }
      let known = before.map { _ in least }
      engine.change {
        $0.before = known
        // It is silent because it waits, and has just said so.
        $0.lastLife = engine.time.now
      }
    }
  }
}
