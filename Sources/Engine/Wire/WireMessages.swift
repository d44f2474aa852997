/// What the wires say of replies that came otherwise than they should.
enum WireMessages {
  static func toolCall(named name: String?) -> String {
    name.map { "The model asked for the tool \($0), which this chat does not offer." }
      ?? "The model asked for a tool, which this chat does not offer."
  }

  static func cannotBeShown(_ attachment: DeltaWriter.Attachment) -> String {
    let what =
      switch attachment {
      case .image: "an image"
      case .audio: "a sound"
      }
    return "The model answered with \(what), which cannot be shown here."
  }

  static func skipped(events: Int) -> String {
    "Skipped \(Plural.count(events, "event")) of the stream that could not be read."
  }

  static func filtered(_ word: String) -> EngineError {
    EngineError(
      .incomplete, "The server's content filter ended this reply (\(word)).", serverWords: word)
  }

  static func cut(_ word: String) -> EngineError {
    let brief = word.count <= 60 ? word : word.prefix(59) + "…"
    return EngineError(
      .incomplete,
      "The server ended the reply before it was complete, with the reason \"\(brief)\".",
      serverWords: word)
  }

  static func answeredInFormat(of wire: WireAPI) -> EngineError {
    EngineError(
      .unsupported, "The server answered in the format of wire_api \"\(wire.rawValue)\".",
      remedy: "Set wire_api = \"\(wire.rawValue)\" in the provider's table.")
  }

  static let answeredInFormatOfAnthropic = EngineError(
    .unsupported, "The server answered in the format of Anthropic's Messages API.",
    remedy: "Set base_url to the provider's OpenAI-compatible address.")

  static let answeredInFormatOfGemini = EngineError(
    .unsupported, "The server answered in the format of Google's Gemini API.",
    remedy:
      "Set base_url to https://generativelanguage.googleapis.com/v1beta/openai or another "
      + "OpenAI-compatible address.")

  static func overrun(megabytes: Int) -> EngineError {
    EngineError(.brokenStream, "The server sent one event of more than \(megabytes) MB.")
  }

  static func passedOver(bytes: Int, limit: Int) -> String {
    "Passed over one event of \((bytes + (1 << 19)) >> 20) MB: larger than the limit of "
      + "\(limit >> 20) MB."
  }

  static let noPlaceForEarlierMessages = EngineError(
    .unsupported, "LM Studio's own API cannot be given an earlier conversation.",
    remedy: "Use wire_api \"chat\" for this profile.")
}
