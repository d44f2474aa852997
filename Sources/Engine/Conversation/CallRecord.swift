/// The calls of a reply as JSON: for the archive's rows and for exports.
///
/// `"after"` counts the bytes of thinking and answer that came before a round.
extension ReplyRecord {
  static func rounds(_ rounds: [ToolRound]) -> JSON? {
    guard !rounds.isEmpty else { return nil }
    return .array(rounds.map(round))
  }

  private static func round(_ round: ToolRound) -> JSON {
    var json: JSON = [
      "after": ["thinking": .int(round.thinkingEnd), "answer": .int(round.textEnd)],
      "uses": .array(round.uses.map(use)),
    ]
    json["thinking_field"] = round.thinkingField.map(JSON.string)
    if !round.companions.isEmpty { json["companions"] = .array(round.companions) }
    return json
  }

  private static func use(_ use: ToolUse) -> JSON {
    var json: JSON = [
      "name": .string(use.call.name), "arguments": .string(use.call.arguments),
    ]
    json["id"] = use.call.wireID.map(JSON.string)
    json["companion"] = use.call.companion
    json["server"] = use.tool.map { .string($0.server) }
    json["tool"] = use.tool.map { .string($0.tool) }
    if use.ranOnServer { json["ran_on_server"] = true }
    json["result"] = use.result.map { result($0) }
    return json
  }

  static func result(_ result: ToolResult, _ redaction: Redaction? = nil) -> JSON {
    var json: JSON = [
      "status": .string(result.status.rawValue),
      "text": .string(redaction?.clean(result.text) ?? result.text),
    ]
    json["seconds"] = result.took.map(seconds)
    return json
  }

  /// A call whose result was not written is lost: the program ended while it ran.
  static func rounds(_ json: JSON?) -> [ToolRound] {
    (json?.array ?? []).map { row in
      var round = ToolRound()
      round.isOpen = false
      round.thinkingEnd = row["after"]?["thinking"]?.count(.ordinal) ?? 0
      round.textEnd = row["after"]?["answer"]?.count(.ordinal) ?? 0
      round.thinkingField = row["thinking_field"]?.string
      round.companions = row["companions"]?.array ?? []
      round.uses = (row["uses"]?.array ?? []).map(use)
      return round
    }
  }

  private static func use(_ json: JSON) -> ToolUse {
    let call = ToolCall(
      json["name"]?.string ?? "", json["arguments"]?.string ?? "", wireID: json["id"]?.string,
      companion: json["companion"])
    var use = ToolUse(call, result: result(json["result"]))
    if let server = json["server"]?.string, let tool = json["tool"]?.string {
      use.tool = ToolUse.Name(server: server, tool: tool)
    }
    use.ranOnServer = json["ran_on_server"]?.bool ?? false
    return use
  }

  static func result(_ json: JSON?) -> ToolResult {
    guard let json, let text = json["text"]?.string else { return .lost }
    let status = json["status"]?.string.flatMap(ToolResult.Status.init) ?? .done
    return ToolResult(status, text, took: duration(json["seconds"]))
  }
}

extension Reply {
  /// The calls without keys, where the words around them are without keys as well.
  func cleanedRounds(_ redaction: Redaction) -> [ToolRound] {
    func place(_ end: Int, in words: StreamText) -> Int {
      end == 0
        ? 0
        : redaction.clean(String(decoding: words.string.utf8.prefix(end), as: UTF8.self)).utf8.count
    }
    return rounds.map { round in
      var clean = round
      clean.thinkingEnd = place(round.thinkingEnd, in: reasoning)
      clean.textEnd = place(round.textEnd, in: text)
      // They are of use to their server only.
      clean.companions = []
      for index in clean.uses.indices {
        let use = clean.uses[index]
        clean.uses[index].call.arguments = redaction.clean(use.call.arguments)
        clean.uses[index].result?.text = redaction.clean(use.result?.text ?? "")
      }
      return clean
    }
  }
}
