/// Reads a reply in Chat Completions, streamed or whole.
///
/// The reply ends with `[DONE]` or with the bytes. Why it ended is often said earlier, in a chunk that
/// may carry words and usage as well, and words may still follow it.
struct ChatDecoder: ReplyDecoder {
  private var events = JSONEvents(plainWords: ChatDecoder.plainWords)
  private var writer: DeltaWriter
  /// Why the reply ended, once a choice has said it.
  private var reason: FinishReason?
  private var hasThinkingDelta = false
  private var hasAnswerDelta = false
  /// The choice whose words are the answer: one conversation has one answer.
  private var choiceIndex: Int?

  init(_ exchange: ChatRequest) {
    writer = DeltaWriter(exchange)
  }

  var knowsEnding: Bool { reason != nil }

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
    writer.endOfBytes(skipped: events.skipped, into: &deltas)
  }

  private mutating func readAll(into deltas: inout [Delta]) {
    while !writer.isFinished, let item = events.next() {
      switch item {
      case .event(let name, let json):
        if !name.isEmpty, name.elementsEqual("error".utf8) {
          finish(.failed(ErrorMapper.error(in: json)), into: &deltas)
        } else {
          read(json, into: &deltas)
        }
      case .words(let words): read(words, into: &deltas)
      case .done: finish(reason ?? .stop, into: &deltas)
      case .body(let json): read(body: json, into: &deltas)
      case .errorWords(let bytes), .notAStream(let bytes): fail(bytes, into: &deltas)
      case .tooLarge(let size): deltas.append(.passedOver(bytes: size))
      case .overrun: finish(.failed(.overrun), into: &deltas)
      }
    }
  }

  /// The event it is like was read, and has said all the rest.
  private mutating func read(_ words: PlainWords, into deltas: inout [Delta]) {
    guard choiceIndex == 0 else { return }
    if words.areThinking {
      hasThinkingDelta = true
      writer.thinking(words.text, into: &deltas)
    } else {
      hasAnswerDelta = true
      writer.answer(words.text, into: &deltas)
    }
  }

  private mutating func read(body: JSON, into deltas: inout [Delta]) {
    read(body, into: &deltas)
    if body["choices"]?.array == nil {
      guard ForeignFormat(of: body) == nil else { return finish(.stop, into: &deltas) }
      fail(body.bytes, into: &deltas)
    } else {
      finish(reason ?? .stop, into: &deltas)
    }
  }

  private mutating func fail(_ body: [UInt8], into deltas: inout [Delta]) {
    finish(.failed(ErrorMapper.error(status: 200, body: body)), into: &deltas)
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
    if let choices { read(choices: choices, into: &deltas) } else { writer.passOver(chunk) }
    // llama.cpp sends a forced first word before the prompt is read: reading is what goes on.
    if let progress, progress["processed"]?.count(.tokens) != progress["total"]?.count(.tokens) {
      read(progress: progress, into: &deltas)
    }
    emit(usage: usage, timings: timings, stats: stats, into: &deltas)
    if isComplaint, ServerErrorBody.isMade(by: chunk) {
      finish(.failed(ErrorMapper.error(in: chunk)), into: &deltas)
    }
  }

  private func emit(usage: JSON?, timings: JSON?, stats: JSON?, into deltas: inout [Delta]) {
    var figures = Usage()
    if let timings { figures.merge(Usage(llamaCpp: timings)) }
    if let stats { figures.merge(Usage(lmStudio: stats)) }
    if let usage { figures.merge(Usage(openAI: usage)) }
    if figures != Usage() { deltas.append(.usage(figures)) }
  }

  /// llama.cpp's `return_progress`: what was in the cache needs no reading.
  private func read(progress: JSON, into deltas: inout [Delta]) {
    guard let total = progress["total"]?.amount(.tokens),
      let processed = progress["processed"]?.amount(.tokens)
    else { return }
    let cached = progress["cache"]?.amount(.tokens) ?? 0
    let share = total > cached ? (processed - cached) / (total - cached) : 1
    deltas.append(.stage(.readingPrompt(min(1, max(0, share)))))
    if processed >= total { deltas.append(.stage(.promptRead)) }
  }

  private mutating func read(choices: JSON, into deltas: inout [Delta]) {
    for (position, choice) in (choices.array ?? []).enumerated() {
      let index = choice["index"]?.count(.ordinal) ?? position
      // The first to say something is the answer: Copilot puts the text beside the tool call.
      if choiceIndex == nil, Self.hasWords(choice) { choiceIndex = index }
      guard index == choiceIndex ?? index else {
        if let message = choice["delta"] ?? choice["message"] {
          readCalls(of: message, into: &deltas)
        }
        continue
      }
      read(choice: choice, into: &deltas)
      if ServerErrorBody.isMade(by: choice) {
        reason = .failed(ErrorMapper.error(in: choice))
      } else if let word = FinishWord.reason(
        choice["finish_reason"]?.string ?? choice["finishReason"]?.string)
      {
        reason = word
      }
    }
  }

  private mutating func read(choice: JSON, into deltas: inout [Delta]) {
    if let delta = choice["delta"] { read(delta: delta, into: &deltas) }
    if let message = choice["message"] { read(message: message, into: &deltas) }
    // The older completions, which some servers stream whatever was asked.
    if let text = choice["text"]?.piece {
      hasAnswerDelta = hasAnswerDelta || !text.isEmpty
      writer.answer(text, into: &deltas)
    }
  }

  private static func hasWords(_ choice: JSON) -> Bool {
    let message = choice["delta"] ?? choice["message"] ?? choice
    return ["content", "refusal", "text"].contains { !text(of: message[$0] ?? .null).isEmpty }
      || thinking(in: message) != nil
  }
}

extension ChatDecoder {
  /// The words of a chunk that holds one choice, the first, with one piece of text and nothing else that is heeded.
  static func plainWords(of chunk: JSON) -> PlainWords? {
    guard let choices = chunk["choices"]?.array, choices.count == 1,
      choices[0]["index"].map({ $0 == 0 }) ?? true,
      isSilent(chunk, but: ["choices", "id", "object", "created", "model", "system_fingerprint"]),
      isSilent(choices[0], but: ["index", "delta"]), let delta = choices[0]["delta"],
      let members = delta.object?.filter({ $0.key != "role" && $0.value != .null }),
      members.count == 1, case .string(let text) = members[0].value, case let key = members[0].key,
      key == "content" || thinkingKeys.contains(key)
    else { return nil }
    return PlainWords(key: key, text: text, areThinking: key != "content")
  }

  private static func isSilent(_ object: JSON, but known: [String]) -> Bool {
    object.object?.allSatisfy { known.contains($0.key) || $0.value == .null } ?? false
  }

  private mutating func read(delta: JSON, into deltas: inout [Delta]) {
    if let (field, thinking) = Self.thinking(in: delta) {
      hasThinkingDelta = true
      writer.thinkingField(field, into: &deltas)
      writer.thinking(thinking, into: &deltas)
    }
    // OpenRouter asks for these back unchanged.
    for detail in delta["reasoning_details"]?.array ?? [] {
      writer.companion(detail, into: &deltas)
    }
    for key in ["content", "refusal"] {
      guard let content = delta[key] else { continue }
      hasAnswerDelta = hasAnswerDelta || content != ""
      read(content: content, into: &deltas)
    }
    readRest(of: delta, into: &deltas)
  }

  /// A message whole: of a reply that is no stream, or repeating what the deltas said.
  private mutating func read(message: JSON, into deltas: inout [Delta]) {
    if !hasThinkingDelta, let (field, thinking) = Self.thinking(in: message) {
      writer.thinkingField(field, into: &deltas)
      writer.thinking(thinking, into: &deltas)
    }
    if !hasAnswerDelta {
      for key in ["content", "refusal"] {
        if let content = message[key] { read(content: content, into: &deltas) }
      }
    }
    readRest(of: message, into: &deltas)
  }

  /// Tool calls, and what cannot be shown as text.
  private mutating func readRest(of message: JSON, into deltas: inout [Delta]) {
    readCalls(of: message, into: &deltas)
    // OpenRouter's place for what image models draw.
    if message["images"]?[0] != nil { writer.attachment(.image, into: &deltas) }
    guard let audio = message["audio"] else { return }
    // Spoken answers come with their text.
    if let words = audio["transcript"]?.piece { writer.answer(words, into: &deltas) }
    if audio["data"] != nil { writer.attachment(.audio, into: &deltas) }
  }

  private mutating func readCalls(of message: JSON, into deltas: inout [Delta]) {
    if let calls = message["tool_calls"]?.array {
      writer.calls(calls.map(CallMerger.Entry.init(chat:)), into: &deltas)
    } else if let call = message["function_call"] {
      writer.calls([CallMerger.Entry(chat: call)], into: &deltas)
    }
  }

  /// A string, or parts, of which Mistral's may be thinking.
  private mutating func read(content: JSON, into deltas: inout [Delta]) {
    guard case .array(let parts) = content else {
      return writer.answer(Self.text(of: content), into: &deltas)
    }
    for part in parts {
      let type = part["type"]?.string ?? ""
      if type == "thinking" {
        writer.thinking(Self.text(of: part["thinking"] ?? part), into: &deltas)
      } else if type.contains("image") {
        writer.attachment(.image, into: &deltas)
      } else if type.contains("audio") {
        writer.attachment(.audio, into: &deltas)
      } else {
        writer.answer(Self.text(of: part), into: &deltas)
      }
    }
  }

  /// LM Studio, llama.cpp and DeepSeek say `reasoning_content`; Ollama, vLLM, Groq, OpenRouter and
  /// LM Studio's gpt-oss `reasoning`. Some send two of them with the same text: the first counts.
  private static let thinkingKeys = [
    "reasoning_content", "reasoning", "thinking", "reasoning_details",
  ]

  private static func thinking(in message: JSON) -> (field: String, text: CutText)? {
    for key in thinkingKeys {
      guard let value = message[key] else { continue }
      let text = text(of: value)
      if !text.isEmpty { return (key, text) }
    }
    return nil
  }

  /// The text of a string, of `{text}`, `{content}` or `{summary}`, or of a list of these.
  private static func text(of value: JSON) -> CutText {
    switch value {
    case .string(let text): return CutText(text)
    case .cutString(let text): return text
    case .array(let parts):
      var whole = CutText("")
      for part in parts { whole.append(text(of: part)) }
      return whole
    case .object:
      return (value["text"] ?? value["content"] ?? value["summary"]).map(text) ?? CutText("")
    case .null, .bool, .int, .double: return CutText("")
    }
  }
}
