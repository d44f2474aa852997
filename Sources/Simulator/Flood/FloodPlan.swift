/// What a flood server says to every prompt.
///
/// Delta *n* holds the word `M` and *n* in six digits, so that an observer of the screen can tell
/// which one has arrived there.
package struct FloodPlan: Sendable {
  package var deltas: Int
  /// Deltas per second; `.infinity` sends as fast as the client reads.
  package var rate: Double
  /// Every so many deltas end a line; `nil` for one paragraph.
  package var newlineEvery: Int?
  /// So many of the first deltas are thinking.
  package var thinking: Int
  /// Bytes of text of each delta, at least eight.
  package var deltaBytes: Int
  /// The connection is reset behind the last delta, instead of the reply's end.
  package var resets: Bool

  package init(
    deltas: Int, rate: Double = .infinity, newlineEvery: Int? = nil, thinking: Int = 0,
    deltaBytes: Int = 8, resets: Bool = false
  ) {
    self.resets = resets
    self.deltas = deltas
    self.rate = rate
    self.newlineEvery = newlineEvery
    self.thinking = thinking
    self.deltaBytes = deltaBytes
  }

  /// `M000042 `, padded with words or ended by a newline.
  func text(_ number: Int) -> String {
    let digits = String(number)
    var text = "M" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    while text.utf8.count + 1 < deltaBytes {
      text += " streaming".prefix(deltaBytes - 1 - text.count)
    }
    guard let newlineEvery, (number + 1).isMultiple(of: newlineEvery) else { return text + " " }
    return text + "\n"
  }
}

/// The wires a flood can be written on.
enum FloodWire: Sendable {
  case chat, responses, native, ollama

  /// The wire of a path; `nil` where nothing is streamed.
  init?(path: Substring) {
    if path.hasSuffix("/chat/completions") {
      self = .chat
    } else if path.hasSuffix("/responses") {
      self = .responses
    } else if path.hasSuffix("/api/v1/chat") {
      self = .native
    } else if path.hasSuffix("/api/chat") {
      self = .ollama
    } else {
      return nil
    }
  }

  /// What stands before the deltas.
  var opening: String {
    switch self {
    case .chat, .native, .ollama: ""
    case .responses:
      Self.event(
        "response.created",
        #""response":{"id":"resp_1","object":"response","status":"in_progress","output":[]}"#)
        + Self.event(
          "response.output_item.added",
          #""output_index":0,"item":{"id":"msg_1","type":"message","role":"assistant","content":[]}"#
        )
    }
  }

  func delta(_ number: Int, of plan: FloodPlan) -> String {
    let text = plan.text(number).replacing("\n", with: "\\n")
    switch self {
    case .chat:
      let key = number < plan.thinking ? "reasoning_content" : "content"
      return """
        data: {"id":"chatcmpl-flood","object":"chat.completion.chunk","created":1795227465,\
        "model":"flood","choices":[{"index":0,"delta":{"\(key)":"\(text)"},"finish_reason":null}]}


        """
    case .responses:
      return Self.event(
        "response.output_text.delta",
        #""item_id":"msg_1","output_index":0,"content_index":0,"delta":"\#(text)""#)
    case .native: return Self.event("message.delta", #""content":"\#(text)""#)
    case .ollama:
      return #"{"model":"flood","message":{"role":"assistant","content":"\#(text)"},"done":false}"#
        + "\n"
    }
  }

  /// The end, with the whole text where the wire repeats it.
  func closing(_ plan: FloodPlan) -> String {
    switch self {
    case .chat:
      return """
        data: {"id":"chatcmpl-flood","object":"chat.completion.chunk","created":1795227465,\
        "model":"flood","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

        data: [DONE]


        """
    case .responses:
      let text = (0..<plan.deltas).map { plan.text($0).replacing("\n", with: "\\n") }.joined()
      let item = """
        {"id":"msg_1","type":"message","role":"assistant","status":"completed",\
        "content":[{"type":"output_text","text":"\(text)","annotations":[]}]}
        """
      return Self.event("response.output_item.done", #""output_index":0,"item":\#(item)"#)
        + Self.event(
          "response.completed",
          #""response":{"id":"resp_1","object":"response","status":"completed","output":[\#(item)],"#
            + #""usage":{"input_tokens":1,"output_tokens":\#(plan.deltas),"total_tokens":1}}"#)
    case .native: return Self.event("chat.end", #""result":{"output":[]}"#)
    case .ollama: return #"{"model":"flood","done":true,"done_reason":"stop"}"# + "\n"
    }
  }

  private static func event(_ name: String, _ fields: String) -> String {
    "event: \(name)\ndata: {\"type\":\"\(name)\",\(fields)}\n\n"
  }
}

extension String {
  /// Every occurrence of a one-character text replaced; without the string-processing library.
  fileprivate func replacing(_ old: Character, with new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
