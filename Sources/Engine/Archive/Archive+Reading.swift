/// Lists, whole conversations, search.
extension Archive {
  /// Which conversations a list wants.
  package enum Selection: Equatable, Sendable {
    /// Neither archived nor deleted.
    case current
    case archived, deleted
    case tagged(String)
  }

  /// Conversations, pinned ones first, then by their last change.
  package func summaries(
    _ selection: Selection = .current, limit: Int? = nil
  ) async throws(EngineError) -> [ConversationSummary] {
    try await read { db in
      let (condition, values): (String, [any SQLiteValue]) =
        switch selection {
        case .current: ("deleted IS NULL AND NOT is_archived", [])
        case .archived: ("deleted IS NULL AND is_archived", [])
        case .deleted: ("deleted IS NOT NULL", [])
        case .tagged(let tag):
          (
            "deleted IS NULL AND id IN (SELECT conversation_id FROM tag WHERE name = ?)", [tag]
          )
        }
      let tags = try Self.tags(db)
      return try db.all(
        """
        SELECT * FROM conversation WHERE \(condition) ORDER BY is_pinned DESC, changed DESC LIMIT ?
        """, values + [limit ?? -1]
      ) { Self.summary($0, tags) }
    }
  }

  /// The conversation whose id begins so; the one changed last when nothing is asked for.
  package func summary(matching beginning: String?) async throws(EngineError) -> ConversationSummary
  {
    let found = try await read { db in
      let tags = try Self.tags(db)
      guard let beginning else {
        return try db.all(
          "SELECT * FROM conversation WHERE deleted IS NULL ORDER BY changed DESC LIMIT 1"
        ) { Self.summary($0, tags) }
      }
      return try db.all(
        "SELECT * FROM conversation WHERE substr(id, 1, length(?1)) = ?1 LIMIT 5",
        [beginning.lowercased()]
      ) { Self.summary($0, tags) }
    }
    if let only = found.first(where: { $0.id.rawValue == beginning }) ?? found.first,
      found.count == 1 || only.id.rawValue == beginning
    {
      return only
    }
    guard let beginning else { throw ArchiveMessages.noneIsKept }
    throw found.isEmpty
      ? ArchiveMessages.noConversation(beginning)
      : ArchiveMessages.severalConversations(beginWith: beginning, ids: found.map(\.id.rawValue))
  }

  /// A conversation with all of its turns.
  package func conversation(_ id: ConversationID) async throws(EngineError) -> Conversation {
    let found = try await read { db -> Conversation? in
      let tags = try Self.tags(db, of: id)
      guard
        let summary = try db.first(
          "SELECT * FROM conversation WHERE id = ?", [id.rawValue], { Self.summary($0, tags) })
      else { return nil }
      let rows = try db.rows(
        "SELECT \(TurnRow.columns) FROM turn WHERE conversation_id = ? ORDER BY id", [id.rawValue])
      var turns: [Turn] = []
      var places: [TurnTree.Record] = []
      while let row = try rows.next() {
        turns.append(try Self.joined(row, db))
        places.append(TurnRow.place(row))
      }
      return Conversation(
        summary: summary,
        transcript: Transcript(turns: turns, tree: TurnTree(places)))
    }
    if let found { return found }
    throw ArchiveMessages.noConversation(id.description)
  }

  /// Whether another living program wrote to the conversation last, and may do so again.
  package func isOpenElsewhere(_ id: ConversationID) async throws(EngineError) -> Bool {
    let mine = try await connection().writer.name
    let owner = try await read { db in
      try db.first("SELECT owner FROM conversation WHERE id = ?", [id.rawValue]) {
        $0["owner"] as String?
      }
    }
    guard let owner = owner ?? nil, owner != mine else { return false }
    return files.isAlive(owner)
  }

  static func summary(
    _ row: Row, _ tags: [String: [String]]
  ) -> ConversationSummary {
    var summary = ConversationSummary(id: ConversationID(row["id"]), created: row["created"])
    summary.givenTitle = row["title"]
    summary.proposedTitle = row["proposed_title"]
    summary.changed = row["changed"]
    summary.turnCount = row["turn_count"]
    summary.profile = row["profile"]
    summary.model = row["model"]
    summary.preview = row["preview"]
    summary.isPinned = row["is_pinned"]
    summary.isArchived = row["is_archived"]
    summary.isDeleted = (row["deleted"] as Int64?) != nil
    summary.systemPrompt = row["system_prompt"]
    let tools: String? = row["tools"]
    summary.tools = tools.flatMap { JSON(parsing: $0) }?.array?.compactMap(\.string)
    let sampling: String? = row["sampling"]
    summary.sampling = Sampling(sampling.flatMap { JSON(parsing: $0) } ?? [:])
    summary.tags = tags[summary.id.rawValue] ?? []
    return summary
  }

  static func tags(_ db: SQLite, of id: ConversationID? = nil) throws -> [String: [String]] {
    let rows = try db.rows(
      "SELECT * FROM tag \(id == nil ? "" : "WHERE conversation_id = ?") ORDER BY name",
      id.map { [$0.rawValue] } ?? [])
    var tags: [String: [String]] = [:]
    while let row = try rows.next() {
      tags[row["conversation_id"], default: []].append(row["name"])
    }
    return tags
  }
}
