/// Reads the events of `/api/v1/chat`, or its answer when it came whole.
struct LMStudioDecoder: ReplyDecoder {
  private var events = JSONEvents()
  private var writer: DeltaWriter
  /// An `error` event does not end the stream; what was written comes after it, in `chat.end`.
  private var error: EngineError?
  private var isReadingPrompt = false
  /// A call has begun, and what became of it was not told yet.
  private var isCalling = false
  private let tokenLimit: Int?

  var knowsEnding: Bool { error != nil }

  init(_ exchange: ChatRequest) {
    writer = DeltaWriter(exchange)
    tokenLimit = exchange.sampling.maxOutputTokens
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
    if let error { finish(.failed(error), into: &deltas) }
    writer.endOfBytes(skipped: events.skipped, into: &deltas)
  }

  private mutating func readAll(into deltas: inout [Delta]) {
    while !writer.isFinished, let item = events.next() {
      switch item {
      case .event(let name, let json):
        // The payload of some events was seen as `{}`: then the name tells.
        let type = json["type"]?.string ?? String(decoding: name, as: UTF8.self)
        read(type, json, into: &deltas)
      // Only where they were asked for.
      case .words: break
      case .done: finish(error.map(FinishReason.failed) ?? .stop, into: &deltas)
      case .body(let json): read(body: json, into: &deltas)
      case .errorWords(let bytes): error = ErrorMapper.error(status: 200, body: bytes)
      case .notAStream(let bytes): fail(bytes, into: &deltas)
      case .tooLarge(let size): deltas.append(.passedOver(bytes: size))
      case .overrun: finish(.failed(.overrun), into: &deltas)
      }
    }
  }

  private mutating func read(_ type: String, _ event: JSON, into deltas: inout [Delta]) {
    switch type {
    case "message.delta":
      if let text = event["content"]?.piece { writer.answer(text, into: &deltas) }
    case "reasoning.delta":
      if let text = event["content"]?.piece { writer.thinking(text, into: &deltas) }
    case "model_load.progress":
      deltas.append(.stage(.loading(Self.share(event))))
    case "prompt_processing.progress":
      isReadingPrompt = true
      deltas.append(.stage(.readingPrompt(Self.share(event))))
    case "chat.start": writer.model(event["model_instance_id"]?.string, into: &deltas)
    case "chat.end": end(with: event["result"] ?? event, into: &deltas)
    case "error": error = ErrorMapper.error(in: event)
    case "tool_call.start", "tool_call.arguments", "tool_call.success", "tool_call.failure":
      read(call: event, type, into: &deltas)
    default: readStage(type, event, into: &deltas)
    }
  }

  /// A call of a tool that the server itself runs (`integrations`). They come one after the other.
  private mutating func read(call event: JSON, _ type: String, into deltas: inout [Delta]) {
    if type == "tool_call.start" || type == "tool_call.failure" && !isCalling {
      writer.countServerCall()
      let name = event["tool"] ?? event["metadata"]?["tool_name"]
      deltas.append(.call(slot: 0, .named(ToolCall(name?.string ?? ""))))
    }
    isCalling = type == "tool_call.start" || type == "tool_call.arguments"
    if let arguments = event["arguments"] {
      deltas.append(.call(slot: 0, .argumentsAnew(arguments.text)))
    }
    let provider = event["provider_info"]
    let server = (provider?["plugin_id"] ?? provider?["server_label"])?.string
    let result: ToolResult? =
      switch type {
      case "tool_call.success": ToolResult(.done, event["output"]?.string ?? "")
      case "tool_call.failure": ToolResult(.failed, event["reason"]?.string ?? "")
      default: nil
      }
    deltas.append(.call(slot: 0, .onServer(of: server, result)))
  }

  private mutating func readStage(_ type: String, _ event: JSON, into deltas: inout [Delta]) {
    switch type {
    case "model_load.start": deltas.append(.stage(.loading(nil)))
    case "model_load.end":
      deltas.append(.stage(.loaded(seconds: event["load_time_seconds"]?.amount(.seconds))))
    case "prompt_processing.start":
      isReadingPrompt = true
      deltas.append(.stage(.readingPrompt(nil)))
    case "prompt_processing.end":
      // gpt-oss sends it twice.
      if isReadingPrompt { deltas.append(.stage(.promptRead)) }
      isReadingPrompt = false
    default: writer.passOver(event)
    }
  }

  private static func share(_ event: JSON) -> Double? {
    event["progress"]?.share
  }

  private mutating func read(body: JSON, into deltas: inout [Delta]) {
    if body["output"]?.array != nil, body["object"]?.string != "response" {
      end(with: body, into: &deltas)
    } else if let format = ForeignFormat(of: body) {
      finish(.failed(format.error), into: &deltas)
    } else {
      fail(body.bytes, into: &deltas)
    }
  }

  private mutating func fail(_ body: [UInt8], into deltas: inout [Delta]) {
    finish(.failed(ErrorMapper.error(status: 200, body: body)), into: &deltas)
  }

  /// The result repeats what was streamed; of a pane that got nothing it is the only source.
  private mutating func end(with result: JSON, into deltas: inout [Delta]) {
    writer.model(result["model_instance_id"]?.string, into: &deltas)
    let (hadThinking, hadAnswer) = (writer.hasThinking, writer.hasAnswer)
    for item in result["output"]?.array ?? [] {
      let content = item["content"]?.string ?? ""
      switch item["type"]?.string {
      case "reasoning": if !hadThinking { writer.thinking(content, into: &deltas) }
      case "message": if !hadAnswer { writer.answer(content, into: &deltas) }
      case "tool_call" where !writer.hasCalls:
        read(call: item, "tool_call.start", into: &deltas)
        read(call: item, "tool_call.success", into: &deltas)
      default: break
      }
    }
    if let stats = result["stats"] { deltas.append(.usage(Usage(lmStudio: stats))) }
    writer.responseID(result["response_id"]?.string, into: &deltas)
    finish(error.map(FinishReason.failed) ?? reason(of: result), into: &deltas)
  }

  /// The API gives no reason; a reply as long as was allowed was cut there.
  private func reason(of result: JSON) -> FinishReason {
    guard let tokenLimit, let written = result["stats"]?["total_output_tokens"]?.count(.tokens),
      written >= tokenLimit
    else { return .stop }
    return .lengthLimit
  }

  private mutating func finish(_ reason: FinishReason, into deltas: inout [Delta]) {
    writer.finish(reason, skipped: events.skipped, into: &deltas)
  }
}
