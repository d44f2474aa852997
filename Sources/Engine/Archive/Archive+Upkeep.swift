/// Names, tags, pins; archiving and deleting.
extension Archive {
  /// One thing to change about a conversation.
  package enum Change: Equatable, Sendable {
    /// An empty title gives the proposed one back.
    case title(String)
    case pinned(Bool)
    case archived(Bool)
    /// Deleted conversations can be had back for thirty days.
    case deleted(Bool)
    case tagged(String), untagged(String)
    case systemPrompt(String?)
    /// What it may call: `server` or `server:tool`.
    case tools([String])
    /// What shapes its replies' words instead of what the profile says.
    case sampling(Sampling)
  }

  package func apply(_ change: Change, to id: ConversationID) async throws(EngineError) {
    let now = date()
    try await write { db in
      func set(_ column: String, _ value: (any SQLiteValue)?) throws {
        try db.execute(
          "UPDATE conversation SET \(column) = ? WHERE id = ?",
          [value, id.rawValue])
      }
      switch change {
      case .title(let title): try set("title", title.isEmpty ? nil : title)
      case .pinned(let flag): try set("is_pinned", flag)
      case .archived(let flag): try set("is_archived", flag)
      case .deleted(let flag): try set("deleted", flag ? now : nil)
      case .systemPrompt(let text): try set("system_prompt", text)
      case .sampling(let sampling):
        try set("sampling", sampling.isEmpty ? nil : sampling.json.text)
      case .tools(let names): try set("tools", JSON.array(names.map(JSON.string)).text)
      case .tagged(let tag):
        try db.execute(
          "INSERT OR IGNORE INTO tag VALUES (?, ?)", [id.rawValue, tag])
      case .untagged(let tag):
        try db.execute(
          "DELETE FROM tag WHERE conversation_id = ? AND name = ?",
          [id.rawValue, tag])
      }
    }
  }

  /// Takes conversations for good that were deleted longer ago than the retention period.
  /// Returns how many.
  @discardableResult
  package func purge() async throws(EngineError) -> Int {
    let day: Int64 = 86_400_000
    let deadline = date() - Int64(Self.daysToUndelete) * day
    let ids: [String] = try await read { db in
      try db.all("SELECT id FROM conversation WHERE deleted < ?", [deadline]) { $0.value() }
    }
    try await erase(ids.map { ConversationID($0) })
    return ids.count
  }

  /// Takes conversations for good, at once: afterwards neither rows, index nor free pages of the files hold
  /// their words.
  package func erase(_ ids: [ConversationID]) async throws(EngineError) {
    guard !ids.isEmpty else { return }
    try await write { db in
      for id in ids { try Self.remove(id.rawValue, db) }
      // The index forgets words for good only when its parts are written anew.
      try db.execute(
        "INSERT INTO turn_index (turn_index) VALUES ('optimize')")
    }
    // Another program that reads keeps the log; it is emptied at the next erasing or closing then.
    try? await connection().pen.run { db in try db.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
  }

  /// The index keeps no text, so it must be told each turn's words once more to forget them.
  private static func remove(_ id: String, _ db: SQLite) throws {
    let rows = try db.rows(
      "SELECT \(TurnRow.columns) FROM turn WHERE conversation_id = ? AND is_indexed",
      [id])
    while let row = try rows.next() {
      try db.execute(
        """
        INSERT INTO turn_index (turn_index, rowid, prompt, thinking, answer)
        VALUES ('delete', ?, ?, ?, ?)
        """, indexed(TurnRow.turn(row)))
    }
    try db.execute(
      "DELETE FROM conversation WHERE id = ?", [id])
  }

  /// Keeps a conversation that came from elsewhere, under its own id or, when that is taken by
  /// another conversation, under a new one. Returns the id.
  package func add(_ conversation: Conversation) async throws(EngineError) -> ConversationID {
    let ids = conversation.turns.map { $0.turn.id.rawValue }
    let (isTaken, hasTakenTurns) = try await read { db in
      func isThere(_ sql: String, _ id: any SQLiteValue) throws -> Bool {
        try db.first(sql, [id]) { _ in true } ?? false
      }
      let isTaken = try isThere(
        "SELECT 1 FROM conversation WHERE id = ?", conversation.summary.id.rawValue)
      // A file may name any number, another conversation's turn included.
      let hasTakenTurns = try ids.contains { try isThere("SELECT 1 FROM turn WHERE id = ?", $0) }
      return (isTaken, hasTakenTurns)
    }
    var conversation = isTaken || hasTakenTurns ? conversation.renumbered() : conversation
    if isTaken { conversation.summary.id = .random() }
    try await save(conversation.turns.map { ($0.turn, $0.place) }, of: conversation.summary)
    return conversation.summary.id
  }
}

extension Conversation {
  /// The same conversation under fresh turn ids, in the same order of time.
  package func renumbered() -> Conversation {
    let turns = turns
    var names: [Turn.ID: Turn.ID] = [:]
    var last: Int64 = 0
    for (turn, _) in turns.sorted(by: { $0.turn.id.rawValue < $1.turn.id.rawValue }) {
      last = max(Turn.ID.dated(turn.created).rawValue, last + 1)
      names[turn.id] = Turn.ID(last)
    }
    let places = turns.map { _, place in
      TurnTree.Record(
        id: names[place.id] ?? place.id, parent: place.parent.flatMap { names[$0] },
        isChosen: place.isChosen, isDeleted: place.isDeleted)
    }
    let fresh = turns.map { turn, _ in
      Turn(
        id: names[turn.id] ?? turn.id, prompt: turn.prompt, reply: turn.reply,
        created: turn.created, cut: turn.cut)
    }
    return Conversation(
      summary: summary, transcript: Transcript(turns: fresh, tree: TurnTree(places)))
  }
}

extension Turn.ID {
  /// An id that no other turn has, made of its time, so that later turns have larger ids.
  package static func dated(_ milliseconds: Int64) -> Turn.ID {
    // A file may name any time; of those far ahead the last that fits counts.
    Turn.ID(min(max(1, milliseconds), Int64.max >> 21) << 20 | Int64.random(in: 0..<(1 << 20)))
  }
}
