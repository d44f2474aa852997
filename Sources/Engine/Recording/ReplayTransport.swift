import Synchronization

/// Answers as the servers of a recording did, at their pace or faster.
///
/// Each request gets the next recorded answer to the same method and address; when a question was
/// asked more often than it was recorded, the last answer stands.
package final class ReplayTransport: Transport {
  private let session: RecordedSession
  private let speed: Double
  private let time: Timekeeper
  private let taken = Mutex<[String: Int]>([:])

  /// - Parameter speed: how many times faster than it was; infinite: without waiting.
  package init(
    _ session: RecordedSession, speed: Double = 1,
    time: Timekeeper = Timekeeper(ContinuousClock())
  ) {
    self.session = session
    self.speed = speed
    self.time = time
  }

  package func send(_ request: HTTPRequest) async throws(EngineError) -> HTTPReply {
    let key = RecordedSession.key(request.method.rawValue, request.url)
    let known = session.exchanges.filter { $0.key == key }
    guard !known.isEmpty else {
      throw EngineError(.unreachable, "The recording has no answer to \(key).")
    }
    let number = taken.withLock { taken in
      defer { taken[key, default: 0] += 1 }
      return min(taken[key, default: 0], known.count - 1)
    }
    let exchange = known[number]
    let head = exchange.hasHead ? exchange.chunks.first?.at : exchange.failure?.at
    do {
      try await pause((head ?? exchange.began) - exchange.began)
    } catch {
      throw EngineError(.unreachable, "The replay was stopped.")
    }
    guard exchange.hasHead else {
      throw EngineError(.unreachable, exchange.failure?.message ?? "There was no answer.")
    }
    return HTTPReply(
      status: exchange.status, headers: exchange.headers,
      body: ReplayedBytes(exchange: exchange, transport: self))
  }

  fileprivate func pause(_ duration: Duration) async throws {
    guard speed.isFinite, duration > .zero else { return }
    try await time.sleep(duration / speed)
  }

  /// Does what the person did, when they did it.
  package func drive(_ engine: Engine) async throws {
    var now = Duration.zero
    for step in session.steps {
      try await pause(step.at - now)
      now = step.at
      await engine.perform(step.command)
      // Without a pace of its own a replay waits for each reply before the next prompt.
      if !speed.isFinite { await engine.replyEnded() }
    }
  }
}

private struct ReplayedBytes: AsyncSequence, Sendable {
  let exchange: RecordedSession.Exchange
  let transport: ReplayTransport

  struct Iterator: AsyncIteratorProtocol {
    let exchange: RecordedSession.Exchange
    let transport: ReplayTransport
    var index = 0

    mutating func next() async throws -> [UInt8]? {
      guard index < exchange.chunks.count else { return nil }
      let before = exchange.chunks[index].at
      index += 1
      guard index < exchange.chunks.count else {
        guard let failure = exchange.failure else { return nil }
        try await transport.pause(failure.at - before)
        throw EngineError(.brokenStream, failure.message)
      }
      try await transport.pause(exchange.chunks[index].at - before)
      return exchange.chunks[index].bytes
    }
  }

  func makeAsyncIterator() -> Iterator { Iterator(exchange: exchange, transport: transport) }
}
