/// What the wires say of replies that came otherwise than they should.
enum WireMessages {
  // A prompt and a model's window.

  static func promptIsTooLong(_ prompt: Int, window: Int) -> String {
    say(
      "The prompt is too long: \(prompt) tokens, where the model has room for \(window).",
      zh: "提示词过长：\(prompt) token，而模型只能容纳 \(window)。")
  }

  static func doNotFit(prompt: Int, output: Int?, window: Int) -> String {
    guard let output else {
      return say(
        "The prompt of \(prompt) tokens and the reply do not fit together into the model's window of "
          + "\(window) tokens.",
        zh: "\(prompt) token 的提示词和回复合起来超出模型的 \(window) token 窗口。")
    }
    return say(
      "The prompt of \(prompt) tokens and \(output) tokens of output (max_tokens) do not fit together into "
        + "the model's window of \(window) tokens.",
      zh: "\(prompt) token 的提示词和 \(output) token 的输出（max_tokens）合起来超出模型的 \(window) token 窗口。")
  }

  static func windowIsFull(_ window: Int) -> String {
    say(
      "The model's window of \(window) tokens is full, so the reply ends here.",
      zh: "模型的 \(window) token 窗口已满，回复到此结束。")
  }

  static func doesNotFit(total: Int?, window: Int) -> String {
    guard let total else {
      return say(
        "The prompt is too long for the model's window of \(window) tokens.",
        zh: "提示词超出模型的 \(window) token 窗口。")
    }
    return say(
      "The prompt and its reply need \(total) tokens, where the model has room for \(window).",
      zh: "提示词和回复共需 \(total) token，而模型只能容纳 \(window)。")
  }

  static var promptIsTooLong: String {
    say("The prompt is too long for the model's context.", zh: "提示词超出模型的上下文。")
  }

  static func probablyTooLong(_ words: String) -> String {
    say(
      "The prompt probably does not fit into the model's context: \(words)",
      zh: "提示词可能超出模型的上下文：\(words)")
  }

  static var lowerOutput: String {
    say(
      "Set a lower model_max_output_tokens in the profile, or send less.",
      zh: "请在配置中减小 model_max_output_tokens，或减少发送内容。")
  }

  static var sendLess: String {
    say(
      "Start a new conversation, send less, or load the model with a larger context.",
      zh: "请新建对话、减少发送内容，或以更大的上下文加载模型。")
  }

  static func toolCall(named name: String?) -> String {
    name.map {
      say(
        "The model asked for the tool \($0), which this chat does not offer.",
        zh: "模型请求了工具 \($0)，但此对话未提供该工具。")
    }
      ?? say(
        "The model asked for a tool, which this chat does not offer.",
        zh: "模型请求了工具，但此对话未提供工具。")
  }

  static func cannotBeShown(_ attachment: DeltaWriter.Attachment) -> String {
    let what =
      switch attachment {
      case .image: say("an image", zh: "图片")
      case .audio: say("a sound", zh: "音频")
      }
    return say(
      "The model answered with \(what), which cannot be shown here.",
      zh: "模型以\(what)回答，此处无法显示。")
  }

  static func skipped(events: Int) -> String {
    say(
      "Skipped \(Plural.count(events, "event")) of the stream that could not be read.",
      zh: "跳过了流中 \(events) 个无法读取的事件。")
  }

  static func filtered(_ word: String) -> EngineError {
    EngineError(
      .incomplete,
      say(
        "The server's content filter ended this reply (\(word)).",
        zh: "服务器的内容过滤器终止了此回复（\(word)）。"),
      serverWords: word)
  }

  static func cut(_ word: String) -> EngineError {
    let brief = word.count <= 60 ? word : word.prefix(59) + "…"
    return EngineError(
      .incomplete,
      say(
        "The server ended the reply before it was complete, with the reason \"\(brief)\".",
        zh: "回复尚未完整，服务器就将其终止，原因：“\(brief)”。"),
      serverWords: word)
  }

  static func answeredInFormat(of wire: WireAPI) -> EngineError {
    EngineError(
      .unsupported,
      say(
        "The server answered in the format of wire_api \"\(wire.rawValue)\".",
        zh: "服务器以 wire_api \"\(wire.rawValue)\" 的格式响应。"),
      remedy: say(
        "Set wire_api = \"\(wire.rawValue)\" in the provider's table.",
        zh: "请在该提供方的表中设置 wire_api = \"\(wire.rawValue)\"。"))
  }

  static var answeredInFormatOfAnthropic: EngineError {
    EngineError(
      .unsupported,
      say(
        "The server answered in the format of Anthropic's Messages API.",
        zh: "服务器以 Anthropic 的 Messages API 格式响应。"),
      remedy: say(
        "Set base_url to the provider's OpenAI-compatible address.",
        zh: "请将 base_url 设为该提供方与 OpenAI 兼容的地址。"))
  }

  static var answeredInFormatOfGemini: EngineError {
    EngineError(
      .unsupported,
      say(
        "The server answered in the format of Google's Gemini API.",
        zh: "服务器以 Google 的 Gemini API 格式响应。"),
      remedy: say(
        "Set base_url to https://generativelanguage.googleapis.com/v1beta/openai or another "
          + "OpenAI-compatible address.",
        zh: "请将 base_url 设为 https://generativelanguage.googleapis.com/v1beta/openai "
          + "或其他与 OpenAI 兼容的地址。"))
  }

  static func overrun(megabytes: Int) -> EngineError {
    EngineError(
      .brokenStream,
      say(
        "The server sent one event of more than \(megabytes) MB.",
        zh: "服务器发送了一个超过 \(megabytes) MB 的事件。"))
  }

  static func passedOver(bytes: Int, limit: Int) -> String {
    say(
      "Passed over one event of \((bytes + (1 << 19)) >> 20) MB: larger than the limit of "
        + "\(limit >> 20) MB.",
      zh: "略过了一个 \((bytes + (1 << 19)) >> 20) MB 的事件：超过 \(limit >> 20) MB 的上限。")
  }

  static var noPlaceForEarlierMessages: EngineError {
    EngineError(
      .unsupported,
      say(
        "LM Studio's own API cannot be given an earlier conversation.",
        zh: "LM Studio 自有的 API 无法接收之前的对话。"),
      remedy: say("Use wire_api \"chat\" for this profile.", zh: "请为此配置使用 wire_api \"chat\"。"))
  }
}
