/// Writes one streamed response, item by item.
///
/// llama.cpp numbers nothing and sends every `.done` at the very end; all others number their
/// events and close each item before the next one opens.
final class ResponseStream {
  private let exchange: Exchange
  private let events: EventStream
  private let object: ResponseObject
  private let performance: Performance
  private(set) var count: TokenCount
  private var sequence = 0
  private var itemID = ""
  private var text = ""
  private var output: [JSON] = []
  /// llama.cpp's `.done` events, kept for the end.
  private var late: [(String, JSON)] = []

  init(
    exchange: Exchange, events: EventStream, object: ResponseObject, performance: Performance
  ) {
    self.exchange = exchange
    self.events = events
    self.object = object
    self.performance = performance
    count = TokenCount(input: performance.inputTokens)
  }

  private var isPlainView: Bool { exchange.profile.isLlamaCpp }
  private var summarizes: Bool { object.summarizes }

  static func itemID(_ segment: Segment, world: World) async -> String {
    let isLlamaCpp = world.options.profile.isLlamaCpp
    return switch segment {
    case .reasoning where isLlamaCpp: await world.identifier("rs_", 32, .mixed)
    case .content where isLlamaCpp: await world.identifier("msg_", 32, .mixed)
    case .reasoning: await world.identifier("rs_", 48, .hexadecimal)
    case .content: await world.identifier("msg_", 21, .lowercase)
    case .tool: await world.identifier("mcp_", 48, .hexadecimal)
    case .call: await world.identifier("fc_", 48, .hexadecimal)
    }
  }

  func begin() async throws {
    let start = object.object(status: "in_progress", output: [], usage: nil)
    try await send("response.created", ["response": start])
    try await send("response.in_progress", ["response": start])
  }

  func send(_ cue: Cue) async throws {
    count.add(cue)
    switch cue {
    case .reasoningBegan: try await openReasoning()
    case .reasoning(let piece): try await continueReasoning(piece)
    case .reasoningEnded: try await closeReasoning()
    case .contentBegan: try await openMessage()
    case .content(let piece):
      text += piece
      try await send("response.output_text.delta", part(["delta": .string(piece)]))
    case .contentEnded: try await closeMessage()
    case .tool(let call): try await send(call)
    case .callBegan(let call): try await open(call)
    case .arguments(let piece):
      try await send(
        "response.function_call_arguments.delta", part(["delta": .string(piece)], index: nil))
    case .callEnded(let call): try await close(call)
    }
  }

  func finish(status: String, usage: JSON?) async throws {
    for (type, fields) in late { try await send(type, fields) }
    guard !exchange.faults.contains(.noDone) else { return }
    let end = object.object(status: status, output: output, usage: usage)
    let fields: JSON = ["response": end]
    try await send(
      "response.\(status)",
      isPlainView ? fields.adding("timings", count.timings(performance)) : fields)
  }

  // MARK: Items

  private func openReasoning() async throws {
    itemID = await Self.itemID(.reasoning([]), world: exchange.world)
    text = ""
    var item: JSON = ["id": .string(itemID), "type": "reasoning", "summary": []]
    if !summarizes { item = item.adding("content", []) }
    if isPlainView { item = item.adding(["encrypted_content": "", "status": "in_progress"]) }
    try await send("response.output_item.added", placed(["item": item]))
    guard !isPlainView, !summarizes else { return }
    let empty: JSON = ["type": "reasoning_text", "text": ""]
    try await send("response.content_part.added", part(["part": empty]))
  }

  private func continueReasoning(_ piece: String) async throws {
    text += piece
    guard !performance.sendsReasoningAtOnce else { return }
    let type =
      summarizes ? "response.reasoning_summary_text.delta" : "response.reasoning_text.delta"
    try await send(type, part(["delta": .string(piece)], index: summarizes ? "summary" : "content"))
  }

  private func closeReasoning() async throws {
    let item = object.reasoningItem(itemID, text)
    defer { output.append(item) }
    if isPlainView {
      late.append(("response.output_item.done", ["item": item]))
      return
    }
    let type =
      summarizes ? "response.reasoning_summary_text.done" : "response.reasoning_text.done"
    try await send(type, part(["text": .string(text)], index: summarizes ? "summary" : "content"))
    if !summarizes {
      let whole: JSON = ["type": "reasoning_text", "text": .string(text)]
      try await send("response.content_part.done", part(["part": whole]))
    }
    try await send("response.output_item.done", placed(["item": item]))
  }

  private func openMessage() async throws {
    itemID = await Self.itemID(.content([]), world: exchange.world)
    text = ""
    let item: JSON = [
      "id": .string(itemID), "type": "message", "role": "assistant", "status": "in_progress",
      "content": [],
    ]
    try await send("response.output_item.added", placed(["item": item]))
    try await send(
      "response.content_part.added", part(["part": ResponseObject.textPart("")]))
  }

  private func closeMessage() async throws {
    let item = object.messageItem(itemID, text)
    let done: [(String, JSON)] = [
      ("response.output_text.done", part(["text": .string(text)])),
      ("response.content_part.done", part(["part": ResponseObject.textPart(text)])),
      ("response.output_item.done", placed(["item": item])),
    ]
    output.append(item)
    if isPlainView {
      late += done
    } else {
      for (type, fields) in done { try await send(type, fields) }
    }
  }

  private func send(_ call: ServerCall) async throws {
    let id = await Self.itemID(.tool(call), world: exchange.world)
    let item = object.toolItem(id, call)
    try await send("response.output_item.added", placed(["item": item]))
    try await send("response.output_item.done", placed(["item": item]))
    output.append(item)
  }

  private func open(_ call: FunctionCall) async throws {
    itemID = await Self.itemID(.call(call), world: exchange.world)
    let item = object.callItem(itemID, call, arguments: "")
    try await send("response.output_item.added", placed(["item": item]))
  }

  private func close(_ call: FunctionCall) async throws {
    let item = object.callItem(itemID, call)
    defer { output.append(item) }
    guard !isPlainView else { return late.append(("response.output_item.done", ["item": item])) }
    try await send(
      "response.function_call_arguments.done",
      part(["name": .string(call.name), "arguments": .string(call.arguments)], index: nil))
    try await send("response.output_item.done", placed(["item": item]))
  }

  // MARK: Fields

  private func send(_ type: String, _ fields: JSON) async throws {
    let head: JSON = ["type": .string(type)]
    let number: JSON? = isPlainView ? nil : .int(sequence)
    sequence += 1
    try await events.send(type, head.adding(fields).adding("sequence_number", number))
  }

  /// Fields of an event about a whole item.
  private func placed(_ fields: JSON) -> JSON {
    guard !isPlainView else { return fields }
    let place: JSON = ["output_index": .int(output.count)]
    return place.adding(fields)
  }

  /// Fields of an event about a part of an item.
  private func part(_ fields: JSON, index: String? = "content") -> JSON {
    let item: JSON = ["item_id": .string(itemID)]
    guard !isPlainView else { return item.adding(fields) }
    return
      item
      .adding("output_index", .int(output.count))
      .adding("\(index ?? "")_index", index == nil ? nil : 0)
      .adding(fields)
  }
}
