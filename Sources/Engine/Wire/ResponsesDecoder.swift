/// Reads a reply in the Responses API, streamed or whole.
struct ResponsesDecoder: ReplyDecoder {
  private var events = JSONEvents()
  private var writer: DeltaWriter
  private var answer = DeduplicatedText()
  private var thinking = DeduplicatedText()
  private var summary = DeduplicatedText()
  /// The next words of the summary begin a new part.
  private var summaryNeedsBreak = false
  /// The id that a call's result goes by, of the item that its pieces are told of.
  private var callIDs: [String: String] = [:]

  init(_ exchange: ChatRequest) {
    writer = DeltaWriter(exchange)
  }

  mutating func decode(_ bytes: [UInt8], into deltas: inout [Delta]) {
    guard !writer.isFinished else { return }
    events.append(bytes)
    readAll(into: &deltas)
  }

  mutating func end(into deltas: inout [Delta]) {
    guard !writer.isFinished else { return }
    events.end()
    readAll(into: &deltas)
    writer.endOfBytes(skipped: events.skipped, into: &deltas)
  }

  private mutating func readAll(into deltas: inout [Delta]) {
    while !writer.isFinished, let item = events.next() {
      switch item {
      case .event(let name, let json):
        let type = json["type"]?.string ?? String(decoding: name, as: UTF8.self)
        read(type, json, into: &deltas)
      // After `response.completed`, which some servers leave out.
      case .done: finish(.stop, into: &deltas)
      // Only where they were asked for.
      case .words: break
      case .body(let json): read(body: json, into: &deltas)
      case .errorWords(let bytes), .notAStream(let bytes): fail(bytes, into: &deltas)
      case .tooLarge(let size): deltas.append(.passedOver(bytes: size))
      case .overrun: finish(.failed(.overrun), into: &deltas)
      }
    }
  }

  private mutating func read(_ type: String, _ event: JSON, into deltas: inout [Delta]) {
    switch type {
    case "response.output_text.delta", "response.refusal.delta":
      guard let text = event["delta"]?.piece else { return }
      answer.noteDelta(item: event["item_id"]?.string)
      writer.answer(text, into: &deltas)
    case "response.reasoning_text.delta", "response.reasoning.delta":
      guard let text = event["delta"]?.piece else { return }
      thinking.noteDelta(item: event["item_id"]?.string)
      writer.thinking(text, into: &deltas)
    case "response.reasoning_summary_text.delta", "response.reasoning_summary.delta":
      guard let text = event["delta"]?.piece, thinking.isEmpty else { return }
      summary.noteDelta(item: event["item_id"]?.string)
      summarize(text, into: &deltas)
    case "response.reasoning_summary_part.added": summaryNeedsBreak = !summary.isEmpty
    default: readWhole(type, event, into: &deltas)
    }
  }

  /// What repeats, frames or ends the deltas.
  private mutating func readWhole(_ type: String, _ event: JSON, into deltas: inout [Delta]) {
    switch type {
    case "response.output_text.done", "response.refusal.done",
      "response.reasoning_text.done", "response.reasoning.done",
      "response.reasoning_summary_text.done":
      let text = (event["text"] ?? event["refusal"])?.string ?? ""
      receive(text, of: Pane(type), item: event["item_id"]?.string, into: &deltas)
    case "response.content_part.done":
      receive(part: event["part"] ?? .null, item: event["item_id"]?.string, into: &deltas)
    case "response.output_item.added": receive(call: event["item"] ?? .null, into: &deltas)
    case "response.function_call_arguments.delta":
      guard let piece = event["delta"]?.piece else { return }
      receive(arguments: .piece(piece), of: event["item_id"]?.string, into: &deltas)
    case "response.function_call_arguments.done":
      guard let whole = event["arguments"] else { return }
      receive(
        arguments: CallMerger.Arguments(whole: whole), of: event["item_id"]?.string, into: &deltas)
    case "response.output_item.done": receive(item: event["item"] ?? .null, into: &deltas)
    case "response.created", "response.in_progress", "response.queued":
      if type == "response.queued" { deltas.append(.stage(.queued)) }
      writer.model(event["response"]?["model"]?.string, into: &deltas)
    case "response.completed", "response.incomplete", "response.failed":
      end(with: event["response"] ?? event, timings: event["timings"], into: &deltas)
    case "error": finish(.failed(ErrorMapper.error(in: event)), into: &deltas)
    default:
      guard ServerErrorBody.isMade(by: event) else { return writer.passOver(event) }
      finish(.failed(ErrorMapper.error(in: event)), into: &deltas)
    }
  }

  private mutating func read(body: JSON, into deltas: inout [Delta]) {
    if body["object"]?.string == "response" || body["output"]?.array != nil {
      end(with: body, timings: body["timings"], into: &deltas)
    } else if let format = ForeignFormat(of: body) {
      finish(.failed(format.error), into: &deltas)
    } else {
      fail(body.bytes, into: &deltas)
    }
  }

  private mutating func fail(_ body: [UInt8], into deltas: inout [Delta]) {
    finish(.failed(ErrorMapper.error(status: 200, body: body)), into: &deltas)
  }

  private mutating func finish(_ reason: FinishReason, into deltas: inout [Delta]) {
    writer.finish(reason, skipped: events.skipped, into: &deltas)
  }
}

extension ResponsesDecoder {
  private enum Pane {
    case answer, thinking, summary

    /// By the type of an event or of a part.
    init(_ type: String) {
      if type.contains("summary") {
        self = .summary
      } else if type.contains("reasoning") {
        self = .thinking
      } else {
        self = .answer
      }
    }
  }

  private mutating func summarize(_ text: CutText, into deltas: inout [Delta]) {
    if summaryNeedsBreak { writer.thinking("\n\n", into: &deltas) }
    summaryNeedsBreak = false
    writer.thinking(text, into: &deltas)
  }

  /// Takes a text that came whole, unless it was heard before.
  private mutating func receive(
    _ text: String, of pane: Pane, item: String?, into deltas: inout [Delta]
  ) {
    switch pane {
    case .answer: if answer.isNew(text, item: item) { writer.answer(text, into: &deltas) }
    case .thinking: if thinking.isNew(text, item: item) { writer.thinking(text, into: &deltas) }
    case .summary:
      guard thinking.isEmpty, summary.isNew(text, item: item) else { return }
      summarize(CutText(text), into: &deltas)
    }
  }

  private mutating func receive(part: JSON, item: String?, into deltas: inout [Delta]) {
    guard let text = (part["text"] ?? part["refusal"])?.string, let type = part["type"]?.string
    else { return }
    receive(text, of: Pane(type), item: item, into: &deltas)
  }

  private mutating func receive(item: JSON, into deltas: inout [Delta]) {
    let id = item["id"]?.string
    switch item["type"]?.string {
    case "message", "reasoning":
      // OpenAI refuses a call without the thinking that it came of.
      if item["encrypted_content"] != nil { writer.companion(item, into: &deltas) }
      let parts = (item["content"]?.array ?? []) + (item["summary"]?.array ?? [])
      for part in parts { receive(part: part, item: id, into: &deltas) }
    default: receive(call: item, into: &deltas)
    }
  }

  /// A call as it begins, and whole as it ends. One of the server's own tools is only told.
  private mutating func receive(call item: JSON, into deltas: inout [Delta]) {
    guard let type = item["type"]?.string, type.hasSuffix("_call") else { return }
    guard type == "function_call" else {
      return writer.toolCall(named: item["name"]?.string, into: &deltas)
    }
    let (itemID, callID) = (item["id"]?.string, item["call_id"]?.string)
    if let itemID, let callID { callIDs[itemID] = callID }
    writer.calls(
      [
        CallMerger.Entry(
          id: callID ?? itemID, name: item["name"]?.string,
          arguments: item["arguments"].flatMap(CallMerger.Arguments.init(whole:)))
      ], into: &deltas)
  }

  private mutating func receive(
    arguments: CallMerger.Arguments?, of itemID: String?, into deltas: inout [Delta]
  ) {
    guard let arguments else { return }
    writer.calls(
      [CallMerger.Entry(id: itemID.flatMap { callIDs[$0] }, arguments: arguments)], into: &deltas)
  }

  /// The whole response at the end; its output counts only for a pane that got nothing.
  private mutating func end(with response: JSON, timings: JSON?, into deltas: inout [Delta]) {
    writer.model(response["model"]?.string, into: &deltas)
    let heardThinking = !thinking.isEmpty || !summary.isEmpty
    let heardAnswer = !answer.isEmpty
    for item in response["output"]?.array ?? [] {
      switch item["type"]?.string {
      case "reasoning": if !heardThinking { receive(item: item, into: &deltas) }
      case "message": if !heardAnswer { receive(item: item, into: &deltas) }
      case "function_call" where writer.hasCalls: receive(call: item, into: &deltas)
      default: receive(item: item, into: &deltas)
      }
    }
    var figures = Usage()
    if let timings { figures.merge(Usage(llamaCpp: timings)) }
    if let usage = response["usage"] { figures.merge(Usage(openAI: usage)) }
    if figures != Usage() { deltas.append(.usage(figures)) }
    writer.responseID(response["id"]?.string, into: &deltas)
    finish(Self.reason(response), into: &deltas)
  }

  private static func reason(_ response: JSON) -> FinishReason {
    if ServerErrorBody.isMade(by: response) { return .failed(ErrorMapper.error(in: response)) }
    let detail = response["incomplete_details"]?["reason"]?.string
    switch response["status"]?.string {
    case "failed", "cancelled":
      return .failed(ErrorMapper.error(in: response))
    case "incomplete":
      switch detail {
      case "max_output_tokens", "max_tokens", nil: return .lengthLimit
      case .some(let word): return FinishWord.reason(word) ?? .lengthLimit
      }
    default: return .stop
    }
  }
}
