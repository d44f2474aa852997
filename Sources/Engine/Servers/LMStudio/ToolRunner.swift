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

  /// A machine without the tool.
  package static let none = ToolRunner(
    find: { () throws(EngineError) in throw LMStudioMessages.toolIsMissing },
    run: { _, _, _ in nil })
}
