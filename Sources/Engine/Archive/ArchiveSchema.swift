/// The tables of the archive, one migration per version; a migration that shipped never changes.
enum ArchiveSchema {
  /// In order; each runs once, in a transaction of its own, and is noted in `grdb_migrations`, the name that
  /// the library gave it with which the first versions wrote.
  static let migrations: [(name: String, script: String)] = [
    ("1", first),
    // What is below a deleted turn is looked for at every search; few turns are deleted.
    ("2", "CREATE INDEX turn_deleted ON turn (conversation_id) WHERE is_deleted"),
    // Calls of tools with their results, and what a conversation may call.
    ("3", "ALTER TABLE turn ADD COLUMN calls TEXT; ALTER TABLE conversation ADD COLUMN tools TEXT"),
    // What shapes a conversation's replies.
    ("4", "ALTER TABLE conversation ADD COLUMN sampling TEXT"),
    // What each reply was asked with, and what of its thinking goes back to its server.
    ("5", "ALTER TABLE turn ADD COLUMN parameters TEXT; ALTER TABLE turn ADD COLUMN memory TEXT"),
  ]

  static let log =
    "CREATE TABLE IF NOT EXISTS grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)"

  /// A connection to the file at a path, its tables those of this program.
  ///
  /// - Throws: `SQLiteError` that says damaged for a file that holds what we never made; `EngineError` for
  ///   one of a newer program.
  static func opened(_ path: String) throws -> SQLite {
    let sqlite = try SQLite(path: path)
    try prepare(sqlite)
    try sqlite.execute("PRAGMA journal_mode = WAL")
    try migrate(sqlite, path)
    return sqlite
  }

  /// What every connection to the archive keeps to.
  static func prepare(_ sqlite: SQLite) throws {
    // Long enough for another program's longest write; a user waits no longer for a word.
    sqlite.waitForOthers(.seconds(5))
    try sqlite.execute("PRAGMA trusted_schema = OFF")
    // What is deleted is written over, not only unlinked.
    try sqlite.execute("PRAGMA secure_delete = ON")
    try sqlite.execute("PRAGMA foreign_keys = ON")
    // A power cut may take the last turns back, never the file: the log is synced at its checkpoints.
    try sqlite.execute("PRAGMA synchronous = NORMAL")
  }

  private static func migrate(_ sqlite: SQLite, _ path: String) throws {
    let done = try applied(sqlite)
    guard done.isSubset(of: migrations.map(\.name)) else {
      throw ArchiveMessages.writtenByNewer(path)
    }
    try compare(sqlite, done)
    guard done.count < migrations.count else { return }
    for migration in migrations {
      try sqlite.transaction("BEGIN IMMEDIATE") { sqlite in
        // Another program may have been faster.
        guard try !applied(sqlite).contains(migration.name) else { return }
        try sqlite.execute(log)
        try sqlite.run(script: migration.script)
        try sqlite.execute("INSERT INTO grdb_migrations VALUES (?)", [migration.name])
      }
    }
  }

  private static func applied(_ sqlite: SQLite) throws -> Set<String> {
    let hasLog = try sqlite.first(
      "SELECT 1 FROM sqlite_master WHERE name = 'grdb_migrations' AND type = 'table'"
    ) { _ in true }
    guard hasLog == true else { return [] }
    return Set(try sqlite.all("SELECT identifier FROM grdb_migrations") { $0.value() as String })
  }

  /// A file from elsewhere may hold triggers, views, or columns that are computed: they would run with our
  /// statements. What is not ours to the letter is no archive of ours.
  private static func compare(_ sqlite: SQLite, _ done: Set<String>) throws {
    let model = try SQLite(path: ":memory:")
    if !done.isEmpty { try model.execute(log) }
    for migration in migrations where done.contains(migration.name) {
      try model.run(script: migration.script)
    }
    guard try things(in: sqlite) == things(in: model) else {
      throw SQLiteError.damaged(ArchiveMessages.foreignTables)
    }
  }

  /// Tables, indexes, triggers and views as they were made. SQLite's own are left out; the parts of a search
  /// index count by their names, since each version of SQLite words them its own way, and so do quotation
  /// marks, which a renaming and its undoing leave behind.
  private static func things(in sqlite: SQLite) throws -> [String] {
    try sqlite.all(
      """
      SELECT type || ' ' || name || ' ' || tbl_name || ' ' ||
        iif(name LIKE 'turn\\_index\\_%' ESCAPE '\\' AND type = 'table', '',
          replace(ifnull(sql, ''), '"', '')) AS thing
      FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY thing
      """
    ) { $0.value() }
  }

  /// Times are milliseconds since 1970. Lists and figures that are only ever read whole are JSON.
  ///
  /// `turn.id` grows with time, so the search's "newest first" is the index's own order. The index
  /// keeps no text of its own; removing a turn must hand it the words (`SearchText`).
  private static let first = """
    CREATE TABLE conversation (
      id TEXT PRIMARY KEY NOT NULL,
      title TEXT, proposed_title TEXT NOT NULL DEFAULT '',
      created INTEGER NOT NULL, changed INTEGER NOT NULL,
      turn_count INTEGER NOT NULL DEFAULT 0,
      profile TEXT NOT NULL DEFAULT '', model TEXT NOT NULL DEFAULT '',
      preview TEXT NOT NULL DEFAULT '', system_prompt TEXT,
      is_pinned INTEGER NOT NULL DEFAULT 0, is_archived INTEGER NOT NULL DEFAULT 0,
      deleted INTEGER, owner TEXT);
    CREATE INDEX conversation_recent ON conversation (is_pinned DESC, changed DESC);
    CREATE TABLE tag (
      conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
      name TEXT NOT NULL, PRIMARY KEY (conversation_id, name)) WITHOUT ROWID;
    CREATE TABLE turn (
      id INTEGER PRIMARY KEY NOT NULL,
      conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
      parent_id INTEGER, is_chosen INTEGER NOT NULL DEFAULT 0, is_deleted INTEGER NOT NULL DEFAULT 0,
      created INTEGER NOT NULL, prompt TEXT NOT NULL, images TEXT,
      thinking TEXT NOT NULL DEFAULT '', answer TEXT NOT NULL DEFAULT '',
      status TEXT NOT NULL, error TEXT, owner TEXT, is_indexed INTEGER NOT NULL DEFAULT 0,
      profile TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, answering_model TEXT,
      is_remote INTEGER NOT NULL DEFAULT 0, response_id TEXT,
      usage TEXT, stages TEXT, notices TEXT, has_cut INTEGER NOT NULL DEFAULT 0, cut_summary TEXT);
    CREATE INDEX turn_place ON turn (conversation_id, parent_id);
    CREATE INDEX turn_streaming ON turn (owner) WHERE owner IS NOT NULL;
    CREATE TABLE fragment (
      turn_id INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE, part INTEGER NOT NULL,
      thinking TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (turn_id, part)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE turn_index USING fts5(
      prompt, thinking, answer, content='', tokenize='unicode61 remove_diacritics 2');
    """
}
