/// One call of a tool in a recording.
///
/// `{"event":"call","id","name","arguments"}`, then of the same id `{"event":"asked","reason"}`, `{"event":"began"}` and
/// `{"event":"progress","text"}` as they came, and at last `{"event":"result","status","text","seconds"}` or, when the
/// user called it off, `{"event":"left"}`.
struct CallRecording {
  private let recording: Recording
  private let id: Int

  init(_ call: ToolCall, in recording: Recording) {
    self.recording = recording
    id = recording.nextID()
    recording.write(id, "call") {
      ["name": .string(call.name), "arguments": .string($0.clean(call.arguments))]
    }
  }

  func asked(_ question: ToolQuestion) {
    recording.write(id, "asked") { _ in
      var fields: JSON = ["reason": .string(question.reason.word)]
      if case .manyCalls(let count) = question.reason { fields["count"] = .int(count) }
      fields["former"] = question.former
      return fields
    }
  }

  func began() { recording.write(id, "began") { _ in [:] } }

  func progress(_ words: String) {
    recording.write(id, "progress") { ["text": .string($0.clean(words))] }
  }

  func ended(_ result: ToolResult) {
    recording.write(id, "result") { ReplyRecord.result(result, $0) }
  }

  func left() { recording.write(id, "left") { _ in [:] } }
}

extension Recording {
  /// What a server of tools offers, or why it offers nothing.
  func record(_ report: ToolServerReport) {
    switch report.state {
    case .ready(let tools):
      var fields: JSON = [
        "server": .string(report.id),
        "tools": .array(tools.filter { $0.defect == nil }.map(\.json)),
      ]
      fields["version"] = report.version.map(JSON.string)
      line("tools", fields)
    case .failed(let error):
      line(
        "tools",
        ["server": .string(report.id), "failed": .string(redaction.clean(error.message))])
    case .disabled, .idle, .starting: break
    }
  }

  static func server(_ server: ToolServer) -> JSON {
    var json: JSON = ["name": .string(server.name), "trusted": .bool(server.isTrusted)]
    // Its path and query may hold what only its user should know.
    json["url"] = server.url.flatMap(Origin.init(url:)).map { .string($0.description) }
    json["network"] = server.reachesNetwork.map(JSON.bool)
    return json
  }
}

extension ToolQuestion.Reason {
  fileprivate var word: String {
    switch self {
    case .new: "new"
    case .changed: "changed"
    case .readOutside: "read_outside"
    case .repeated: "repeated"
    case .manyCalls: "many_calls"
    }
  }

  /// - Parameter json: a line `asked` of a recording.
  init(_ json: JSON) {
    switch json["reason"]?.string {
    case "changed": self = .changed
    case "read_outside": self = .readOutside
    case "repeated": self = .repeated
    case "many_calls": self = .manyCalls(json["count"]?.count(.ordinal) ?? 0)
    default: self = .new
    }
  }
}

extension ToolAnswer {
  var json: JSON {
    switch self {
    case .once: ["answer": "once"]
    case .forConversation: ["answer": "conversation"]
    case .always: ["answer": "always"]
    case .no(let why): why.map { ["answer": "no", "reason": .string($0)] } ?? ["answer": "no"]
    }
  }

  /// - Parameter json: a line `tool_answer` of a recording.
  init(_ json: JSON) {
    switch json["answer"]?.string {
    case "once": self = .once
    case "conversation": self = .forConversation
    case "always": self = .always
    default: self = .no(because: json["reason"]?.string)
    }
  }
}

extension Tool {
  /// As an entry of `tools/list`.
  fileprivate var json: JSON {
    var json: JSON = [
      "name": .string(name), "description": .string(description), "inputSchema": schema,
    ]
    json["title"] = title.map(JSON.string)
    json["annotations"] = annotations
    if bindsArguments { json["binds_arguments"] = true }
    return json
  }
}
