import Foundation
import Support
import Testing

@testable import Engine

@Suite("SQLite itself", .limit(minutes: 1))
struct SQLiteTests {
  private struct Stop: Error {}

  @Test("Values come back as they were bound, texts with every byte, nothing as nothing")
  func values() throws {
    let sqlite = try SQLite(path: ":memory:")
    try sqlite.execute("CREATE TABLE t (a, b, c, d)")
    let text = "a\0b '\" 思考 👩‍💻"
    try sqlite.execute("INSERT INTO t VALUES (?, ?, ?, ?)", [text, Int64.min, true, nil])
    try sqlite.execute("INSERT INTO t VALUES (?, ?, ?, ?)", ["", 0, false, nil])
    let rows = try sqlite.all("SELECT * FROM t") {
      ($0["a"] as String, $0["b"] as Int64, $0["c"] as Bool, $0["d"] as String?, $0["e"] as Int)
    }
    #expect(rows[0] == (text, Int64.min, true, nil, 0))
    #expect(rows[1] == ("", 0, false, nil, 0))
    #expect(try sqlite.first("SELECT a IS NULL FROM t WHERE b = 0") { $0.value() as Bool } == false)
  }

  @Test("A statement is compiled once, and the same may run within itself")
  func nested() throws {
    let sqlite = try SQLite(path: ":memory:")
    let sql =
      "WITH RECURSIVE n (i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n"
    let outer = try sqlite.rows(sql, [1])
    var seen: [[Int]] = []
    while let row = try outer.next() {
      let first: Int = row.value()
      seen.append([first] + (try sqlite.all(sql, [2]) { $0.value() }))
    }
    #expect(seen == [[1, 2, 3], [2, 2, 3], [3, 2, 3]])
  }

  @Test("A failure undoes what its transaction did; the next one works")
  func rollback() throws {
    let sqlite = try SQLite(path: ":memory:")
    try sqlite.execute("CREATE TABLE t (a UNIQUE)")
    #expect(throws: SQLiteError.self) {
      try sqlite.transaction("BEGIN IMMEDIATE") { sqlite in
        for value in [1, 1] { try sqlite.execute("INSERT INTO t VALUES (?)", [value]) }
      }
    }
    #expect(throws: Stop.self) {
      try sqlite.transaction("BEGIN") { _ in throw Stop() }
    }
    try sqlite.transaction("BEGIN") { try $0.execute("INSERT INTO t VALUES (2)") }
    #expect(try sqlite.all("SELECT a FROM t") { $0.value() as Int } == [2])
  }

  @Test("What would never end is interrupted, and said so")
  func endless() throws {
    let sqlite = try SQLite(path: ":memory:", longest: .milliseconds(1))
    let error = #expect(throws: SQLiteError.self) {
      try sqlite.transaction("BEGIN") { sqlite in
        try sqlite.execute(
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")
      }
    }
    #expect(error?.explained("/a").what.contains("took longer") == true)
  }

  @Test("Every code of SQLite has words and a next step", arguments: Int32(1)...28)
  func words(_ code: Int32) {
    let (what, remedy) = SQLiteError(code, nil).explained("/a/b")
    #expect(!what.isEmpty && remedy.hasSuffix(".") || remedy.contains("codex-tui"))
  }

  @Test("A program killed while it brings tables up to date leaves the old ones, whole")
  func killedMigration() async throws {
    let kept = Kept()
    let copy = Kept()
    defer {
      kept.remove()
      copy.remove()
    }
    for folder in [kept.folder, copy.folder] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    let sqlite = try SQLite(path: kept.database)
    try sqlite.execute("PRAGMA journal_mode = WAL")
    try sqlite.execute(ArchiveSchema.log)
    try sqlite.run(script: ArchiveSchema.migrations[0].script)
    try sqlite.execute("INSERT INTO grdb_migrations VALUES ('1')")
    try sqlite.execute("INSERT INTO conversation (id, created, changed) VALUES ('abcd1234', 1, 1)")
    // Small pages in memory, so that the unfinished transaction is on the disk, too.
    try sqlite.execute("PRAGMA cache_size = 1")
    #expect(throws: Stop.self) {
      try sqlite.transaction("BEGIN IMMEDIATE") { sqlite in
        try sqlite.run(script: ArchiveSchema.migrations[1].script)
        try sqlite.execute("INSERT INTO grdb_migrations VALUES ('2')")
        // The files as a kill at this moment leaves them.
        for name in try FileManager.default.contentsOfDirectory(atPath: kept.folder) {
          try FileManager.default.copyItem(
            atPath: kept.folder + "/" + name, toPath: copy.folder + "/" + name)
        }
        throw Stop()
      }
    }
    for place in [kept, copy] {
      let opening = try await place.archive.open()
      #expect(opening.setAside == nil)
      #expect(try await place.archive.summaries().map(\.id.rawValue) == ["abcd1234"])
      #expect(try await place.archive.check().isEmpty)
      await place.archive.close()
      let done = try SQLite(path: place.database).all("SELECT identifier FROM grdb_migrations") {
        $0.value() as String
      }
      #expect(done.sorted() == ArchiveSchema.migrations.map(\.name))
    }
  }

  @Test("Who only reads cannot write")
  func readers() async throws {
    let kept = Kept()
    defer { kept.remove() }
    try await kept.archive.open()
    await #expect(throws: EngineError.self) {
      try await kept.archive.read { try $0.execute("DELETE FROM conversation") }
    }
  }
}
