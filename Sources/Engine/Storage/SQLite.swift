import CSQLite

/// A connection to one SQLite file, for one thread at a time.
///
/// A statement is compiled at its first use and kept; values are bound, never pasted. Every code that SQLite
/// returns is looked at.
final class SQLite {
  private static let setUp: Void = codex_sqlite_take_no_pages_ahead()
  private let handle: OpaquePointer
  /// Compiled statements that are not in use, by their text.
  private var idle: [String: Statement] = [:]
  private let deadline: Deadline

  /// - Parameters:
  ///   - path: of a file, made when it is not there; `:memory:` is none.
  ///   - longest: what one call of `transaction` may take; a crafted file could keep SQLite busy for ever.
  init(path: String, longest: Duration = .seconds(60)) throws {
    Self.setUp
    var handle: OpaquePointer?
    let flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      let error = SQLiteError(code, handle)
      sqlite3_close_v2(handle)
      throw error
    }
    self.handle = handle
    deadline = Deadline(longest)
    sqlite3_progress_handler(
      handle, 10_000,
      { limit in
        limit.map { Unmanaged<Deadline>.fromOpaque($0).takeUnretainedValue().isOver } ?? false
          ? 1 : 0
      },
      Unmanaged.passUnretained(deadline).toOpaque())
  }

  deinit {
    idle = [:]
    sqlite3_close_v2(handle)
  }

  /// Rows that the last statement changed.
  var changes: Int { Int(sqlite3_changes64(handle)) }

  /// Frees the pages of the file that are kept to be read again.
  func forgetPages() { sqlite3_db_release_memory(handle) }

  /// How long another connection's lock is waited for.
  func waitForOthers(_ duration: Duration) {
    sqlite3_busy_timeout(handle, Int32(duration.components.seconds * 1000))
  }

  /// Runs one statement to its end.
  func execute(_ sql: String, _ values: [(any SQLiteValue)?] = []) throws {
    let rows = try rows(sql, values)
    while try rows.next() != nil {}
  }

  /// Runs a text of several statements, which are not kept.
  func run(script: String) throws {
    let code = sqlite3_exec(handle, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw SQLiteError(code, handle) }
  }

  /// The rows of a statement, one after the other.
  func rows(_ sql: String, _ values: [(any SQLiteValue)?] = []) throws -> Rows {
    let statement = try idle.removeValue(forKey: sql) ?? Statement(sql, handle)
    let rows = Rows(statement) { [weak self] in self?.idle[sql] = $0 }
    try statement.bind(values)
    return rows
  }

  /// Every row, as something that outlives it.
  func all<Value>(
    _ sql: String, _ values: [(any SQLiteValue)?] = [], _ value: (Row) throws -> Value
  ) throws -> [Value] {
    let rows = try rows(sql, values)
    var all: [Value] = []
    while let row = try rows.next() { all.append(try value(row)) }
    return all
  }

  /// The first row, if there is one.
  func first<Value>(
    _ sql: String, _ values: [(any SQLiteValue)?] = [], _ value: (Row) throws -> Value
  ) throws -> Value? {
    try rows(sql, values).next().map(value)
  }

  /// Does all of it or nothing, within the time limit.
  ///
  /// - Parameter begin: `BEGIN` sees one state of the file; `BEGIN IMMEDIATE` waits until it may write.
  func transaction<Value>(_ begin: String, _ body: (SQLite) throws -> Value) throws -> Value {
    deadline.begin()
    defer { deadline.end() }
    try execute(begin)
    do {
      let value = try body(self)
      try execute("COMMIT")
      return value
    } catch {
      // Some failures (a full disk) have ended it already.
      if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
      throw error
    }
  }
}

/// When a call has to be over.
private final class Deadline {
  private let longest: Duration
  private var moment: ContinuousClock.Instant?

  init(_ longest: Duration) { self.longest = longest }

  var isOver: Bool { moment.map { ContinuousClock.now > $0 } ?? false }
  func begin() { moment = .now + longest }
  func end() { moment = nil }
}

/// A statement in use. Given up early or at its end, it is ready for the next use.
final class Rows {
  fileprivate let statement: Statement
  private let giveBack: (Statement) -> Void

  fileprivate init(_ statement: Statement, _ giveBack: @escaping (Statement) -> Void) {
    self.statement = statement
    self.giveBack = giveBack
  }

  deinit {
    statement.reset()
    giveBack(statement)
  }

  /// The next row, good until the one after it is asked for.
  func next() throws -> Row? {
    try statement.step() ? Row(self) : nil
  }
}

/// A row by the names of its columns. A column that is not there, or holds nothing where a value is wanted,
/// reads as the value's zero.
struct Row {
  /// Held, so that the statement stays where it is while the row is read.
  private let rows: Rows
  private var statement: Statement { rows.statement }

  fileprivate init(_ rows: Rows) { self.rows = rows }

  subscript<Value: SQLiteValue>(_ name: String) -> Value {
    statement.column(name).flatMap { statement.value(at: $0) } ?? Value.zero
  }

  subscript<Value: SQLiteValue>(_ name: String) -> Value? {
    statement.column(name).flatMap { statement.value(at: $0) }
  }

  /// The first column's, for statements that ask for one.
  func value<Value: SQLiteValue>() -> Value { statement.value(at: 0) ?? Value.zero }
}

/// A compiled statement.
final class Statement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer
  private lazy var columns: [String: Int32] = Dictionary(
    (0..<sqlite3_column_count(handle)).compactMap { index in
      sqlite3_column_name(handle, index).map { (String(cString: $0), index) }
    }, uniquingKeysWith: { first, _ in first })

  fileprivate init(_ sql: String, _ connection: OpaquePointer) throws {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else { throw SQLiteError(code, connection) }
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  fileprivate func bind(_ values: [(any SQLiteValue)?]) throws {
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      let code = value?.bind(to: handle, at: place) ?? sqlite3_bind_null(handle, place)
      guard code == SQLITE_OK else { throw SQLiteError(code, connection) }
    }
  }

  fileprivate func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw SQLiteError(code, connection)
    }
  }

  /// Its last failure was told by `step`.
  fileprivate func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  fileprivate func column(_ name: String) -> Int32? { columns[name] }

  fileprivate func value<Value: SQLiteValue>(at index: Int32) -> Value? {
    sqlite3_column_type(handle, index) == SQLITE_NULL ? nil : Value.read(from: handle, at: index)
  }
}
