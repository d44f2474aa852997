/// Reads a reply in Chat Completions, streamed or whole.
struct ChatDecoder: ReplyDecoder {
  private var events = JSONEvents()
  private var writer: DeltaWriter
  /// Why the reply ended. Its usage may still follow, so the ending waits for that or for `[DONE]`.
  private var reason: FinishReason?
  private var hasThinkingDelta = false
  private var hasAnswerDelta = false

  init(_ exchange: Exchange) {
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
    if let reason { finish(reason, into: &deltas) }
    writer.end(skipped: events.skipped, into: &deltas)
  }

  private mutating func readAll(into deltas: inout [Delta]) {
    while !writer.isFinished, let item = events.next() {
      switch item {
      case .event(let name, let json):
        if !name.isEmpty, name.elementsEqual("error".utf8) {
          finish(.failed(ErrorWords.error(in: json)), into: &deltas)
        } else {
          read(json, into: &deltas)
        }
      case .done: finish(reason ?? .stop, into: &deltas)
      case .body(let json): read(body: json, into: &deltas)
      case .errorWords(let bytes), .notAStream(let bytes): fail(bytes, into: &deltas)
      case .overrun: finish(.failed(.overrun), into: &deltas)
      }
    }
  }

  private mutating func read(body: JSON, into deltas: inout [Delta]) {
    read(body, into: &deltas)
    if body["choices"] == nil {
      fail(body.bytes, into: &deltas)
    } else {
      finish(reason ?? .stop, into: &deltas)
    }
  }

  private mutating func fail(_ body: [UInt8], into deltas: inout [Delta]) {
    finish(.failed(ErrorWords.error(status: 200, body: body)), into: &deltas)
  }

  private mutating func finish(_ reason: FinishReason, into deltas: inout [Delta]) {
    writer.finish(reason, skipped: events.skipped, into: &deltas)
  }

  private mutating func read(_ chunk: JSON, into deltas: inout [Delta]) {
    var (choices, progress, usage, timings, stats): (JSON?, JSON?, JSON?, JSON?, JSON?)
    var isComplaint = chunk["choices"] == nil
    for member in chunk.object ?? [] where member.value != .null {
      switch member.key {
      case "choices": choices = member.value
      case "model": writer.model(member.value.string, into: &deltas)
      case "usage": usage = member.value
      // Groq's place for it.
      case "x_groq": usage = usage ?? member.value["usage"]
      case "timings": timings = member.value
      case "stats": stats = member.value
      case "prompt_progress": progress = member.value
      case "error": isComplaint = true
      default: break
      }
    }
    if let progress { read(progress: progress, into: &deltas) }
    if let choices { read(choices: choices, into: &deltas) }
    // llama.cpp sends a forced first word before the prompt is read: reading is what goes on.
    if let progress, progress["processed"]?.int != progress["total"]?.int {
      read(progress: progress, into: &deltas)
    }
    tell(usage: usage, timings: timings, stats: stats, into: &deltas)
    if isComplaint, ServerComplaint.isMade(by: chunk) {
      finish(.failed(ErrorWords.error(in: chunk)), into: &deltas)
    } else if usage != nil, let reason {
      finish(reason, into: &deltas)
    }
  }

  private func tell(usage: JSON?, timings: JSON?, stats: JSON?, into deltas: inout [Delta]) {
    var figures = Usage()
    if let timings { figures.merge(Usage(llamaCpp: timings)) }
    if let stats { figures.merge(Usage(lmStudio: stats)) }
    if let usage { figures.merge(Usage(openAI: usage)) }
    if figures != Usage() { deltas.append(.usage(figures)) }
  }

  /// llama.cpp's `return_progress`: what was in the cache needs no reading.
  private func read(progress: JSON, into deltas: inout [Delta]) {
    guard let total = progress["total"]?.double, let processed = progress["processed"]?.double
    else { return }
    let cached = progress["cache"]?.double ?? 0
    let share = total > cached ? (processed - cached) / (total - cached) : 1
    deltas.append(.stage(.readingPrompt(min(1, max(0, share)))))
    if processed >= total { deltas.append(.stage(.promptRead)) }
  }

  /// Of several choices only the first: one conversation has one answer.
  private mutating func read(choices: JSON, into deltas: inout [Delta]) {
    for (position, choice) in (choices.array ?? []).enumerated() {
      guard (choice["index"]?.int ?? position) == 0 else { continue }
      if let delta = choice["delta"] {
        read(delta: delta, into: &deltas)
      }
      if let message = choice["message"] {
        read(message: message, into: &deltas)
      }
      if let word = choice["finish_reason"]?.string, let reason = Self.reason(word) {
        self.reason = reason
      }
    }
  }
}

extension ChatDecoder {
  private mutating func read(delta: JSON, into deltas: inout [Delta]) {
    if let thinking = Self.thinking(in: delta) {
      hasThinkingDelta = true
      writer.thinking(thinking, into: &deltas)
    }
    if let content = delta["content"] ?? delta["refusal"] {
      hasAnswerDelta = hasAnswerDelta || content != ""
      read(content: content, into: &deltas)
    }
    readToolCalls(in: delta, into: &deltas)
  }

  /// A message whole: of a reply that is no stream, or repeating what the deltas said.
  private mutating func read(message: JSON, into deltas: inout [Delta]) {
    if !hasThinkingDelta, let thinking = Self.thinking(in: message) {
      writer.thinking(thinking, into: &deltas)
    }
    if !hasAnswerDelta, let content = message["content"] ?? message["refusal"] {
      read(content: content, into: &deltas)
    }
    readToolCalls(in: message, into: &deltas)
  }

  private mutating func readToolCalls(in message: JSON, into deltas: inout [Delta]) {
    if let call = message["tool_calls"]?[0] {
      writer.toolCall(named: call["function"]?["name"]?.string, into: &deltas)
    } else if let call = message["function_call"] {
      writer.toolCall(named: call["name"]?.string, into: &deltas)
    }
  }

  /// A string, or Mistral's parts, of which some are thinking.
  private mutating func read(content: JSON, into deltas: inout [Delta]) {
    switch content {
    case .string(let text): writer.answer(text, into: &deltas)
    case .array(let parts):
      for part in parts {
        if part["type"]?.string == "thinking" {
          writer.thinking(Self.text(of: part["thinking"] ?? part), into: &deltas)
        } else {
          writer.answer(Self.text(of: part), into: &deltas)
        }
      }
    case .object: writer.answer(Self.text(of: content), into: &deltas)
    case .null, .bool, .int, .double: break
    }
  }

  /// LM Studio, llama.cpp and DeepSeek say `reasoning_content`; Ollama, vLLM, Groq, OpenRouter and
  /// LM Studio's gpt-oss `reasoning`. Some send two of them with the same text: the first counts.
  private static let thinkingKeys = [
    "reasoning_content", "reasoning", "thinking", "reasoning_details",
  ]

  private static func thinking(in message: JSON) -> String? {
    for key in thinkingKeys {
      guard let value = message[key] else { continue }
      let text = text(of: value)
      if !text.isEmpty { return text }
    }
    return nil
  }

  /// The text of a string, of `{text}`, `{content}` or `{summary}`, or of a list of these.
  private static func text(of value: JSON) -> String {
    switch value {
    case .string(let text): text
    case .array(let parts): parts.map(text).joined()
    case .object: (value["text"] ?? value["content"] ?? value["summary"]).map(text) ?? ""
    case .null, .bool, .int, .double: ""
    }
  }

  /// An empty reason in mid-stream, as some proxies send, is none.
  private static func reason(_ word: String) -> FinishReason? {
    switch word {
    case "": nil
    case "length", "max_tokens", "model_length": .lengthLimit
    case "content_filter", "safety", "SAFETY": .contentFilter
    case "tool_calls", "tool_use", "function_call": .toolCall
    case "error", "insufficient_system_resource":
      .failed(
        EngineError(
          .serverFault, "The server ended the reply with an error it did not explain.",
          remedy: "Send again; if it recurs, see the server's log.", serverWords: word))
    default: .stop
    }
  }
}
