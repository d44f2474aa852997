/// Every conversation, kept in one SQLite file that several programs may use at once.
///
/// Opened at its first use, so that a command that does not need it does not wait. Errors are
/// `EngineError`s of kind `.archive` whose words a user can act on; after one the caller goes on
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
    /// Writes; the reader sees what was there when its look began.
    var pen: SQLiteConnection
    var reader: SQLiteConnection
    var writer: ArchiveFiles.Writer
    var opening: Opening

    /// Sees one state of the file.
    func read<Value: Sendable>(_ body: @Sendable (SQLite) throws -> Value) async throws -> Value {
      try await reader.run { try $0.transaction("BEGIN", body) }
    }

    /// Does all of it or nothing.
    func write<Value: Sendable>(_ body: @Sendable (SQLite) throws -> Value) async throws -> Value {
      try await pen.run { try $0.transaction("BEGIN IMMEDIATE", body) }
    }
  }

  /// Looking for its files waits for the disk, too.
  private let thread = WorkThread(name: "archive")
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    thread.asUnownedSerialExecutor()
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
    _ body: @escaping @Sendable (SQLite) throws -> Value
  ) async throws(EngineError) -> Value {
    let opened = try await connection()
    do { return try await opened.read(body) } catch { throw explained(error) }
  }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (SQLite) throws -> Value
  ) async throws(EngineError) -> Value {
    let opened = try await connection()
    do { return try await opened.write(body) } catch { throw explained(error) }
  }
}

// MARK: Opening

extension Archive {
  private func openFile() throws(EngineError) -> Opened {
    try files.prepare()
    let writer = try ArchiveFiles.Writer(in: files)
    do {
      return try opened(writer)
    } catch let error as SQLiteError where error.saysDamaged {
      return try reopened(writer)
    } catch {
      throw explained(error)
    }
  }

  /// Sets a damaged file aside and begins a new one, unless another program has done so meanwhile.
  private func reopened(_ writer: ArchiveFiles.Writer) throws(EngineError) -> Opened {
    do {
      return try files.alone {
        if let healthy = try? opened(writer) { return healthy }
        let aside = try files.setAside(at: date())
        try files.prepare()
        return try opened(writer, Opening(setAside: aside))
      }
    } catch {
      throw explained(error)
    }
  }

  private func opened(
    _ writer: ArchiveFiles.Writer, _ opening: Opening = Opening()
  ) throws -> Opened {
    let pen = try ArchiveSchema.opened(files.database)
    let reader = try SQLite(path: files.database)
    try ArchiveSchema.prepare(reader)
    try reader.execute("PRAGMA query_only = ON")
    return Opened(
      pen: SQLiteConnection(pen), reader: SQLiteConnection(reader), writer: writer,
      opening: opening)
  }

  /// Asks SQLite whether the file is whole; the answer is empty when it is.
  package func check() async throws(EngineError) -> [String] {
    let words: [String] = try await read { db in
      try db.all("PRAGMA integrity_check") { $0.value() }
    }
    return words == ["ok"] ? [] : words
  }

  /// SQLite's words as a user can use them.
  nonisolated func explained(_ error: any Error) -> EngineError {
    if let known = error as? EngineError { return known }
    guard let error = error as? SQLiteError else { return ArchiveMessages.notKept(error) }
    let (what, remedy) = error.explained(files.database)
    return ArchiveMessages.notKept(because: what, remedy: remedy, words: error.message)
  }
}
