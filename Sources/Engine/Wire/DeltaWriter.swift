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
  /// `nil` where no tools were offered: a call is then only told.
  private var merger: CallMerger?
  /// The conversation takes its thinking along.
  private let keepsThinking: Bool
  private var hasToldThinkingField = false
  private(set) var hasCalls = false
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
    keepsThinking = exchange.keepsThinking
    if !exchange.tools.isEmpty {
      merger = CallMerger(offered: Set(exchange.tools.map(\.name)))
    }
  }

  /// Thinking that the server itself told apart from the answer.
  mutating func thinking(_ piece: CutText, into deltas: inout [Delta]) {
    guard !piece.isEmpty else { return }
    hasThinking = true
    splitter.serverSeparates()
    let text = piece.text(behind: &cutThinking)
    if !text.isEmpty { deltas.append(.reasoning(text)) }
  }

  mutating func thinking(_ text: String, into deltas: inout [Delta]) {
    thinking(CutText(text), into: &deltas)
  }

  /// Plain text, which may still contain thinking.
  mutating func answer(_ piece: CutText, into deltas: inout [Delta]) {
    guard !piece.isEmpty else { return }
    hasAnswer = true
    let text = piece.text(behind: &cutAnswer)
    if !text.isEmpty { splitter.split(text, into: &deltas) }
  }

  mutating func answer(_ text: String, into deltas: inout [Delta]) {
    answer(CutText(text), into: &deltas)
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

  /// Takes what a server says of calls: merged where tools were offered, else told once.
  mutating func calls(_ entries: [CallMerger.Entry], into deltas: inout [Delta]) {
    guard let first = entries.first else { return }
    guard merger != nil else { return toolCall(named: first.name, into: &deltas) }
    hasCalls = true
    for entry in entries { merger?.merge(entry, into: &deltas) }
  }

  /// The server ran a tool by itself.
  mutating func countServerCall() { hasCalls = true }

  /// The field that thinking goes back in, where it does.
  mutating func thinkingField(_ name: String, into deltas: inout [Delta]) {
    guard merger != nil || keepsThinking, !hasToldThinkingField else { return }
    hasToldThinkingField = true
    deltas.append(.thinkingField(name))
  }

  /// An item that goes back with what it came with.
  mutating func companion(_ item: JSON, into deltas: inout [Delta]) {
    if merger != nil || keepsThinking { deltas.append(.companion(item)) }
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
    let isEmpty = !hasAnswer && !hasThinking && !hasCalls
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
