import Engine

/// Writes down what the engine does: a line in the log, and the figures of each reply for `stats`.
final class EventLogger: Sendable {
  private let task: Task<Void, Never>

  /// Listens from now on, until the engine ends its events.
  ///
  /// - Parameter thread: where it writes; the engine's own, which is awake then anyway.
  init(
    _ events: AsyncStream<ReplyEvent>, log: LogFile?, directory: StateDirectory?,
    thread: WorkThread? = nil, date: @escaping @Sendable () -> Int64 = WallClock.now
  ) {
    task = Task(executorPreference: thread) {
      var stage = ""
      for await event in events {
        switch event {
        case .delta(.stage(let now), _):
          let words = "\(now)".prefix { $0 != "(" }
          if words != stage { log?.write(.debug, "server \(words)") }
          stage = String(words)
        case .delta(.notice(let words), _): log?.write(.info, "notice", [("words", words)])
        case .delta, .question, .form: continue
        case .tool(let use, _):
          // What it was called with and what it answered may be private, and the log is sent to strangers.
          guard let result = use.result else { continue }
          log?.write(
            .info, "tool \(result.status.rawValue)",
            [("tool", use.title), ("bytes", "\(result.text.utf8.count)")])
        case .warmUp(let state, _): Self.record(state, in: log)
        case .ended(let reply, _):
          Self.record(reply, in: log)
          let figures = ReplyFigures(reply, at: date())
          try? directory?.append(figures.line, to: ReplyFigures.file, largest: 4 << 20)
        }
      }
    }
  }

  /// Returns once everything told so far is written; to be called when the engine has ended.
  func finished() async { await task.value }

  private static func record(_ state: WarmUp.State, in log: LogFile?) {
    switch state {
    case .offline(let error), .needsToken(let error), .modelMissing(let error), .failed(let error):
      log?.write(
        .error, "warm-up failed", [("kind", error.kind.rawValue), ("words", error.message)])
    case .ready: log?.write(.debug, "ready")
    case .unknown, .probing, .starting, .downloading, .notLoaded, .loading, .readingPrompt: break
    }
  }

  private static func record(_ reply: Reply, in log: LogFile?) {
    var fields = [
      ("profile", reply.source.profile), ("provider", reply.source.provider),
      ("model", reply.source.model),
    ]
    if let first = reply.clock.timeToFirstToken {
      fields.append(("first_token_ms", "\(Int(first / .milliseconds(1)))"))
    }
    fields.append(("thinking_bytes", "\(reply.reasoning.byteCount)"))
    fields.append(("answer_bytes", "\(reply.text.byteCount)"))
    if case .failed(let error) = reply.status {
      fields += [("kind", error.kind.rawValue), ("words", error.message)]
      if let words = error.serverWords { fields.append(("server", String(words.prefix(500)))) }
      return log?.write(.error, "reply failed", fields) ?? ()
    }
    log?.write(.info, "reply \(ReplyFigures.word(reply.status))", fields)
  }
}
