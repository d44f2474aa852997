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
  /// A piece of a call of one of the tools that were offered; calls of a reply are counted from 0.
  case call(slot: Int, CallDelta)
  /// The field in which the server tells thinking.
  case thinkingField(String)
  /// An item that the server wants back as it came.
  case companion(JSON)
  /// Something worth a line under the reply, such as an unexpected tool call.
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

extension Delta {
  /// More of the thinking or the answer, and nothing else.
  var isWords: Bool {
    switch self {
    case .reasoning, .text: true
    default: false
    }
  }
}

extension [Delta] {
  /// The same said in fewer pieces: thinking or text that came together is one.
  var joined: [Delta] {
    var joined: [Delta] = []
    // Grows in its place, with one holder: a delta that is already in the array would be copied.
    var words = ""
    var areThinking = false
    func close() {
      guard !words.isEmpty else { return }
      joined.append(areThinking ? .reasoning(words) : .text(words))
      words = ""
    }
    for delta in self {
      switch delta {
      case .text(let piece):
        if areThinking { close() }
        areThinking = false
        words += piece
      case .reasoning(let piece):
        if !areThinking { close() }
        areThinking = true
        words += piece
      default:
        close()
        joined.append(delta)
      }
    }
    close()
    return joined
  }
}
