/// A turn as a row of the archive, there and back.
enum TurnRow {
  static let columns = """
    id, conversation_id, parent_id, is_chosen, is_deleted, created, prompt, images, thinking, answer,
    status, error, owner, profile, provider, model, answering_model, is_remote, response_id, usage,
    stages, notices, has_cut, cut_summary
    """

  static func arguments(
    _ turn: Turn, _ place: TurnTree.Record, in conversation: ConversationID, owner: String?
  ) -> [(any SQLiteValue)?] {
    let reply = turn.reply
    let source = reply.source
    return [
      turn.id.rawValue, conversation.rawValue, place.parent?.rawValue, place.isChosen,
      place.isDeleted, turn.created, turn.prompt.text,
      turn.prompt.images.isEmpty ? nil : JSON.array(turn.prompt.images.map(JSON.string)).text,
      reply.reasoning.string, reply.text.string, ReplyRecord.word(reply.status),
      ReplyRecord.error(reply.status)?.text, owner, source.profile, source.provider,
      source.requestedModel, source.answeringModel, source.isRemote, reply.responseID,
      ReplyRecord.usage(reply).text, ReplyRecord.stages(reply.clock).text,
      reply.notices.isEmpty ? nil : JSON.array(reply.notices.map(JSON.string)).text,
      turn.cut != nil, turn.cut?.summary,
    ]
  }

  /// A turn that still streams, as this row says, is another program's; it reads as cut off.
  static func turn(_ row: Row) -> Turn {
    let source = Reply.Source(
      profile: row["profile"], provider: row["provider"], requestedModel: row["model"],
      answeringModel: row["answering_model"], isRemote: row["is_remote"])
    let figures = json(row["usage"])
    let reply = Reply(
      source: source, status: ReplyRecord.status(row["status"], error: json(row["error"])),
      reasoning: row["thinking"], text: row["answer"], usage: ReplyRecord.usage(figures),
      clock: ReplyRecord.clock(json(row["stages"])), notices: strings(row["notices"]),
      responseID: row["response_id"],
      reasoningDeltas: figures?["reasoning_deltas"]?.count(.tokens) ?? 0,
      textDeltas: figures?["text_deltas"]?.count(.tokens) ?? 0)
    return Turn(
      id: Turn.ID(row["id"]), prompt: Prompt(row["prompt"], images: strings(row["images"])),
      reply: reply, created: row["created"],
      cut: row["has_cut"] ? ContextCut(summary: row["cut_summary"]) : nil)
  }

  static func place(_ row: Row) -> TurnTree.Record {
    TurnTree.Record(
      id: Turn.ID(row["id"]), parent: (row["parent_id"] as Int64?).map(Turn.ID.init),
      isChosen: row["is_chosen"], isDeleted: row["is_deleted"])
  }

  private static func json(_ text: String?) -> JSON? { text.flatMap { JSON(parsing: $0) } }

  private static func strings(_ text: String?) -> [String] {
    json(text)?.array?.compactMap(\.string) ?? []
  }
}
