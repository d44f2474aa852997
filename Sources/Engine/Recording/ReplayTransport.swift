import Synchronization

/// Answers as the servers of a recording did, at their pace or faster.
///
/// A request gets the recorded answer to the same method, address and words; where no words are the
/// same, the next answer of that address. When a question was asked more often than it was recorded,
/// the last answer stands.
package final class ReplayTransport: Transport {
  private let session: RecordedSession
  private let speed: Double
  private let time: Timekeeper
  private let progress = Mutex(Progress())

  private struct Progress {
    /// Exchanges that were asked for, and how many pieces of each the reader has taken in.
    var pieces: [Int: Int] = [:]
    /// How often each server of tools was started.
    var starts: [String: Int] = [:]
    var listener: AsyncStream<Void>.Continuation?
  }

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
    let body = request.body.isEmpty ? nil : String(decoding: request.body, as: UTF8.self)
    guard let (place, exchange) = answer(key, body) else {
      throw RecordingMessages.noAnswer(to: request.method.rawValue, request.url)
    }
    let head = exchange.hasHead ? exchange.chunks.first?.at : exchange.failure?.at
    do {
      try await pause((head ?? exchange.began) - exchange.began)
    } catch {
      throw RecordingMessages.replayWasStopped
    }
    guard exchange.hasHead else {
      throw EngineError(.unreachable, exchange.failure?.message ?? RecordingMessages.noAnswerCame)
    }
    return HTTPReply(
      status: exchange.status, headers: exchange.headers,
      body: ReplayedBytes(exchange: exchange, place: place, transport: self))
  }

  /// What was recorded for this, and its place among the exchanges; it counts as asked for.
  func answer(_ key: String, _ body: String?) -> (place: Int, RecordedSession.Answer)? {
    let all = session.exchanges.indices.filter { session.exchanges[$0].key == key }
    // What a server has is asked in many ways, and the asker left where another one was faster; that is no answer.
    let whole = all.filter { !session.exchanges[$0].isLook || session.exchanges[$0].hasEnded }
    let known = whole.isEmpty ? all : whole
    return progress.withLock { progress in
      let fresh = known.filter { progress.pieces[$0] == nil }
      let chosen = fresh.first { session.exchanges[$0].body == body } ?? fresh.first ?? known.last
      guard let chosen else { return nil }
      progress.pieces[chosen] = 0
      return (chosen, session.exchanges[chosen])
    }
  }

  /// What a server of tools offered at its next start; the last list stands.
  func nextList(of server: String) -> JSON? {
    guard let lists = session.toolLists[server] else { return nil }
    return progress.withLock { progress in
      let start = progress.starts[server, default: 0]
      progress.starts[server] = start + 1
      return lists[min(start, lists.count - 1)]
    }
  }

  func pause(_ duration: Duration) async throws {
    guard speed.isFinite, duration > .zero else { return }
    try await time.sleep(duration / speed)
  }

  /// The reader asks for more, so it has taken in this many pieces.
  func record(pieces: Int, of place: Int) {
    let listener = progress.withLock { progress in
      progress.pieces[place] = pieces
      return progress.listener
    }
    listener?.yield()
  }

  /// Does what the user did, when they did it: no step comes before the pieces of the answers
  /// that it came after.
  package func drive(_ engine: Engine) async throws {
    let (moments, moment) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    progress.withLock { $0.listener = moment }
    let events = await engine.replyEvents()
    if let first = session.steps.first, session.exchanges.contains(where: { $0.began < first.at }) {
      await engine.beginWarmUp(force: false)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        for await _ in events {
          await engine.warmUpEnded()
          moment.yield()
        }
      }
      // A race ends without a word of its own.
      group.addTask { for await _ in engine.changes { moment.yield() } }
      var now = Duration.zero
      var looks = moments.makeAsyncIterator()
      for step in session.steps {
        try await pause(step.at - now)
        now = step.at
        while await !isDue(step, engine) {
          guard await looks.next() != nil else { throw CancellationError() }
        }
        await perform(step.command, on: engine)
      }
    }
    await engine.replyEnded()
    await engine.notify(RecordingMessages.isOver)
  }

  private func perform(_ command: EngineCommand, on engine: Engine) async {
    if case .answerTool(_, let answer) = command {
      guard let question = await engine.session.tools.question else { return }
      await engine.perform(.answerTool(question: question.id, answer))
    } else if case .conversation(let branch) = command {
      guard let settled = CommandRecord.settled(branch, in: await engine.session) else { return }
      await engine.perform(.conversation(settled))
    } else {
      await engine.perform(command)
    }
  }

  /// Where nothing is under way, nothing more will come.
  private func isDue(_ step: RecordedSession.Step, _ engine: Engine) async -> Bool {
    let taken = progress.withLock { $0.pieces }
    if !step.open.isEmpty, step.open.allSatisfy({ taken[$0.key, default: -1] >= $0.value }) {
      return true
    }
    return await engine.activity.admitsPrompt
  }
}

private struct ReplayedBytes: AsyncSequence, Sendable {
  let exchange: RecordedSession.Answer
  let place: Int
  let transport: ReplayTransport

  struct Iterator: AsyncIteratorProtocol {
    let exchange: RecordedSession.Answer
    let place: Int
    let transport: ReplayTransport
    var index = 0

    mutating func next() async throws -> [UInt8]? {
      transport.record(pieces: index, of: place)
      guard index < exchange.chunks.count else { return nil }
      let before = exchange.chunks[index].at
      index += 1
      guard index < exchange.chunks.count else { return try await end(after: before) }
      try await transport.pause(exchange.chunks[index].at - before)
      return exchange.chunks[index].bytes
    }

    private func end(after last: Duration) async throws -> [UInt8]? {
      if let failure = exchange.failure {
        try await transport.pause(failure.at - last)
        throw EngineError(.brokenStream, failure.message)
      }
      guard exchange.wasLeft else { return nil }
      // It goes on until the user stops it, as it did.
      let (silence, holder) = AsyncStream<Never>.makeStream()
      defer { holder.finish() }
      for await _ in silence {}
      throw CancellationError()
    }
  }

  func makeAsyncIterator() -> Iterator {
    Iterator(exchange: exchange, place: place, transport: transport)
  }
}
