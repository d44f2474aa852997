/// Finds and runs LM Studio's command line tool. The App brings the real one, tests bring a script.
package struct ToolRunner: Sendable {
  /// The path of `lms`; throws Codex's words where there is none.
  package var find: @Sendable () throws(EngineError) -> String
  /// Runs a program with nothing on its stdin and hands over what it writes as it comes. Returns its
  /// exit code, `nil` when a signal ended it. Cancelling the task interrupts the program.
  package var run:
    @Sendable (
      _ path: String, _ arguments: [String], _ output: @escaping @Sendable (Output) async -> Void
    ) async throws(EngineError) -> Int32?

  package enum Output: Sendable {
    case standard([UInt8])
    case error([UInt8])
  }

  package init(
    find: @escaping @Sendable () throws(EngineError) -> String,
    run:
      @escaping @Sendable (
        String, [String], @escaping @Sendable (Output) async -> Void
      ) async throws(EngineError) -> Int32?
  ) {
    self.find = find
    self.run = run
  }

  /// All that a program writes on its standard output; `nil` when it cannot be run or fails.
  ///
  /// - Parameter withErrors: what it writes on standard error as well.
  package func output(
    of path: String, _ arguments: [String], withErrors: Bool = false
  ) async -> [UInt8]? {
    let (pieces, feed) = AsyncStream<[UInt8]>.makeStream()
    let code = try? await run(path, arguments) { piece in
      switch piece {
      case .standard(let bytes): feed.yield(bytes)
      case .error(let bytes): if withErrors { feed.yield(bytes) }
      }
    }
    feed.finish()
    return code == 0 ? await pieces.reduce(into: []) { $0 += $1 } : nil
  }

  /// A machine without the tool.
  package static let none = ToolRunner(
    find: { () throws(EngineError) in throw LMStudioMessages.toolIsMissing },
    run: { _, _, _ in nil })
}
