/// How servers say that a prompt does not fit into the model's window, and which figure is which.
///
/// One table drives recognition, its tests and `docs/context-overflow.md`. In a sentence `{prompt}` is
/// the tokens of the prompt, `{output}` those reserved for the reply, `{total}` both, `{window}` the
/// model's window, `{any}` a figure of no use, `*` any words. Case does not matter.
package struct ContextOverflow: Equatable, Sendable {
  package enum Part: String, Sendable { case prompt, output, total, window }

  package struct Sentence: Sendable {
    /// Who says so.
    package let server: String
    package let pattern: String

    init(_ server: String, _ pattern: String) {
      self.server = server
      self.pattern = pattern
    }
  }

  package private(set) var prompt: Int?
  package private(set) var output: Int?
  package private(set) var total: Int?
  package private(set) var window: Int?
  /// The window filled up while the reply was written.
  private var isFull = false

  /// The first sentence of the table that the message holds.
  package init?(_ message: String) {
    let text = SentencePattern.folded(message)
    let pattern = Self.patterns.lazy.compactMap { entry in
      entry.figures(in: text).map { (entry, $0) }
    }.first
    guard let (entry, figures) = pattern else { return nil }
    (prompt, output) = (figures[.prompt], figures[.output])
    (total, window) = (figures[.total], figures[.window])
    isFull = entry.source.hasPrefix("Reached context length")
  }

  /// Two figures that a server gives in fields of their own.
  init(prompt: Int?, window: Int?) { (self.prompt, self.window) = (prompt, window) }

  private static let patterns = table.map { SentencePattern($0.pattern) }

  package var error: EngineError {
    EngineError(.contextOverflow, message, remedy: remedy)
  }

  private var message: String {
    switch (prompt, window) {
    case (let prompt?, let window?) where prompt > window:
      return WireMessages.promptIsTooLong(prompt, window: window)
    case (let prompt?, let window?):
      return WireMessages.doNotFit(prompt: prompt, output: output, window: window)
    case (nil, let window?) where isFull: return WireMessages.windowIsFull(window)
    case (nil, let window?): return WireMessages.doesNotFit(total: total, window: window)
    case (_, nil): return WireMessages.promptIsTooLong
    }
  }

  private var remedy: String {
    if let prompt, let window, prompt <= window, output != nil {
      return WireMessages.lowerOutput
    }
    return WireMessages.sendLess
  }

  /// Wording that no row knows, but which speaks of nothing else.
  static func isProbable(_ complaint: ServerErrorBody) -> Bool {
    let speaksOfSize = complaint.says(
      "too long", "too large", "too many", "exceed", "overflow", "longer than", "greater than",
      "maximum", "larger than", "over the limit", "does not fit", "is full", "ran out of")
    let isAboutRates = complaint.says(
      "per minute", "per day", "per hour", "rate limit", "quota", "batch size", "memory", "expired",
      "concurren", "requests", "credit", "image size", "file size", "system resources")
    guard speaksOfSize, !isAboutRates else { return false }
    return complaint.says(
      "context", "tokens", "prompt", "n_ctx", "num_ctx", "sequence length", "input length",
      "input is too long", "max_seq_len", "max_model_len")
  }

  static func probable(_ complaint: ServerErrorBody) -> EngineError {
    EngineError(
      .contextOverflow,
      WireMessages.probablyTooLong(complaint.brief), remedy: WireMessages.sendLess)
  }
}

extension ContextOverflow {
  /// The rows that say more come before those that say less.
  package static let table: [Sentence] = [
    Sentence(
      "LM Studio",
      "Trying to keep the first {prompt} tokens when context the overflows. However, the model is "
        + "loaded with context length of only {window} tokens"),
    Sentence("LM Studio", "Cannot truncate prompt with n_keep ({prompt}) >= n_ctx ({window})"),
    Sentence(
      "LM Studio",
      "tokens to keep from the initial prompt is greater than the context length (n_keep: {prompt}"
        + "*n_ctx: {window})"),
    Sentence(
      "LM Studio", "tokens to keep from the initial prompt is greater than the context length"),
    Sentence("LM Studio", "Reached context length of {window} tokens"),
    Sentence("LM Studio", "context length of only {window} tokens"),
    Sentence("LM Studio, llama.cpp", "Context size has been exceeded"),
    Sentence(
      "llama.cpp",
      "request ({prompt} tokens) exceeds the available context size ({window} tokens)"),
    Sentence("llama.cpp", "exceeds the available context size ({window} tokens)"),
    Sentence("llama.cpp", "exceeds the available context size"),
    Sentence("Ollama", "prompt too long; exceeded max context length by {any} tokens"),
    Sentence("Ollama", "input length exceeds the context length"),
    Sentence("Ollama", "input length exceeds maximum context length"),
    Sentence(
      "vLLM",
      "is too large: {output}. This model's maximum context length is {window} tokens and your "
        + "request has {prompt} input tokens"),
    Sentence(
      "vLLM",
      "maximum context length is {window} tokens. However, you requested {output} output tokens and "
        + "your prompt contains *{prompt} input tokens"),
    Sentence(
      "vLLM",
      "maximum context length is {window} tokens. However, your request has {prompt} input tokens"),
    Sentence(
      "vLLM", "prompt (length {prompt}) is longer than the maximum model length of {window}"),
    Sentence(
      "vLLM",
      "prompt (total length {prompt}) is too long to fit into the model (context length {window})"),
    Sentence("vLLM", "max_tokens must be at least 1, got -{any}"),
    Sentence(
      "OpenAI, DeepSeek, vLLM",
      "maximum context length is {window} tokens. However, you requested {total} tokens "
        + "({prompt} in the messages, {output} in the completion)"),
    Sentence(
      "OpenAI",
      "maximum context length is {window} tokens, however you requested {total} tokens "
        + "({prompt} in your prompt; {output} for the completion)"),
    Sentence(
      "OpenAI",
      "maximum context length is {window} tokens. However, your messages resulted in {prompt} tokens"
    ),
    Sentence(
      "OpenAI",
      "exceed the configured limit of {window} tokens. Your messages resulted in {prompt} tokens"),
    Sentence("OpenAI", "exceeds the context window"),
    Sentence(
      "OpenRouter",
      "maximum context length is {window} tokens. However, you requested about {total} tokens "
        + "({prompt} of text input, {output} in the output)"),
    Sentence(
      "OpenRouter",
      "maximum context length is {window} tokens. However, you requested about {total} tokens "
        + "({prompt} of text input"),
    Sentence(
      "SGLang",
      "maximum context length of {window} tokens. You requested a total of {total} tokens: {prompt} "
        + "tokens from the input messages and {output} tokens for the completion"),
    Sentence(
      "SGLang",
      "input ({prompt} tokens) is longer than the model's context length ({window} tokens)"),
    Sentence(
      "several", "maximum context length is {window} tokens. However, you requested {total} tokens"),
    Sentence("Anthropic", "prompt is too long: {prompt} tokens > {window} maximum"),
    Sentence(
      "Anthropic",
      "input length and `max_tokens` exceed context limit: {prompt} + {output} > {window}"),
    Sentence(
      "Mistral",
      "Prompt contains {prompt} tokens and {any} draft tokens, too large for model with {window} "
        + "maximum context length"),
    Sentence(
      "Mistral",
      "Prompt contains {prompt} tokens, too large for model with {window} maximum context length"),
    Sentence(
      "Gemini",
      "input token count ({prompt}) exceeds the maximum number of tokens allowed ({window})"),
    Sentence(
      "Gemini", "input token count is {prompt} but model only supports up to {window}"),
    Sentence(
      "Gemini", "input token count exceeds the maximum number of tokens allowed {window}"),
    Sentence(
      "xAI",
      "maximum prompt length is {window} but the request contains {prompt} tokens"),
    Sentence(
      "TGI, Together",
      "must be <= {window}. Given: {prompt} `inputs` tokens and {output} `max_new_tokens`"),
    Sentence("TGI", "`inputs` must have less than {window} tokens. Given: {prompt}"),
    Sentence(
      "Cohere", "tokens in the prompt cannot exceed {window} - received {prompt}"),
    Sentence(
      "Cerebras",
      "reduce the length of the messages or completion. Current length is {prompt} while limit is "
        + "{window}"),
    Sentence("Groq", "reduce the length of the messages or completion"),
    Sentence(
      "Fireworks", "prompt is too long: {prompt}, model maximum context length: {window}"),
    Sentence("Copilot", "prompt token count of {prompt} exceeds the limit of {window}"),
    Sentence("Moonshot", "exceeded model token limit: {window} (requested: {prompt})"),
    Sentence(
      "oMLX", "Prompt too long: {prompt} tokens exceeds max context window of {window} tokens"),
    Sentence("tabbyAPI", "Prompt length {prompt} is greater than max_seq_len {window}"),
    Sentence(
      "TensorRT-LLM",
      "sum of prompt length ({prompt}), query length ({any}) max_tokens ({output}) should not exceed "
        + "max_num_tokens ({window})"),
    Sentence("DashScope", "Range of input length should be [1, {window}]"),
    Sentence("MiniMax", "context window exceeds limit"),
    Sentence("Zhipu", "Prompt exceeds max length"),
    Sentence("Bedrock", "Input is too long for requested model"),
    Sentence("several", "maximum context length is {window}"),
    Sentence("several", "maximum context length"),
    Sentence("several", "prompt is too long"),
    Sentence("several", "context length exceeded"),
    Sentence("several", "context_length_exceeded"),
    Sentence("several", "exceed_context_size"),
  ]
}

/// One sentence of the table, ready to be looked for.
struct SentencePattern: Sendable {
  private enum Element: Sendable {
    case words([UInt8])
    case figure(ContextOverflow.Part?)
    case anything
  }

  let source: String
  private let elements: [Element]

  init(_ source: String) {
    self.source = source
    var elements: [Element] = []
    var rest = source[...]
    while !rest.isEmpty {
      if rest.first == "*" {
        elements.append(.anything)
        rest.removeFirst()
      } else if rest.first == "{", let end = rest.firstIndex(of: "}") {
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        elements.append(.figure(ContextOverflow.Part(rawValue: name)))
        rest = rest[rest.index(after: end)...]
      } else {
        let words = rest.prefix { $0 != "{" && $0 != "*" }
        elements.append(.words(Self.folded(words)))
        rest = rest.dropFirst(words.count)
      }
    }
    self.elements = elements
  }

  /// What the figures of the sentence are, where a message, folded, holds it.
  func figures(in text: [UInt8]) -> [ContextOverflow.Part: Int]? {
    guard case .words(let first)? = elements.first else { return nil }
    var start = 0
    while let place = text.place(of: first, from: start) {
      var figures: [ContextOverflow.Part: Int] = [:]
      if match(elements[...], text, at: place, &figures) { return figures }
      start = place + 1
    }
    return nil
  }

  private func match(
    _ elements: ArraySlice<Element>, _ text: [UInt8], at place: Int,
    _ figures: inout [ContextOverflow.Part: Int]
  ) -> Bool {
    var place = place
    var isLoose = false
    for element in elements {
      switch element {
      case .anything: isLoose = true
      case .words(let words):
        guard let found = text.place(of: words, from: place), isLoose || found == place else {
          return false
        }
        place = found + words.count
        isLoose = false
      case .figure(let part):
        if isLoose { place = text[place...].firstIndex(where: \.isDigit) ?? text.count }
        let digits = text[place...].prefix { $0.isDigit || $0 == 0x2C || $0 == 0x5F }
        guard let number = Figure.tokens.count(digits: String(decoding: digits, as: UTF8.self))
        else {
          return false
        }
        if let part { figures[part] = number }
        place += digits.count
        // A comma behind the figure is the sentence's own.
        while place > 0, !text[place - 1].isDigit { place -= 1 }
        isLoose = false
      }
    }
    return true
  }

  /// Small letters, and one blank for any white space.
  static func folded(_ text: some StringProtocol) -> [UInt8] {
    var bytes: [UInt8] = []
    for byte in text.lowercased().utf8 {
      let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      if isSpace, bytes.last == 0x20 { continue }
      bytes.append(isSpace ? 0x20 : byte)
    }
    return bytes
  }
}
