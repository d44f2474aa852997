/// The typed events of `/api/v1/chat`.
struct NativeEvents {
  private let stream: EventStream
  private let faults: FaultSet

  init(_ stream: EventStream, faults: FaultSet) {
    self.stream = stream
    self.faults = faults
  }

  func send(_ type: String, _ fields: JSON = [:]) async throws {
    let head: JSON = ["type": .string(type)]
    try await stream.send(type, head.adding(fields))
  }

  func fail(_ message: String, type: String) async throws {
    try await send("error", ["error": ["type": .string(type), "message": .string(message)]])
  }

  func progress(_ type: String, instanceID: String?, _ fraction: Double) async throws {
    var fields: JSON = [:]
    fields = fields.adding("model_instance_id", instanceID.map(JSON.string))
    try await send(type, fields.adding("progress", shown(fraction)))
  }

  /// The number as the faults spoil it.
  private func shown(_ fraction: Double) -> JSON {
    if faults.contains(.progressNull) { return .null }
    if faults.contains(.intProgress) { return .int(Int(fraction)) }
    if faults.contains(.progressRegress), fraction > 0.4, fraction < 0.7 {
      return .double((fraction - 0.3).rounded(to: 6))
    }
    return .double(fraction.rounded(to: 6))
  }

  func send(_ cue: Cue) async throws {
    switch cue {
    case .reasoningBegan: try await send("reasoning.start")
    case .reasoning(let piece):
      try await send("reasoning.delta", ["content": .string(piece)])
    case .reasoningEnded: try await send("reasoning.end")
    case .contentBegan: try await send("message.start")
    case .content(let piece): try await send("message.delta", ["content": .string(piece)])
    case .contentEnded: try await send("message.end")
    case .tool(let call): try await send(call)
    // It takes no functions of the client.
    case .callBegan, .arguments, .callEnded: return
    }
  }

  private func send(_ call: ServerCall) async throws {
    let tool = JSON.string(call.name)
    try await send("tool_call.start", ["tool": tool, "provider_info": NativeRecord.provider])
    try await send("tool_call.name", ["name": tool])
    try await send(
      "tool_call.arguments",
      ["tool": tool, "arguments": call.arguments, "provider_info": NativeRecord.provider])
    try await send(
      "tool_call.success",
      [
        "tool": tool, "arguments": call.arguments, "output": .string(call.output),
        "provider_info": NativeRecord.provider,
      ])
  }
}

/// What was really sent, for the result at the end.
struct NativeRecord {
  private(set) var output: [JSON] = []
  private(set) var tokens = 0
  private(set) var reasoningTokens = 0
  private var text = ""
  private var type = ""

  static let provider: JSON = ["type": "plugin", "plugin_id": "simulator/clock"]

  mutating func add(_ cue: Cue) {
    switch cue {
    case .reasoningBegan: open("reasoning")
    case .contentBegan: open("message")
    case .reasoning(let piece):
      reasoningTokens += 1
      add(piece)
    case .content(let piece): add(piece)
    case .reasoningEnded, .contentEnded: type = ""
    case .callBegan, .arguments, .callEnded: break
    case .tool(let call):
      output.append([
        "type": "tool_call", "tool": .string(call.name), "arguments": call.arguments,
        "output": .string(call.output), "provider_info": Self.provider,
      ])
    }
  }

  private mutating func open(_ type: String) {
    self.type = type
    text = ""
    output.append(["type": .string(type), "content": ""])
  }

  private mutating func add(_ piece: String) {
    tokens += 1
    text += piece
    output[output.count - 1] = ["type": .string(type), "content": .string(text)]
  }
}
