extension Delta {
  /// The notice for a tool call, which this chat offers none of.
  static func toolCall(named name: String?) -> Delta {
    .notice(WireMessages.toolCall(named: name))
  }
}

/// Writes one reply's deltas: parts plain text, says each thing once, and ends once.
struct DeltaWriter: Sendable {
  /// What an answer may consist of that a terminal cannot show as text.
  enum Attachment { case image, audio }

  private var splitter: ReasoningSplitter
  private var model: String?
  private var responseID: String?
  private var hasToldToolCall = false
  private var attachments: [Attachment] = []
  /// Halves of characters that the next piece completes.
  private var cutThinking = CutText("")
  private var cutAnswer = CutText("")
  /// The wire that an event belonged to which is none of this wire's.
  private var foreignFormat: ForeignFormat?
  private(set) var hasThinking = false
  private(set) var hasAnswer = false
  private(set) var isFinished = false

  init(_ exchange: ChatRequest) {
    splitter = ReasoningSplitter(startsThinking: exchange.startsThinking)
  }

  /// Thinking that the server itself told apart from the answer.
  mutating func thinking(_ piece: CutText, into deltas: inout [Delta]) {
    guard !piece.isEmpty else { return }
    hasThinking = true
    splitter.serverSeparates()
    let text = Self.text(of: piece, behind: &cutThinking)
    if !text.isEmpty { deltas.append(.reasoning(text)) }
  }

  mutating func thinking(_ text: String, into deltas: inout [Delta]) {
    thinking(CutText(text), into: &deltas)
  }

  /// Plain text, which may still contain thinking.
  mutating func answer(_ piece: CutText, into deltas: inout [Delta]) {
    guard !piece.isEmpty else { return }
    hasAnswer = true
    let text = Self.text(of: piece, behind: &cutAnswer)
    if !text.isEmpty { splitter.split(text, into: &deltas) }
  }

  mutating func answer(_ text: String, into deltas: inout [Delta]) {
    answer(CutText(text), into: &deltas)
  }

  /// The text that is certain; half a character at its end waits for the next piece.
  private static func text(of piece: CutText, behind cut: inout CutText) -> String {
    guard piece.isCut || !cut.isEmpty else { return piece.text }
    cut.append(piece)
    return cut.consumeText()
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

  /// Something came that no pane can show; one notice for each kind.
  mutating func attachment(_ kind: Attachment, into deltas: inout [Delta]) {
    guard !attachments.contains(kind) else { return }
    attachments.append(kind)
    deltas.append(.notice(WireMessages.cannotBeShown(kind)))
  }

  /// An event that says nothing on this wire. Of another wire's it is the reason for an empty reply.
  mutating func passOver(_ event: JSON) {
    if foreignFormat == nil, !hasAnswer { foreignFormat = ForeignFormat(of: event) }
  }

  mutating func finish(_ reason: FinishReason, skipped: Int, into deltas: inout [Delta]) {
    guard !isFinished else { return }
    let isEmpty = !hasAnswer && !hasThinking
    end(skipped: skipped, into: &deltas)
    if isEmpty, case .stop = reason, let foreignFormat {
      deltas.append(.finish(.failed(foreignFormat.error)))
    } else {
      deltas.append(.finish(reason))
    }
  }

  /// The stream is over, finished or not. An answer in another wire's format is a failure, which only
  /// the end of the bytes tells.
  mutating func endOfBytes(skipped: Int, into deltas: inout [Delta]) {
    guard !isFinished else { return }
    if foreignFormat != nil, !hasAnswer, !hasThinking {
      finish(.stop, skipped: skipped, into: &deltas)
    } else {
      end(skipped: skipped, into: &deltas)
    }
  }

  private mutating func end(skipped: Int, into deltas: inout [Delta]) {
    isFinished = true
    if !cutThinking.isEmpty { deltas.append(.reasoning("\u{FFFD}")) }
    if !cutAnswer.isEmpty { splitter.split("\u{FFFD}", into: &deltas) }
    splitter.end(into: &deltas)
    if skipped > 0 { deltas.append(.notice(WireMessages.skipped(events: skipped))) }
  }
}
