/// The lines of one reply of Ollama.
struct OllamaReply {
  let exchange: Exchange
  let card: ModelCard
  let performance: Performance
  let loadSeconds: Double
  /// `/api/chat` nests the text in `message`, `/api/generate` has it in `response`.
  let isChat: Bool
  var count: TokenCount

  init(
    exchange: Exchange, card: ModelCard, performance: Performance, loadSeconds: Double,
    isChat: Bool
  ) {
    self.exchange = exchange
    self.card = card
    self.performance = performance
    self.loadSeconds = loadSeconds
    self.isChat = isChat
    count = TokenCount(input: performance.inputTokens)
  }

  /// The line for one step of the play; nil when it makes none.
  func line(_ cue: Cue, now: String) -> JSON? {
    switch cue {
    case .reasoning(let piece): head(now, content: "", thinking: piece).adding("done", false)
    case .content(let piece): head(now, content: piece, thinking: "").adding("done", false)
    case .callEnded(let call): head(now, calls: [call]).adding("done", false)
    case .reasoningBegan, .reasoningEnded, .contentBegan, .contentEnded, .tool, .callBegan,
      .arguments:
      nil
    }
  }

  /// The last line, which is the only one when nothing is streamed; times in nanoseconds.
  func last(
    content: String, thinking: String, calls: [FunctionCall] = [], now: String
  ) -> JSON {
    let prompt = performance.promptSeconds
    let output = Double(count.output) / performance.rate
    let line = head(now, content: content, thinking: thinking, calls: calls).adding([
      "done": true, "done_reason": .string(performance.ending == .length ? "length" : "stop"),
      "total_duration": Self.nanoseconds(loadSeconds + prompt + output),
      "load_duration": Self.nanoseconds(loadSeconds),
    ])
    guard let shown = count.spoiled(by: exchange.faults) else { return line }
    return line.adding([
      "prompt_eval_count": .int(shown.input),
      "prompt_eval_duration": Self.nanoseconds(prompt), "eval_count": .int(shown.output),
      "eval_duration": Self.nanoseconds(output),
    ])
  }

  private func head(
    _ now: String, content: String = "", thinking: String = "", calls: [FunctionCall] = []
  ) -> JSON {
    let head: JSON = ["model": .string(exchange.shownModel(card.key)), "created_at": .string(now)]
    let thought: JSON? = thinking.isEmpty ? nil : .string(thinking)
    guard isChat else {
      return head.adding("response", .string(content)).adding("thinking", thought)
    }
    let message: JSON = ["role": "assistant", "content": .string(content)]
    let whole = calls.isEmpty ? nil : JSON.array(calls.map(Self.call))
    return head.adding(
      "message", message.adding("thinking", thought).adding("tool_calls", whole))
  }

  /// Its arguments are an object here.
  private static func call(_ call: FunctionCall) -> JSON {
    let start: JSON = [:]
    return start.adding("id", call.id).adding(
      "function",
      [
        "index": .int(call.index), "name": .string(call.name),
        "arguments": JSON(parsing: Array(call.arguments.utf8)) ?? .string(call.arguments),
      ])
  }

  private static func nanoseconds(_ seconds: Double) -> JSON { .int(Int(seconds * 1e9)) }
}

/// `POST /api/pull`: layers with a growing count of bytes, then success.
struct OllamaPull {
  let exchange: Exchange

  /// Reports for a layer.
  private static let reports = 20

  func answer() async throws {
    let body = try exchange.object()
    let name = body["model"]?.text ?? body["name"]?.text ?? ""
    guard exchange.wantsStream(byDefault: true) else {
      return try await exchange.send(["status": "success"])
    }
    let lines = try await LineStream(exchange)
    try await lines.send(["status": "pulling manifest"])
    guard !name.hasPrefix("missing") else {
      try await lines.send(["error": "pull model manifest: file does not exist"])
      return try await exchange.endStream()
    }
    try await pullLayer("4f659a1e86d7", total: 2_497_281_120, lines)
    if !exchange.faults.contains(.downloadFail) {
      for status in ["verifying sha256 digest", "writing manifest", "success"] {
        try await lines.send(["status": .string(status)])
      }
    }
    try await exchange.endStream()
  }

  private func pullLayer(_ digest: String, total: Int, _ lines: LineStream) async throws {
    for report in 0...Self.reports {
      let line: JSON = [
        "status": .string("pulling \(digest)"), "digest": .string("sha256:\(digest)"),
        "total": .int(total),
      ]
      let completed = total / Self.reports * report
      try await lines.send(report == 0 ? line : line.adding("completed", .int(completed)))
      if exchange.faults.contains(.downloadFail), report == Self.reports / 2 {
        try await lines.send(["error": "max retries exceeded: unexpected EOF"])
        return
      }
      try await exchange.pacing.wait(0.5)
    }
  }
}
