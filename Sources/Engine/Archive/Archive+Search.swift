/// Words in everything that is kept.
extension Archive {
  /// Places where all of the words stand in one turn: prompts, thinking and answers, newest first.
  /// Deleted turns and what stood below them stay out, as do deleted conversations.
  package func search(_ words: String, limit: Int = 50) async throws(EngineError) -> [SearchHit] {
    guard let question = SearchText.question(words) else { return [] }
    let terms = SearchText.terms(words)
    return try await read { db in
      let tags = try Self.tags(db)
      let rows = try db.rows(
        """
        SELECT conversation.*, turn.id AS turn_id, turn.created AS turn_created,
          turn.prompt, turn.thinking, turn.answer
        FROM turn_index JOIN turn ON turn.id = turn_index.rowid
        JOIN conversation ON conversation.id = turn.conversation_id
        WHERE turn_index MATCH ? AND NOT turn.is_deleted AND conversation.deleted IS NULL
        ORDER BY turn_index.rowid DESC
        """, [question])
      var hidden: [String: Set<Int64>] = [:]
      var hits: [SearchHit] = []
      while hits.count < limit, let row = try rows.next() {
        let id: String = row["id"]
        let gone = try hidden[id] ?? Self.hiddenTurns(of: ConversationID(id), db)
        hidden[id] = gone
        if !gone.contains(row["turn_id"]) { hits.append(Self.hit(row, terms, tags)) }
      }
      return hits
    }
  }

  /// Turns that cannot be read because they, or turns above them, are deleted.
  static func hiddenTurns(of id: ConversationID, _ db: SQLite) throws -> Set<Int64> {
    let hidden: [Int64] = try db.all(
      """
      WITH RECURSIVE hidden (id) AS (
        SELECT id FROM turn WHERE conversation_id = ?1 AND is_deleted
        UNION
        SELECT turn.id FROM hidden JOIN turn
          ON turn.conversation_id = ?1 AND turn.parent_id = hidden.id)
      SELECT id FROM hidden
      """, [id.rawValue]
    ) { $0.value() }
    return Set(hidden)
  }

  private static func hit(
    _ row: Row, _ terms: [String], _ tags: [String: [String]]
  ) -> SearchHit {
    let places: [(SearchHit.Place, String)] = [
      (.answer, row["answer"]), (.prompt, row["prompt"]), (.thinking, row["thinking"]),
    ]
    let found = places.lazy.compactMap { place, text in
      SearchText.snippet(of: text, around: terms).map { (place, $0) }
    }.first
    return SearchHit(
      conversation: summary(row, tags), turn: Turn.ID(row["turn_id"]),
      place: found?.0 ?? .prompt,
      snippet: found?.1 ?? Snippet(rest: String((row["prompt"] as String).prefix(160))),
      created: row["turn_created"])
  }
}
