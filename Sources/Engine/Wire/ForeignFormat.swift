/// Another API's way to write a reply, recognised by one event of it.
///
/// A reply that is empty because it came in another format than the configured one is told as such.
enum ForeignFormat: Equatable, Sendable {
  /// One that a `wire_api` of ours reads.
  case wire(WireAPI)
  case anthropic
  case gemini

  init?(of event: JSON) {
    let type = event["type"]?.string ?? ""
    if event["choices"]?.array != nil {
      self = .wire(.chat)
    } else if type.hasPrefix("response.") || event["object"]?.string == "response" {
      self = .wire(.responses)
    } else if event["done"]?.bool != nil, event["message"] != nil || event["response"] != nil {
      self = .wire(.ollama)
    } else if ["chat.start", "chat.end", "message.delta", "reasoning.delta"].contains(type) {
      self = .wire(.native)
    } else if ["message_start", "content_block_start", "content_block_delta"].contains(type) {
      self = .anthropic
    } else if event["candidates"]?.array != nil {
      self = .gemini
    } else {
      return nil
    }
  }

  var error: EngineError {
    switch self {
    case .wire(let wire): WireMessages.answeredInFormat(of: wire)
    case .anthropic: WireMessages.answeredInFormatOfAnthropic
    case .gemini: WireMessages.answeredInFormatOfGemini
    }
  }
}
