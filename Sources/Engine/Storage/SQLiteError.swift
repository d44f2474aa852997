import CSQLite

/// A code that SQLite returned, in its own words.
struct SQLiteError: Error, CustomStringConvertible {
  /// The code without its extension: `SQLITE_FULL`, `SQLITE_BUSY` …
  let code: Int32
  let message: String

  init(_ code: Int32, message: String) {
    self.code = code & 0xFF
    self.message = message
  }

  /// - Parameter connection: knows more than the code, where there is one.
  init(_ code: Int32, _ connection: OpaquePointer?) {
    let words = connection.map { String(cString: sqlite3_errmsg($0)) }
    self.init(code, message: words ?? String(cString: sqlite3_errstr(code)))
  }

  /// The file is none of SQLite's, or not what it was.
  static func damaged(_ message: String) -> SQLiteError {
    SQLiteError(SQLITE_CORRUPT, message: message)
  }

  var saysDamaged: Bool { code == SQLITE_CORRUPT || code == SQLITE_NOTADB }

  var description: String { message }

  /// What is wrong and what to do about it, as the end and the beginning of sentences.
  ///
  /// - Parameter path: of the file.
  func explained(_ path: String) -> (what: String, remedy: String) {
    switch code {
    case SQLITE_FULL:
      ("the disk is full", "Make room; what is said meanwhile is kept as soon as it can be.")
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH:
      ("\(path) cannot be written", "Make it writable, or set XDG_STATE_HOME to another place.")
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL:
      ("another program holds \(path)", "End the other program; the next turn tries again.")
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT:
      ("\(path) is damaged (\(message))", "Start again: the file is set aside, never overwritten.")
    case SQLITE_IOERR:
      (
        "\(path) cannot be read or written (\(message))",
        "Look at that disk; the next turn tries again."
      )
    case SQLITE_INTERRUPT:
      ("\(path) took longer than a minute", "Start again; if it recurs: codex-tui sessions check")
    case SQLITE_TOOBIG:
      (
        "a text is larger than SQLite keeps",
        "The other turns are kept; this one is on the screen only."
      )
    case SQLITE_NOMEM: ("there is no memory left", "End other programs; the next turn tries again.")
    default: ("\(path): \(message)", "The next turn tries again.")
    }
  }
}
