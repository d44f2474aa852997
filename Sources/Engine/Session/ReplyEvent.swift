/// One step of a reply as `exec` and recordings read it.
package enum ReplyEvent: Equatable, Sendable {
  case delta(Delta, at: Duration)
  /// A call was begun, goes on, or has its result.
  case tool(ToolUse, at: Duration)
  /// A call waits for the user's word.
  case question(ToolQuestion, at: Duration)
  /// A server of tools asks the user for something.
  case form(ToolForm, at: Duration)
  case warmUp(WarmUp.State, at: Duration)
  case ended(Reply, at: Duration)

  /// Thinking or answer: what there is most of.
  var isWords: Bool {
    switch self {
    case .delta(.reasoning, _), .delta(.text, _): true
    default: false
    }
  }
}

/// The one stream of reply events: each listener receives every event, in order, none dropped.
final class ReplyFeed {
  private struct Listener {
    let events: AsyncStream<ReplyEvent>.Continuation
    let hearsWords: Bool
  }

  private var listeners: [Int: Listener] = [:]
  private var lastID = 0

  func emit(_ event: ReplyEvent) {
    for listener in listeners.values where listener.hearsWords || !event.isWords {
      listener.events.yield(event)
    }
  }

  /// - Parameter words: thinking and answers, too. A listener that needs none is not woken for each.
  func listen(words: Bool, on engine: isolated Engine) -> AsyncStream<ReplyEvent> {
    let (stream, events) = AsyncStream<ReplyEvent>.makeStream()
    lastID += 1
    let id = lastID
    listeners[id] = Listener(events: events, hearsWords: words)
    events.onTermination = { [weak engine] _ in
      guard let engine else { return }
      Task(executorPreference: engine.thread) { await engine.isolated { $0.replies.remove(id) } }
    }
    return stream
  }

  func end() { for listener in listeners.values { listener.events.finish() } }

  private func remove(_ id: Int) { listeners[id] = nil }
}
