/// A conversation as JSON, whole: every branch, thinking, figures, stages.
///
/// ```
/// {"format":"codex-tui-conversation","version":2,
///  "conversation":{"id","title","created","changed","tags","pinned","archived","system_prompt"},
///  "turns":[{"id","parent","chosen","deleted","created","prompt","images","thinking","answer",
///            "status","error","profile","provider","model","answering_model","remote","parameters",
///            "usage","stages","notices","cut":{"summary"},
///            "calls":[{"after":{"thinking","answer"},"uses":[{"name","arguments","id","server","tool",
///                      "result":{"status","text","seconds"}}]}]}]}
/// ```
/// Times are UTC, ids of turns are numbers, parents stand before their children. A reader ignores
/// what it does not know; a change that an older reader would misread raises the version. Version 2 brought what shaped
/// the replies: one that dropped it would go on with the conversation in other words.
package enum ConversationFile {
  package static let format = "codex-tui-conversation"
  package static let version = 2

  // MARK: Writing

  package static func json(_ conversation: Conversation, _ redaction: Redaction) -> JSON {
    let summary = conversation.summary
    var head: JSON = [
      "id": .string(summary.id.rawValue), "title": .string(redaction.clean(summary.title)),
      "created": time(summary.created), "changed": time(summary.changed),
      "tags": .array(summary.tags.map(JSON.string)), "pinned": .bool(summary.isPinned),
      "archived": .bool(summary.isArchived),
    ]
    head["tools"] = summary.tools.map { .array($0.map(JSON.string)) }
    if !summary.sampling.isEmpty { head["sampling"] = summary.sampling.json }
    head["system_prompt"] = summary.systemPrompt.map { .string(redaction.clean($0)) }
    return [
      "format": .string(format), "version": .int(version), "conversation": head,
      "turns": .array(conversation.turns.map { json($0.turn, $0.place, redaction) }),
    ]
  }

  private static func json(
    _ turn: Turn, _ place: TurnTree.Record, _ redaction: Redaction
  ) -> JSON {
    let reply = turn.reply
    var json: JSON = ["id": .int(Int(turn.id.rawValue))]
    json["parent"] = place.parent.map { .int(Int($0.rawValue)) }
    json["chosen"] = .bool(place.isChosen)
    if place.isDeleted { json["deleted"] = true }
    json["created"] = time(turn.created)
    json["prompt"] = .string(redaction.clean(turn.prompt.text))
    if !turn.prompt.images.isEmpty { json["images"] = .array(turn.prompt.images.map(JSON.string)) }
    json["thinking"] = .string(redaction.clean(reply.reasoning.string))
    json["answer"] = .string(redaction.clean(reply.text.string))
    json["status"] = .string(ReplyRecord.word(reply.status))
    json["error"] = ReplyRecord.error(reply.status).map { cleaned($0, redaction) }
    json["profile"] = .string(reply.source.profile)
    json["provider"] = .string(reply.source.provider)
    json["model"] = .string(reply.source.requestedModel)
    json["answering_model"] = reply.source.answeringModel.map(JSON.string)
    json["remote"] = .bool(reply.source.isRemote)
    let parameters = reply.source.parameters
    if !parameters.isEmpty { json["parameters"] = parameters.json }
    json["usage"] = ReplyRecord.usage(reply)
    json["stages"] = ReplyRecord.stages(reply.clock)
    json["calls"] = ReplyRecord.rounds(reply.cleanedRounds(redaction))
    if !reply.notices.isEmpty {
      json["notices"] = .array(reply.notices.map { .string(redaction.clean($0)) })
    }
    if let cut = turn.cut {
      json["cut"] = cut.summary.map { ["summary": .string(redaction.clean($0))] } ?? [:]
    }
    return json
  }

  private static func cleaned(_ error: JSON, _ redaction: Redaction) -> JSON {
    .object(
      (error.object ?? []).map { member in
        JSON.Member(member.key, member.value.string.map { .string(redaction.clean($0)) } ?? .null)
      })
  }

  private static func time(_ milliseconds: Int64) -> JSON {
    .string(CivilTime(milliseconds: milliseconds).text)
  }

  // MARK: Reading

  /// - Throws: what is wrong with the file, and where.
  package static func conversation(
    _ bytes: [UInt8], named name: String
  ) throws(EngineError) -> Conversation {
    guard let json = JSON(parsing: bytes) else { throw ConversationMessages.notWholeJSON(name) }
    guard json["format"]?.string == format else {
      throw ConversationMessages.notOurs(name, format: format)
    }
    let found = json["version"]?.count(.ordinal)
    guard let number = found, (1...version).contains(number) else {
      throw ConversationMessages.unknownVersion(found, of: name, newest: version)
    }
    guard let head = json["conversation"], let rows = json["turns"]?.array, !rows.isEmpty else {
      throw ConversationMessages.noTurns(in: name)
    }
    var turns: [Turn] = []
    var places: [TurnTree.Record] = []
    for (index, row) in rows.enumerated() {
      guard let (turn, place) = turn(row) else {
        throw ConversationMessages.incompleteTurn(index + 1, in: name)
      }
      guard !turns.contains(where: { $0.id == turn.id }) else {
        throw ConversationMessages.twoTurns(withID: turn.id.rawValue, in: name)
      }
      turns.append(turn)
      places.append(place)
    }
    return Conversation(
      summary: summary(head, turns), transcript: Transcript(turns: turns, tree: TurnTree(places)))
  }

  private static func summary(_ head: JSON, _ turns: [Turn]) -> ConversationSummary {
    let created = head["created"]?.string.flatMap(CivilTime.milliseconds) ?? turns[0].created
    var summary = ConversationSummary(
      id: head["id"]?.string.flatMap(ConversationID.init(checking:)) ?? .random(), created: created)
    summary.changed = head["changed"]?.string.flatMap(CivilTime.milliseconds) ?? created
    summary.proposedTitle = ConversationSummary.title(proposedBy: turns[0].prompt)
    let title = head["title"]?.string
    summary.givenTitle = title == summary.proposedTitle ? nil : title
    summary.tags = head["tags"]?.array?.compactMap(\.string) ?? []
    summary.isPinned = head["pinned"]?.bool ?? false
    summary.isArchived = head["archived"]?.bool ?? false
    summary.systemPrompt = head["system_prompt"]?.string
    summary.sampling = Sampling(head["sampling"] ?? [:])
    summary.tools = head["tools"]?.array?.compactMap(\.string)
    return summary
  }

  private static func turn(_ row: JSON) -> (Turn, TurnTree.Record)? {
    guard let number = row["id"]?.identity, let prompt = row["prompt"]?.string,
      let answer = row["answer"]?.string
    else { return nil }
    let id = Turn.ID(Int64(number))
    var source = Reply.Source(
      profile: row["profile"]?.string ?? "", provider: row["provider"]?.string ?? "",
      requestedModel: row["model"]?.string ?? "", answeringModel: row["answering_model"]?.string,
      isRemote: row["remote"]?.bool ?? false)
    source.parameters = ReplyParameters(row["parameters"])
    let reply = Reply(
      source: source,
      status: ReplyRecord.status(row["status"]?.string ?? "complete", error: row["error"]),
      reasoning: row["thinking"]?.string ?? "", text: answer,
      usage: ReplyRecord.usage(row["usage"]), clock: ReplyRecord.clock(row["stages"]),
      notices: row["notices"]?.array?.compactMap(\.string) ?? [],
      rounds: ReplyRecord.rounds(row["calls"]),
      reasoningDeltas: row["usage"]?["reasoning_deltas"]?.count(.tokens) ?? 0,
      textDeltas: row["usage"]?["text_deltas"]?.count(.tokens) ?? 0)
    let turn = Turn(
      id: id, prompt: Prompt(prompt, images: row["images"]?.array?.compactMap(\.string) ?? []),
      reply: reply, created: row["created"]?.string.flatMap(CivilTime.milliseconds) ?? 0,
      cut: row["cut"].map { ContextCut(summary: $0["summary"]?.string) })
    let place = TurnTree.Record(
      id: id, parent: row["parent"]?.identity.map { Turn.ID(Int64($0)) },
      isChosen: row["chosen"]?.bool ?? true, isDeleted: row["deleted"]?.bool ?? false)
    return (turn, place)
  }
}
