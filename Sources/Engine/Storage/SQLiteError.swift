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
  func explained(_ path: String) -> StorageMessages.Trouble {
    switch code {
    case SQLITE_FULL: StorageMessages.diskIsFull
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH:
      StorageMessages.cannotBeWritten(path)
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: StorageMessages.isHeld(path)
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT:
      StorageMessages.isDamaged(path, words: message)
    case SQLITE_IOERR: StorageMessages.cannotBeUsed(path, words: message)
    case SQLITE_INTERRUPT: StorageMessages.tookTooLong(path)
    case SQLITE_TOOBIG: StorageMessages.textIsTooLarge
    case SQLITE_NOMEM: StorageMessages.noMemory
    default: StorageMessages.other(path, words: message)
    }
  }
}
