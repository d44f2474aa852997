extension Delta {
  /// The notice for a tool call, which this chat offers none of.
  static func toolCall(named name: String?) -> Delta {
    .notice(
      name.map { "The model asked for the tool \($0), which this chat does not offer." }
        ?? "The model asked for a tool, which this chat does not offer.")
  }
}

/// Writes one reply's deltas: parts plain text, says each thing once, and ends once.
struct DeltaWriter: Sendable {
  private var splitter: ReasoningSplitter
  private var model: String?
  private var responseID: String?
  private var hasToldToolCall = false
  private(set) var hasThinking = false
  private(set) var hasAnswer = false
  private(set) var isFinished = false

  init(_ exchange: Exchange) {
    splitter = ReasoningSplitter(startsThinking: exchange.startsThinking)
  }

  /// Thinking that the server itself told apart from the answer.
  mutating func thinking(_ text: String, into deltas: inout [Delta]) {
    guard !text.isEmpty else { return }
    hasThinking = true
    splitter.serverSeparates()
    deltas.append(.reasoning(text))
  }

  /// Plain text, which may still contain thinking.
  mutating func answer(_ text: String, into deltas: inout [Delta]) {
    guard !text.isEmpty else { return }
    hasAnswer = true
    splitter.split(text, into: &deltas)
  }

  mutating func model(_ name: String?, into deltas: inout [Delta]) {
    guard let name, !name.isEmpty, name != model else { return }
    model = name
    deltas.append(.model(name))
  }

  mutating func responseID(_ id: String?, into deltas: inout [Delta]) {
    guard let id, !id.isEmpty, id != responseID else { return }
    responseID = id
    deltas.append(.responseID(id))
  }

  /// One notice, however many calls and however many pieces they come in.
  mutating func toolCall(named name: String?, into deltas: inout [Delta]) {
    guard !hasToldToolCall else { return }
    hasToldToolCall = true
    deltas.append(.toolCall(named: name.flatMap { $0.isEmpty ? nil : $0 }))
  }

  mutating func finish(_ reason: FinishReason, skipped: Int, into deltas: inout [Delta]) {
    guard !isFinished else { return }
    end(skipped: skipped, into: &deltas)
    deltas.append(.finish(reason))
  }

  /// The stream is over, finished or not.
  mutating func end(skipped: Int, into deltas: inout [Delta]) {
    guard !isFinished else { return }
    isFinished = true
    splitter.end(into: &deltas)
    if skipped > 0 {
      let events = skipped == 1 ? "1 event" : "\(skipped) events"
      deltas.append(.notice("Skipped \(events) of the stream that could not be read."))
    }
  }
}
