import GRDB

/// Every conversation, kept in one SQLite file that several programs may use at once.
///
/// Opened at its first use, so that nobody waits for it who does not need it. Errors are
/// `EngineError`s of kind `.archive` whose words a person can act on; after one the caller goes on
/// in memory and tries again with its next turn.
package actor Archive {
  /// What opening found.
  package struct Opening: Equatable, Sendable {
    /// The name a damaged file now has.
    package var setAside: String?
    /// Replies that a killed program left unfinished.
    package var recovered = 0
  }

  struct Opened {
    var pool: DatabasePool
    var writer: ArchiveFiles.Writer
    var opening: Opening
  }

  package nonisolated let folder: String
  let files: ArchiveFiles
  nonisolated let date: @Sendable () -> Int64
  private var opened: Opened?
  /// Parts of the reply that streams, by turn.
  var parts: [Turn.ID: Int] = [:]

  /// Days a deleted conversation can still be had back.
  package static let daysToUndelete = 30

  /// - Parameter folder: where the file and its companions stand; made when it is not there.
  package init(folder: String, date: @escaping @Sendable () -> Int64 = WallClock.now) {
    self.folder = folder
    self.date = date
    files = ArchiveFiles(folder: folder)
  }

  /// Whether anything was ever kept there. Makes nothing.
  package static func exists(in folder: String) -> Bool {
    ArchiveFiles(folder: folder).isThere
  }

  /// Whether a program keeps a conversation there right now.
  package static func isInUse(in folder: String) -> Bool {
    ArchiveFiles(folder: folder).hasLiveWriter
  }

  /// Opens the file, or makes it; brings its tables up to date; recovers what a killed program left.
  @discardableResult
  package func open() async throws(EngineError) -> Opening {
    try await connection().opening
  }

  /// Gives the file back. The next use opens it again.
  package func close() {
    try? opened?.pool.close()
    opened = nil
  }

  func connection() async throws(EngineError) -> Opened {
    if let opened { return opened }
    let fresh = try openFile()
    opened = fresh
    let recovered = try await recover(with: fresh)
    opened?.opening.recovered = recovered
    return opened ?? fresh
  }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(EngineError) -> Value {
    let pool = try await connection().pool
    do { return try await pool.read(body) } catch { throw explained(error) }
  }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(EngineError) -> Value {
    let pool = try await connection().pool
    do { return try await pool.write(body) } catch { throw explained(error) }
  }
}

// MARK: Opening

extension Archive {
  private func openFile() throws(EngineError) -> Opened {
    try files.prepare()
    let writer = try ArchiveFiles.Writer(in: files)
    do {
      return Opened(pool: try pool(), writer: writer, opening: Opening())
    } catch let error as DatabaseError where error.saysDamaged {
      return try reopened(writer)
    } catch {
      throw explained(error)
    }
  }

  /// Sets a damaged file aside and begins a new one, unless another program has done so meanwhile.
  private func reopened(_ writer: ArchiveFiles.Writer) throws(EngineError) -> Opened {
    do {
      return try files.alone {
        if let healthy = try? pool() {
          return Opened(pool: healthy, writer: writer, opening: Opening())
        }
        let aside = try files.setAside(at: date())
        try files.prepare()
        return Opened(pool: try pool(), writer: writer, opening: Opening(setAside: aside))
      }
    } catch {
      throw explained(error)
    }
  }

  private func pool() throws -> DatabasePool {
    var configuration = GRDB.Configuration()
    configuration.label = "archive"
    configuration.maximumReaderCount = 2
    // Long enough for another program's longest write; a person waits no longer for a word.
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      // What is deleted is written over, not only unlinked.
      try db.execute(sql: "PRAGMA secure_delete = ON")
    }
    let pool = try DatabasePool(path: files.database, configuration: configuration)
    let isNewer = try pool.read { try ArchiveSchema.migrator.hasBeenSuperseded($0) }
    guard !isNewer else {
      throw EngineError(
        .archive, "\(files.database) was written by a newer codex-tui; this one leaves it alone.",
        remedy: "Use the newer program, or set XDG_STATE_HOME to another folder for this one.")
    }
    // We make neither; in a file from elsewhere they would run with every write.
    let foreign = try pool.read {
      try Int.fetchOne(
        $0, sql: "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')")
    }
    guard foreign == 0 else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "it has triggers")
    }
    try ArchiveSchema.migrator.migrate(pool)
    return pool
  }

  /// Asks SQLite whether the file is whole; the answer is empty when it is.
  package func check() async throws(EngineError) -> [String] {
    let words = try await read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    return words == ["ok"] ? [] : words
  }

  /// SQLite's words as a person can use them.
  nonisolated func explained(_ error: any Error) -> EngineError {
    if let known = error as? EngineError { return known }
    guard let error = error as? DatabaseError else {
      return EngineError(.archive, "Conversations are not kept: \(error).")
    }
    let place = files.database
    let words = error.message ?? "\(error.resultCode)"
    let (what, remedy): (String, String) =
      switch error.resultCode {
      case .SQLITE_FULL:
        ("the disk is full", "Make room; what is said meanwhile is kept as soon as it can be.")
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN:
        ("\(place) cannot be written", "Make it writable, or set XDG_STATE_HOME to another place.")
      case .SQLITE_BUSY:
        ("another program holds \(place)", "End the other program; the next turn tries again.")
      case .SQLITE_CORRUPT, .SQLITE_NOTADB:
        ("\(place) is damaged (\(words))", "Start again: the file is set aside, never overwritten.")
      default: ("\(place): \(words)", "The next turn tries again.")
      }
    return EngineError(
      .archive, "Conversations are not kept: \(what).", remedy: remedy, serverWords: words)
  }
}

extension DatabaseError {
  fileprivate var saysDamaged: Bool {
    resultCode == .SQLITE_NOTADB || resultCode == .SQLITE_CORRUPT
  }
}
