/// Writing turns: whole at their beginning and end, piece by piece while they stream.
extension Archive {
  /// Writes turns whole, and their conversation if it is new. A reply that still streams is marked
  /// as this program's, so that another one knows it for unfinished once we are dead.
  package func save(
    _ turns: [(turn: Turn, place: TurnTree.Record)], of conversation: ConversationSummary
  ) async throws(EngineError) {
    let opened = try await connection()
    let owner = opened.writer.name
    try await write { db in
      try Self.insert(conversation, owner: owner, db)
      for (turn, place) in turns {
        try Self.save(turn, place, of: conversation.id, owner: owner, db)
      }
      try Self.refresh(conversation.id, with: turns.last?.turn, db)
    }
    for (turn, _) in turns { parts[turn.id] = nil }
    let bytes = turns.reduce(0) {
      $0 + $1.turn.reply.text.byteCount + $1.turn.reply.reasoning.byteCount
    }
    if bytes >= Self.long { await giveBack(opened.pen) }
  }

  /// Bytes of replies that leave much behind on their way to the file.
  private static let long = 256 << 10

  /// A long reply was read in pieces, laid out, written and indexed: what that took is not wanted again soon.
  private func giveBack(_ pen: SQLiteConnection) async {
    await pen.run { $0.forgetPages() }
    Allocator.giveBack()
  }

  /// Adds what a reply has said since the last call. Costs what is added, however long it already is.
  package func append(thinking: String, answer: String, to id: Turn.ID) async throws(EngineError) {
    let part = parts[id, default: 0]
    try await write { db in
      try db.execute(
        "INSERT INTO fragment (turn_id, part, thinking, answer) VALUES (?, ?, ?, ?)",
        [id.rawValue, part, thinking, answer])
    }
    parts[id] = part + 1
  }

  /// Writes where turns stand: after an edit, a switch, a deletion or an undo.
  package func save(
    places: [TurnTree.Record], of conversation: ConversationID
  ) async throws(EngineError) {
    try await write { db in
      for place in places {
        try db.execute(
          """
          UPDATE turn SET is_chosen = ?, is_deleted = ? WHERE id = ? AND conversation_id = ?
          """,
          [
            place.isChosen, place.isDeleted, place.id.rawValue, conversation.rawValue,
          ])
      }
      try Self.refresh(conversation, with: nil, db)
    }
  }

  private static func insert(
    _ conversation: ConversationSummary, owner: String, _ db: SQLite
  ) throws {
    try db.execute(
      """
      INSERT INTO conversation
        (id, title, proposed_title, created, changed, system_prompt, tools, sampling, is_pinned, is_archived,
         owner)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        owner = excluded.owner, changed = max(changed, excluded.changed),
        proposed_title = iif(proposed_title = '', excluded.proposed_title, proposed_title)
      """,
      [
        conversation.id.rawValue, conversation.givenTitle, conversation.proposedTitle,
        conversation.created, conversation.changed, conversation.systemPrompt,
        conversation.tools.map { JSON.array($0.map(JSON.string)).text },
        conversation.sampling.isEmpty ? nil : conversation.sampling.json.text,
        conversation.isPinned, conversation.isArchived, owner,
      ])
    for tag in conversation.tags {
      try db.execute(
        "INSERT OR IGNORE INTO tag VALUES (?, ?)",
        [conversation.id.rawValue, tag])
    }
  }

  /// Inserts or replaces one turn; an ended one goes into the index.
  static func save(
    _ turn: Turn, _ place: TurnTree.Record, of conversation: ConversationID, owner: String?,
    _ db: SQLite
  ) throws {
    if place.isChosen {
      try db.execute(
        """
        UPDATE turn SET is_chosen = 0
        WHERE conversation_id = ? AND parent_id IS ? AND is_chosen AND id <> ?
        """,
        [conversation.rawValue, place.parent?.rawValue, turn.id.rawValue])
    }
    let marks = Array(repeating: "?", count: TurnRow.columnCount).joined(separator: ", ")
    let updates = TurnRow.changing.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    try db.execute(
      """
      INSERT INTO turn (\(TurnRow.columns)) VALUES (\(marks))
      ON CONFLICT (id) DO UPDATE SET \(updates)
      WHERE conversation_id = excluded.conversation_id
      """,
      TurnRow.arguments(
        turn, place, in: conversation, owner: turn.reply.isLive ? owner : nil))
    guard db.changes > 0 else { throw ArchiveMessages.turnOfAnother }
    try db.execute(
      "DELETE FROM fragment WHERE turn_id = ?", [turn.id.rawValue])
    if !turn.reply.isLive { try index(turn, db) }
  }

  private static func index(_ turn: Turn, _ db: SQLite) throws {
    try db.execute(
      "UPDATE turn SET is_indexed = 1 WHERE id = ? AND NOT is_indexed",
      [turn.id.rawValue])
    guard db.changes > 0 else { return }
    try db.execute(
      "INSERT INTO turn_index (rowid, prompt, thinking, answer) VALUES (?, ?, ?, ?)",
      indexed(turn))
  }

  /// The words of a turn as the index was told them.
  static func indexed(_ turn: Turn) -> [(any SQLiteValue)?] {
    [
      turn.id.rawValue, SearchText.indexed(turn.prompt.text),
      SearchText.indexed(turn.reply.reasoning.string), SearchText.indexed(turn.reply.text.string),
    ]
  }

  /// What the list says of a conversation, from the turn that was written last.
  static func refresh(_ id: ConversationID, with turn: Turn?, _ db: SQLite) throws {
    let hidden = try hiddenTurns(of: id, db).count
    try db.execute(
      """
      UPDATE conversation SET turn_count =
        (SELECT count(*) FROM turn WHERE conversation_id = ?1) - ?2 WHERE id = ?1
      """,
      [id.rawValue, hidden])
    guard let turn else { return }
    let source = turn.reply.source
    try db.execute(
      "UPDATE conversation SET profile = ?, model = ? WHERE id = ?",
      [source.profile, source.model, id.rawValue])
    guard !turn.reply.text.isEmpty else { return }
    let words = turn.reply.text.string.prefix(400).split(whereSeparator: \.isWhitespace)
    try db.execute(
      "UPDATE conversation SET preview = ? WHERE id = ?",
      [String(words.joined(separator: " ").prefix(200)), id.rawValue])
  }
}

// MARK: After a killed program

extension Archive {
  /// Ends the replies of programs that are dead: their pieces become the reply, which is cut off.
  func recover(with opened: Opened) async throws(EngineError) -> Int {
    files.forgetDeadWriters()
    do {
      let owners: [String] = try await opened.read { db in
        try db.all("SELECT DISTINCT owner FROM turn WHERE owner IS NOT NULL") { $0.value() }
      }
      let dead = owners.filter { $0 != opened.writer.name && !files.isAlive($0) }
      guard !dead.isEmpty else { return 0 }
      return try await opened.write { db in
        try dead.reduce(0) { try $0 + Self.recover(owner: $1, db) }
      }
    } catch {
      throw explained(error)
    }
  }

  private static func recover(owner: String, _ db: SQLite) throws -> Int {
    let found = try db.all("SELECT \(TurnRow.columns) FROM turn WHERE owner = ?", [owner]) { row in
      (try joined(row, db), TurnRow.place(row), ConversationID(row["conversation_id"]))
    }
    for (turn, place, conversation) in found {
      try save(turn, place, of: conversation, owner: nil, db)
      try refresh(conversation, with: turn, db)
    }
    return found.count
  }

  /// A row's turn with the pieces that came after the row was written.
  static func joined(_ row: Row, _ db: SQLite) throws -> Turn {
    var turn = TurnRow.turn(row)
    guard (row["owner"] as String?) != nil else { return turn }
    let pieces: [(thinking: String, answer: String)] = try db.all(
      "SELECT thinking, answer FROM fragment WHERE turn_id = ? ORDER BY part", [turn.id.rawValue]
    ) { ($0["thinking"], $0["answer"]) }
    turn.reply = turn.reply.extended(
      by: pieces.map(\.thinking).joined(), pieces.map(\.answer).joined())
    return turn
  }
}

extension Reply {
  /// The same reply with more thinking and more of the answer.
  fileprivate func extended(by thinking: String, _ answer: String) -> Reply {
    Reply(
      source: source, status: status, reasoning: reasoning.string + thinking,
      text: text.string + answer, usage: usage, clock: clock, notices: notices,
      responseID: responseID, rounds: rounds, reasoningDeltas: reasoningDeltas,
      textDeltas: textDeltas)
  }
}
