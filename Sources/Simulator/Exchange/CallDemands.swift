/// What servers demand of the calls and results in a request.
enum CallDemands {
  /// Refuses what the servers refuse; the texts are theirs (llama.cpp recorded, the others reported).
  static func check(_ exchange: Exchange) throws(HTTPFailure) {
    guard let json = exchange.json else { return }
    if exchange.faults.contains(.toolsRejected), json["tools"] != nil {
      if let refusal = rejection(exchange) { throw refusal }
    }
    let items = CallResults.items(json)
    if exchange.profile.isLlamaCpp { try checkArguments(items) }
    if exchange.profile == .cloud {
      try checkPairs(items)
      try checkOutputs(items)
    }
    if exchange.faults.contains(.callIDsOfNine) { try checkIDs(items) }
    if exchange.faults.contains(.thinkingDemanded) { try checkThinking(items) }
  }

  private static func rejection(_ exchange: Exchange) -> HTTPFailure? {
    switch exchange.profile {
    case .lms0425, .lms0330, .lms0309: nil
    case .llamacpp, .llamacppRouter:
      HTTPFailure(
        500,
        [
          "error": [
            "code": 500, "message": "tools param requires --jinja flag", "type": "server_error",
          ]
        ])
    case .ollama:
      HTTPFailure(
        400,
        [
          "error":
            "registry.ollama.ai/library/\(exchange.json?["model"]?.text ?? "") does not support tools"
        ])
    case .vllm:
      invalid(
        "\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set")
    case .cloud:
      HTTPFailure(
        404, ["error": ["message": "No endpoints found that support tool use.", "code": 404]])
    }
  }

  private static func invalid(_ message: String) -> HTTPFailure {
    HTTPFailure(
      400,
      LMStudioRefusal.error(message, type: "invalid_request_error", param: nil, code: nil))
  }

  private static func calls(_ item: JSON) -> [JSON] { item["tool_calls"]?.elements ?? [] }

  private static func checkArguments(_ items: [JSON]) throws(HTTPFailure) {
    for arguments in items.flatMap(calls).compactMap({ $0["function"]?["arguments"]?.text })
    where JSON(parsing: Array(arguments.utf8)) == nil {
      throw HTTPFailure(
        500,
        [
          "error": [
            "code": 500, "type": "server_error",
            "message":
              "Failed to parse tool call arguments as JSON: [json.exception.parse_error.101]",
          ]
        ])
    }
  }

  private static func checkPairs(_ items: [JSON]) throws(HTTPFailure) {
    var open: [String] = []
    for item in items {
      if item["role"]?.text == "tool" {
        let id = item["tool_call_id"]?.text ?? ""
        guard let place = open.firstIndex(of: id) else {
          throw invalid(
            "messages with role 'tool' must be a response to a preceeding message with 'tool_calls'."
          )
        }
        open.remove(at: place)
        continue
      }
      guard open.isEmpty else { break }
      open = calls(item).map { $0["id"]?.text ?? "" }
    }
    guard open.isEmpty else {
      let demand =
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
      throw invalid(
        "\(demand) 'tool_call_id'. The following tool_call_ids did not have response messages: \(open.joined(separator: ", "))"
      )
    }
  }

  private static func checkOutputs(_ items: [JSON]) throws(HTTPFailure) {
    let called = ids(of: "function_call", items)
    let answered = ids(of: "function_call_output", items)
    if let orphan = answered.first(where: { !called.contains($0) }) {
      throw invalid("No tool call found for function call output with call_id \(orphan).")
    }
    if let open = called.first(where: { !answered.contains($0) }) {
      throw invalid("No tool output found for function call \(open).")
    }
  }

  private static func ids(of type: String, _ items: [JSON]) -> [String] {
    items.filter { $0["type"]?.text == type }.map { $0["call_id"]?.text ?? "" }
  }

  /// As Mistral's API does.
  private static func checkIDs(_ items: [JSON]) throws(HTTPFailure) {
    for id in items.flatMap(calls).map({ $0["id"]?.text ?? "" })
    where id.count != 9 || !id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
      throw invalid(
        "Tool call id was \(id) but must be a-z, A-Z, 0-9, with a length of 9.")
    }
  }

  /// As DeepSeek's thinking models do, of the calls since the last prompt.
  private static func checkThinking(_ items: [JSON]) throws(HTTPFailure) {
    let start = items.lastIndex { $0["role"]?.text == "user" } ?? items.startIndex
    for (place, item) in items.enumerated().dropFirst(start)
    where !calls(item).isEmpty && (item["reasoning_content"]?.text ?? "").isEmpty {
      throw invalid(
        "Missing `reasoning_content` field in the assistant message at message index \(place).")
    }
  }
}
