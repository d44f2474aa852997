/// A connection and the thread it is used on: SQLite waits for disks and for other programs.
actor SQLiteConnection {
  private let thread = WorkThread(name: "sqlite")
  private let sqlite: SQLite

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(_ sqlite: sending SQLite) { self.sqlite = sqlite }

  func run<Value: Sendable>(_ body: @Sendable (SQLite) throws -> Value) rethrows -> Value {
    try body(sqlite)
  }
}
