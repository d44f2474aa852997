/// One increment of a reply, the same for every wire.
///
/// A wire's decoder turns bytes into deltas; `Reply.apply` adds them up. Concatenating every
/// `.reasoning` gives the thinking, every `.text` the answer, byte for byte.
package enum Delta: Equatable, Sendable {
  case reasoning(String)
  case text(String)
  /// Everything sent as `.text` so far was thinking: a closing tag came without its opener, because
  /// the model's template had already opened the block in the prompt.
  case textWasReasoning
  /// What the server does before it writes: loads, reads the prompt.
  case stage(ServerStage)
  case usage(Usage)
  /// The model that really answers, as the server names it.
  case model(String)
  /// The server's id of this reply, for wires that can continue from it.
  case responseID(String)
  /// Something worth a line under the reply, such as a tool call that nobody asked for.
  case notice(String)
  case finish(FinishReason)
}

/// What a server reports before the first word. Progress is 0…1, `nil` where it gives none.
package enum ServerStage: Equatable, Sendable {
  case queued
  case loading(Double?)
  /// Seconds as the server measured them.
  case loaded(seconds: Double?)
  case readingPrompt(Double?)
  case promptRead
}

/// Why a reply ended, as its wire tells it. A stream that stops without one has ended early.
package enum FinishReason: Equatable, Sendable {
  case stop
  /// The token limit or the window was reached.
  case lengthLimit
  case toolCall
  case failed(EngineError)
}

extension [Delta] {
  /// The same said in fewer pieces: thinking or text that came together is one.
  var joined: [Delta] {
    var joined: [Delta] = []
    for delta in self {
      switch (joined.last, delta) {
      case (.text(var text)?, .text(let piece)):
        // Out of the array first, so that the text has one holder and grows in its place.
        joined.removeLast()
        text += piece
        joined.append(.text(text))
      case (.reasoning(var text)?, .reasoning(let piece)):
        joined.removeLast()
        text += piece
        joined.append(.reasoning(text))
      default: joined.append(delta)
      }
    }
    return joined
  }
}
