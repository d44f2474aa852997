/// The tools of a recording: nothing is started and nothing runs, what was seen is seen again.
extension ReplayTransport {
  /// What the server offered; at its next start, what it offered then.
  func tools(of server: String) throws(EngineError) -> (tools: [Tool], version: String?) {
    guard let list = nextList(of: server) else { throw RecordingMessages.noTools(of: server) }
    if let words = list["failed"]?.string { throw EngineError(.unsupported, words) }
    let tools = (list["tools"]?.array ?? []).compactMap { json in
      var tool = Tool(json, of: server)
      tool?.bindsArguments = json["binds_arguments"]?.bool ?? false
      return tool
    }
    return (tools, list["version"]?.string)
  }
}

extension ToolLoop {
  /// The result that the recording has for a call, after what went before it: the question, its progress, its time.
  ///
  /// The user's word to a question is a step of the recording, given by `ReplayTransport.drive`.
  func replay(
    _ call: ToolCall, of tool: Tool?, open: Int, _ slot: Int, _ id: Turn.ID,
    _ replay: ReplayTransport, on engine: isolated Engine
  ) async throws -> ToolResult {
    guard
      let (place, recorded) = replay.answer(RecordedSession.key("CALL", call.name), call.arguments)
    else { return ToolResult(.lost, ToolResult.notRecorded) }
    var last = recorded.began
    for (index, chunk) in recorded.chunks.enumerated().dropFirst() {
      try await replay.pause(chunk.at - last)
      last = chunk.at
      guard let json = JSON(parsing: chunk.bytes) else { continue }
      replay.record(pieces: index, of: place)
      switch json["event"]?.string {
      case "asked":
        guard let tool else { break }
        var question = self.question(
          tool, ToolArguments(call.arguments).json, open: open, engine)
        question.reason = ToolQuestion.Reason(json)
        question.former = json["former"]
        _ = try await approval.ask(question, on: engine)
        // The user's own time is the step's, not the call's.
        if recorded.chunks.indices.contains(index + 1) { last = recorded.chunks[index + 1].at }
      case "began": settle(slot, id, on: engine) { $0.began = engine.time.now }
      case "progress": settle(slot, id, on: engine) { $0.progress = json["text"]?.string }
      default: return ReplyRecord.result(json)
      }
    }
    guard recorded.wasLeft else { return .lost }
    // It goes on until the user stops it, as it did.
    let (silence, holder) = AsyncStream<Never>.makeStream()
    defer { holder.finish() }
    for await _ in silence {}
    throw CancellationError()
  }
}
