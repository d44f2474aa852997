import GRDB

/// The tables of the archive, one migration per version; a migration that shipped never changes.
enum ArchiveSchema {
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in try db.execute(sql: first) }
    migrator.registerMigration("2") { db in
      // What is below a deleted turn is looked for at every search; few turns are deleted.
      try db.execute(
        sql: "CREATE INDEX turn_deleted ON turn (conversation_id) WHERE is_deleted")
    }
    return migrator
  }()

  /// Times are milliseconds since 1970. Lists and figures that are only ever read whole are JSON.
  ///
  /// `turn.id` grows with time, so the search's "newest first" is the index's own order. The index
  /// keeps no text of its own; whoever takes a turn out must tell it the words (`SearchText`).
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
