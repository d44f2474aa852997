/// What a list shows beside a conversation.
extension Archive {
  /// Turns of a preview where no particular one is asked for.
  private static let previewTurns = 3
  /// Characters of one text: more than a list has room for, and where a turn is asked for, so many
  /// that the words it was found by are most likely among them.
  private static func previewCharacters(of turn: Turn.ID?) -> Int { turn == nil ? 2000 : 20_000 }

  /// The beginnings of a turn, or of the last ones that can be read, oldest first.
  package func preview(
    _ id: ConversationID, _ turn: Turn.ID?
  ) async throws(EngineError) -> ConversationPreview {
    let exchanges = try await read { db in
      let hidden = try Self.hiddenTurns(of: id, db)
      let rows = try db.rows(
        """
        SELECT id, substr(prompt, 1, ?2) AS prompt, substr(answer, 1, ?2) AS answer,
          iif(?3 IS NULL, '', substr(thinking, 1, ?2)) AS thinking
        FROM turn
        WHERE conversation_id = ?1 AND (?3 IS NULL OR id = ?3) ORDER BY id DESC
        """, [id.rawValue, Self.previewCharacters(of: turn), turn?.rawValue])
      var found: [ConversationPreview.Excerpt] = []
      while found.count < Self.previewTurns, let row = try rows.next() {
        guard !hidden.contains(row["id"] as Int64) else { continue }
        found.append(
          ConversationPreview.Excerpt(
            prompt: row["prompt"], thinking: row["thinking"], answer: row["answer"]))
      }
      return Array(found.reversed())
    }
    return ConversationPreview(conversation: id, turn: turn, exchanges: exchanges)
  }
}
