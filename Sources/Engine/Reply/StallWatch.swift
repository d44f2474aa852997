/// Ends a reply when nothing arrived for as long as the provider's limit allows.
struct StallWatch {
  private let provider: Provider

  /// How long the end of the stream is waited for once the server has said why the reply ends.
  private static let patienceAfterEnding: Duration = .seconds(3)

  init(_ provider: Provider) { self.provider = provider }

  /// Waits as long as silence may last at most, and throws when it has lasted that long.
  func check(knowsEnding: Bool, on engine: isolated Engine) async throws {
    let time = engine.time
    guard let limit = limit(engine.session, knowsEnding) else {
      return try await time.sleep(provider.tokenStallTimeout ?? .seconds(3600))
    }
    var idle = time.now - engine.session.lastLife
    if idle >= limit {
      // A thread that could not look at its sockets for so long, such as one whose output the reader does not
      // take, has what came in them still to read.
      try await engine.thread.sleep(until: .now + .milliseconds(20))
      idle = time.now - engine.session.lastLife
    }
    guard idle < limit else {
      throw ReplyMessages.silent(engine.session.server.address, for: limit)
    }
    // The next stage may bear less silence than this one, so no sleep is longer than the shortest.
    let limits = [
      provider.tokenStallTimeout, provider.promptStallTimeout, provider.loadStallTimeout,
      Self.patienceAfterEnding,
    ]
    try await time.sleep(limits.compactMap(\.self).reduce(limit - idle, min))
  }

  /// How long silence is borne: before the first word a cold model may load for minutes.
  private func limit(_ session: Session, _ knowsEnding: Bool) -> Duration? {
    switch session.transcript.live?.reply.clock.current {
    case .think, .answer: knowsEnding ? Self.patienceAfterEnding : provider.tokenStallTimeout
    case .prompt: provider.promptStallTimeout
    // Tools of the server's own, whose time nothing here limits.
    case .tool, .user: nil
    case .load, .wait, .queue, .connect, nil: provider.loadStallTimeout
    }
  }
}

extension Duration {
  /// `300 s`
  var inSeconds: String { "\(components.seconds) s" }

  /// `0.6 s`
  var inTenths: String {
    let tenths = Int((self / .milliseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
