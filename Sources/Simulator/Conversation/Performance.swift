/// One stretch of a reply, in the pieces it is streamed in.
enum Segment: Sendable, Equatable {
  case reasoning([String])
  case content([String])
  case tool(ServerCall)
  case call(FunctionCall)

  var pieces: [String] {
    switch self {
    case .reasoning(let pieces), .content(let pieces): pieces
    case .call(let call): call.pieces
    case .tool: []
    }
  }

  var isEmpty: Bool {
    switch self {
    case .tool, .call: false
    case .reasoning, .content: pieces.isEmpty
    }
  }
}

/// A call of a tool that the server itself runs.
struct ServerCall: Sendable, Equatable {
  var id = "482913075"
  var name = "current_time"
  var arguments: JSON = ["zone": "UTC"]
  var output = "{\"time\":\"12:00\"}"
}

/// A whole reply, ready to be played: what is sent, and the numbers that belong to it.
struct Performance: Sendable {
  enum Ending: String, Sendable {
    case stop, length
    case calls = "tool_calls"
  }

  var segments: [Segment]
  var ending: Ending
  var inputTokens: Int
  /// Tokens of the prompt that the server had already.
  private(set) var cachedTokens = 0
  var reasoningTokens: Int
  var outputTokens: Int
  /// Tokens a second.
  var rate: Double
  /// Seconds of reading the prompt.
  var promptSeconds: Double
  /// Whether the mode wants the thinking at once at its end.
  var sendsReasoningAtOnce = false

  var timeToFirstToken: Double { promptSeconds + 1 / rate }
  var totalTokens: Int { inputTokens + outputTokens }

  /// All the thinking that is sent apart.
  var reasoning: String {
    segments.map { if case .reasoning(let pieces) = $0 { pieces.joined() } else { "" } }.joined()
  }

  /// All the content.
  var content: String {
    segments.map { if case .content(let pieces) = $0 { pieces.joined() } else { "" } }.joined()
  }

  /// What the client is asked to run.
  var calls: [FunctionCall] {
    segments.compactMap { if case .call(let call) = $0 { call } else { nil } }
  }

  init(
    script: Script, mode: ReasoningMode, budget: Int?, inputTokens: Int, rate: Double,
    promptRate: Double
  ) {
    let whole = Staging.segments(of: script, mode: mode).filter { !$0.isEmpty }
    let trimmed = Self.trim(whole, to: budget)
    segments = trimmed.segments
    ending = trimmed.wasCut ? .length : script.calls.isEmpty ? .stop : .calls
    reasoningTokens = 0
    outputTokens = 0
    for segment in segments {
      outputTokens += segment.pieces.count
      if case .reasoning(let pieces) = segment { reasoningTokens += pieces.count }
    }
    self.inputTokens = inputTokens
    // A little faster or slower from answer to answer, as real ones are.
    self.rate = rate * (0.96 + Double(script.answer.utf8.count % 9) / 100)
    promptSeconds = 0.12 + Double(inputTokens) / promptRate
    sendsReasoningAtOnce = mode == .doneOnly
  }

  /// So much of the prompt is not read again.
  mutating func reuse(_ tokens: Int, promptRate: Double) {
    // The last token is always read: its successor is what is asked for.
    cachedTokens = min(tokens, inputTokens - 1)
    promptSeconds = 0.12 + Double(inputTokens - cachedTokens) / promptRate
  }

  /// Closes the thinking after so many tokens, as llama.cpp does with `thinking_budget_tokens`.
  mutating func limitThinking(to limit: Int) {
    var left = limit
    segments = segments.compactMap { segment in
      guard case .reasoning(let pieces) = segment else { return segment }
      let kept = Array(pieces.prefix(left))
      left -= kept.count
      reasoningTokens -= pieces.count - kept.count
      outputTokens -= pieces.count - kept.count
      return kept.isEmpty ? nil : .reasoning(kept)
    }
  }

  /// Leaves out what was said already, where the reply begins with it.
  mutating func goOn(thinking: String, answer: String, closesThinking: Bool) {
    var said = (thinking: thinking, answer: answer)
    segments = segments.compactMap { segment in
      switch segment {
      case .reasoning(let pieces):
        let rest = closesThinking ? [] : Self.after(&said.thinking, pieces)
        reasoningTokens -= pieces.count - rest.count
        outputTokens -= pieces.count - rest.count
        return rest.isEmpty ? nil : .reasoning(rest)
      case .content(let pieces):
        let rest = Self.after(&said.answer, pieces)
        outputTokens -= pieces.count - rest.count
        return rest.isEmpty ? nil : .content(rest)
      case .tool, .call: return segment
      }
    }
  }

  private static func after(_ said: inout String, _ pieces: [String]) -> [String] {
    let whole = pieces.joined()
    guard !said.isEmpty, whole.hasPrefix(said) || said.hasPrefix(whole) else { return pieces }
    let length = min(said.utf8.count, whole.utf8.count)
    said = String(decoding: said.utf8.dropFirst(length), as: UTF8.self)
    var left = length
    return pieces.compactMap { piece in
      let bytes = Array(piece.utf8)
      let rest = bytes.dropFirst(left)
      left -= bytes.count - rest.count
      return rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
    }
  }

  private static func trim(
    _ segments: [Segment], to budget: Int?
  ) -> (segments: [Segment], wasCut: Bool) {
    guard let budget, budget >= 0 else { return (segments, false) }
    var left = budget
    var kept: [Segment] = []
    for segment in segments {
      let pieces = Array(segment.pieces.prefix(left))
      let isCut = pieces.count < segment.pieces.count
      left -= pieces.count
      switch segment {
      case .reasoning where !pieces.isEmpty: kept.append(.reasoning(pieces))
      case .content where !pieces.isEmpty: kept.append(.content(pieces))
      case .tool where left > 0: kept.append(segment)
      case .call(let call) where !isCut: kept.append(.call(call))
      case .reasoning, .content, .tool, .call: break
      }
      if isCut { return (kept, true) }
    }
    return (kept, false)
  }
}
