/// Reads one reply's stream to its end, over a broken connection where the server keeps it.
final class ReplyReader {
  private let id: Turn.ID
  private let kept: KeptStream?
  private var reply: HTTPReply
  private var decoder: any ReplyDecoder
  private var deltas: [Delta] = []
  /// Of the stream so far.
  private var byteCount = 0
  /// The server has said how the reply ends; only the end of its stream is to come.
  private(set) var knowsEnding = false

  init(_ open: OpenReply, of id: Turn.ID) {
    self.id = id
    kept = open.kept
    reply = open.reply
    decoder = open.decoder
  }

  func read(on engine: isolated Engine) async throws {
    do {
      while try await !takeIn(on: engine) {}
    } catch {
      // What was held back is part of the reply, and a reply whose end was told is whole.
      flush(on: engine)
      guard engine.reply.isLive(id, engine) else { return }
      throw error
    }
    flush(on: engine)
  }

  /// - Returns: `false` where the connection broke and the rest comes over another one.
  private func takeIn(on engine: isolated Engine) async throws -> Bool {
    do {
      for try await bytes in reply.body {
        try Task.checkCancellation()
        byteCount += bytes.count
        decoder.decode(bytes, into: &deltas)
        apply(on: engine)
        deltas.removeAll(keepingCapacity: true)
        try endIfEndless(engine)
        // Some servers keep the socket open after the last event; the ending is what counts.
        guard engine.reply.isLive(id, engine), !awaitsTools(engine) else { return true }
        knowsEnding = decoder.knowsEnding
      }
      return true
    } catch let error as EngineError where error.isLostConnection && !knowsEnding {
      guard engine.reply.isLive(id, engine), let kept else { throw error }
      engine.reply.enter(.connect, id, on: engine)
      guard let rest = try await kept.rest(from: byteCount, on: engine) else { throw error }
      deltas = [.notice(ReplyMessages.connectionBroke(at: kept.provider.name))]
      apply(on: engine)
      deltas.removeAll(keepingCapacity: true)
      reply = rest
      return false
    }
  }

  /// The answer has ended with calls: what follows is another request's.
  private func awaitsTools(_ engine: isolated Engine) -> Bool {
    engine.session.transcript.live?.reply.awaitsTools ?? false
  }

  private func flush(on engine: isolated Engine) {
    decoder.end(into: &deltas)
    apply(on: engine)
  }

  private func apply(on engine: isolated Engine) {
    // What a stream complains of may repeat a key. A complaint is its last delta.
    if case .finish(.failed(let error))? = deltas.last {
      deltas[deltas.count - 1] = .finish(.failed(engine.servers.withoutKeys(error)))
    }
    let ending = deltas.firstIndex { if case .finish(.stop) = $0 { true } else { false } }
    guard let ending, !engine.tools.offered.isEmpty else {
      return engine.reply.apply(deltas, to: id, on: engine)
    }
    engine.reply.apply(Array(deltas[..<ending]), to: id, on: engine)
    // A model that waits for a tool which no one runs would leave the user waiting as well.
    if let name = spokenCall(engine) {
      engine.reply.apply([.notice(ReplyMessages.spokenCall(of: name))], to: id, on: engine)
    }
    engine.reply.apply(Array(deltas[ending...]), to: id, on: engine)
  }

  /// The tool that an answer without calls calls in words.
  private func spokenCall(_ engine: isolated Engine) -> String? {
    guard let live = engine.session.transcript.live, live.id == id, !live.reply.awaitsTools else {
      return nil
    }
    return SpokenCall.name(
      in: live.reply.text, offered: engine.tools.offered.flatMap { [$0.wireName, $0.name] })
  }

  /// Ends a reply that has grown beyond what a user would read; what came is kept.
  private func endIfEndless(_ engine: isolated Engine) throws(EngineError) {
    let longest = engine.reply.longestReply
    guard let live = engine.session.transcript.live, live.id == id,
      live.reply.text.byteCount + live.reply.reasoning.byteCount > longest
    else { return }
    throw ReplyMessages.endless(megabytes: longest >> 20)
  }
}
