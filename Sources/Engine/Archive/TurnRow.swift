/// A turn as a row of the archive, there and back.
enum TurnRow {
  /// A turn, its place, and who writes it.
  private struct Entry {
    var turn: Turn
    var place: TurnTree.Record
    var conversation: ConversationID
    var owner: String?

    var reply: Reply { turn.reply }
    var source: Reply.Source { turn.reply.source }
  }

  private typealias Column = (name: String, value: @Sendable (Entry) -> (any SQLiteValue)?)

  /// Each column with what stands in it.
  private static let table: [Column] = [
    ("id", { $0.turn.id.rawValue }),
    ("conversation_id", { $0.conversation.rawValue }),
    ("parent_id", { $0.place.parent?.rawValue }),
    ("is_chosen", { $0.place.isChosen }),
    ("is_deleted", { $0.place.isDeleted }),
    ("created", { $0.turn.created }),
    ("prompt", { $0.turn.prompt.text }),
    ("images", { list($0.turn.prompt.images) }),
    ("thinking", { $0.reply.reasoning.string }),
    ("answer", { $0.reply.text.string }),
    ("status", { ReplyRecord.word($0.reply.status) }),
    ("error", { ReplyRecord.error($0.reply.status)?.text }),
    ("owner", { $0.owner }),
    ("profile", { $0.source.profile }),
    ("provider", { $0.source.provider }),
    ("model", { $0.source.requestedModel }),
    ("answering_model", { $0.source.answeringModel }),
    ("is_remote", { $0.source.isRemote }),
    ("response_id", { $0.reply.responseID }),
    ("usage", { ReplyRecord.usage($0.reply).text }),
    ("stages", { ReplyRecord.stages($0.reply.clock).text }),
    ("notices", { list($0.reply.notices) }),
    ("has_cut", { $0.turn.cut != nil }),
    ("cut_summary", { $0.turn.cut?.summary }),
    ("calls", { ReplyRecord.rounds($0.reply.rounds)?.text }),
    ("memory", { ReplyRecord.memory($0.reply)?.text }),
    ("parameters", { $0.source.parameters.isEmpty ? nil : $0.source.parameters.json.text }),
  ]

  /// Those that a turn that is there already gets anew: all but what it is begun with.
  static let changing = table.map(\.name).filter {
    ![
      "id", "conversation_id", "parent_id", "created", "prompt", "images", "profile", "provider",
      "model", "is_remote", "parameters",
    ].contains($0)
  }

  static var columnCount: Int { table.count }
  static let columns = table.map(\.name).joined(separator: ", ")

  /// The values of `columns`, in their order.
  static func arguments(
    _ turn: Turn, _ place: TurnTree.Record, in conversation: ConversationID, owner: String?
  ) -> [(any SQLiteValue)?] {
    let entry = Entry(turn: turn, place: place, conversation: conversation, owner: owner)
    return table.map { $0.value(entry) }
  }

  private static func list(_ texts: [String]) -> String? {
    texts.isEmpty ? nil : JSON.array(texts.map(JSON.string)).text
  }

  /// A turn that still streams, as this row says, is another program's; it reads as cut off.
  static func turn(_ row: Row) -> Turn {
    var source = Reply.Source(
      profile: row["profile"], provider: row["provider"], requestedModel: row["model"],
      answeringModel: row["answering_model"], isRemote: row["is_remote"])
    source.parameters = ReplyParameters(json(row["parameters"]))
    let figures = json(row["usage"])
    var reply = Reply(
      source: source, status: ReplyRecord.status(row["status"], error: json(row["error"])),
      reasoning: row["thinking"], text: row["answer"], usage: ReplyRecord.usage(figures),
      clock: ReplyRecord.clock(json(row["stages"])), notices: strings(row["notices"]),
      responseID: row["response_id"], rounds: ReplyRecord.rounds(json(row["calls"])),
      reasoningDeltas: figures?["reasoning_deltas"]?.count(.tokens) ?? 0,
      textDeltas: figures?["text_deltas"]?.count(.tokens) ?? 0)
    ReplyRecord.restore(json(row["memory"]), to: &reply)
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
