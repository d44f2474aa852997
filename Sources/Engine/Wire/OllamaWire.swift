/// Ollama's own `/api/chat`, which tells thinking, load time and speed.
package struct OllamaWire: Wire {
  package init() {}

  package func request(for exchange: ChatRequest) throws(EngineError) -> WireRequest {
    var body: JSON = [
      "model": .string(exchange.model),
      "messages": .array(exchange.messages.flatMap(Self.messages)),
      "stream": true,
    ]
    if !exchange.tools.isEmpty { body["tools"] = .array(exchange.tools.map(ChatWire.tool)) }
    body["think"] = exchange.effort.map { Self.think($0, model: exchange.model) }
    var options: JSON = [:]
    options["num_ctx"] = exchange.contextLength.map(JSON.int)
    options["num_gpu"] = exchange.graphicsShare.flatMap(Self.layers).map(JSON.int)
    WireRequest.write(
      exchange.sampling, to: &options, as: [.maxOutputTokens: "num_predict"])
    if options != [:] { body["options"] = options }
    body["format"] = exchange.schema
    body["keep_alive"] = exchange.timeToLive.map(JSON.int)
    return WireRequest(path: .origin("/api/chat"), body: body)
  }

  /// Ollama counts the layers that go to the graphics card: none, or more than any model has. How many a part of
  /// them is, only it knows.
  static func layers(of share: Double) -> Int? { share == 0 ? 0 : share == 1 ? 999 : nil }

  /// A message with its calls, whose arguments are objects here, and their results.
  private static func messages(_ message: ChatRequest.Message) -> [JSON] {
    guard !message.calls.isEmpty else { return [Self.message(message)] }
    var json = Self.message(message)
    json["tool_calls"] = .array(
      message.calls.map { call in
        [
          "id": .string(call.id),
          "function": ["name": .string(call.name), "arguments": call.arguments],
        ]
      })
    return [json]
      + message.calls.map { call in
        [
          "role": "tool", "tool_name": .string(call.name), "tool_call_id": .string(call.id),
          "content": .string(call.result),
        ]
      }
  }

  private static func message(_ message: ChatRequest.Message) -> JSON {
    var json: JSON = [
      "role": .string(message.role.rawValue),
      "content": .string(message.text),
    ]
    json["thinking"] = message.thinking.map { .string($0.text) }
    if !message.images.isEmpty {
      json["images"] = .array(message.images.map { .string(base64(ofDataURL: $0)) })
    }
    return json
  }

  /// Ollama takes the bare base64, without `data:image/png;base64,`.
  private static func base64(ofDataURL url: String) -> String {
    guard url.hasPrefix("data:"), let comma = url.firstIndex(of: ",") else { return url }
    return String(url[url.index(after: comma)...])
  }

  /// gpt-oss wants a level and ignores booleans; older Ollamas refuse levels for all others.
  private static func think(_ effort: String, model: String) -> JSON {
    switch effort {
    case "none", "off", "false": false
    case "on", "true": true
    case _ where !model.lowercased().contains("gpt-oss"): true
    case "minimal": "low"
    case "xhigh", "max": "high"
    default: .string(effort)
    }
  }

  package func decoder(for exchange: ChatRequest) -> any ReplyDecoder {
    OllamaDecoder(exchange)
  }
}

/// Reads the lines of `/api/chat`.
struct OllamaDecoder: ReplyDecoder {
  private var lines = NDJSON()
  private var writer: DeltaWriter

  init(_ exchange: ChatRequest) {
    writer = DeltaWriter(exchange)
  }

  mutating func decode(_ bytes: [UInt8], into deltas: inout [Delta]) {
    guard !writer.isFinished else { return }
    lines.append(bytes)
    readAll(into: &deltas)
  }

  mutating func end(into deltas: inout [Delta]) {
    guard !writer.isFinished else { return }
    lines.end()
    readAll(into: &deltas)
    writer.endOfBytes(skipped: lines.skipped, into: &deltas)
  }

  private mutating func readAll(into deltas: inout [Delta]) {
    while !writer.isFinished, let item = lines.next() {
      switch item {
      case .event(_, let line), .body(let line): read(line, into: &deltas)
      case .notAStream(let bytes) where bytes.starts(with: "data:".utf8):
        finish(.failed(ForeignFormat.wire(.chat).error), into: &deltas)
      case .notAStream(let bytes), .errorWords(let bytes):
        finish(.failed(ErrorMapper.error(status: 200, body: bytes)), into: &deltas)
      case .tooLarge(let size): deltas.append(.passedOver(bytes: size))
      case .overrun: finish(.failed(.overrun), into: &deltas)
      // Only where they were asked for.
      case .words: break
      case .done: break
      }
    }
  }

  private mutating func read(_ line: JSON, into deltas: inout [Delta]) {
    if ServerErrorBody.isMade(by: line) {
      return finish(.failed(ErrorMapper.error(in: line)), into: &deltas)
    }
    writer.model(line["model"]?.string, into: &deltas)
    if let message = line["message"] {
      if let text = message["thinking"]?.piece {
        writer.thinkingField("thinking", into: &deltas)
        writer.thinking(text, into: &deltas)
      }
      if let text = message["content"]?.piece { writer.answer(text, into: &deltas) }
      // Each comes whole; the index was 0 for all of them in 0.20.
      let calls = message["tool_calls"]?.array ?? []
      writer.calls(calls.map(CallMerger.Entry.init(chat:)), into: &deltas)
    }
    guard line["done"]?.bool == true else {
      if line["message"] == nil { writer.passOver(line) }
      return
    }
    let figures = Usage(ollama: line)
    if figures != Usage() { deltas.append(.usage(figures)) }
    finish(FinishWord.reason(line["done_reason"]?.string) ?? .stop, into: &deltas)
  }

  private mutating func finish(_ reason: FinishReason, into deltas: inout [Delta]) {
    writer.finish(reason, skipped: lines.skipped, into: &deltas)
  }
}
