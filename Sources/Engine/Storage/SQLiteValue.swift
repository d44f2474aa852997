import CSQLite

/// What a column holds: a whole number, a flag or a text.
protocol SQLiteValue {
  static var zero: Self { get }
  static func read(from statement: OpaquePointer, at index: Int32) -> Self
  /// - Returns: SQLite's code.
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32
}

extension Int64: SQLiteValue {
  static var zero: Int64 { 0 }
  static func read(from statement: OpaquePointer, at index: Int32) -> Int64 {
    sqlite3_column_int64(statement, index)
  }
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    sqlite3_bind_int64(statement, place, self)
  }
}

extension Int: SQLiteValue {
  static var zero: Int { 0 }
  static func read(from statement: OpaquePointer, at index: Int32) -> Int {
    Int(Int64.read(from: statement, at: index))
  }
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    Int64(self).bind(to: statement, at: place)
  }
}

extension Bool: SQLiteValue {
  static var zero: Bool { false }
  static func read(from statement: OpaquePointer, at index: Int32) -> Bool {
    Int64.read(from: statement, at: index) != 0
  }
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    Int64(self ? 1 : 0).bind(to: statement, at: place)
  }
}

extension String: SQLiteValue {
  static var zero: String { "" }
  static func read(from statement: OpaquePointer, at index: Int32) -> String {
    guard let text = sqlite3_column_text(statement, index) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, index))
    return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
  }
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // An empty text has no address, which SQLite would take for NULL.
        guard let start = characters.baseAddress else {
          return codex_sqlite_bind_text(statement, place, "", 0)
        }
        return codex_sqlite_bind_text(statement, place, start, Int64(characters.count))
      }
    }
  }
}
