/// What the outside world gives a shell: the place it works in, and the way to run a command there.
package struct ShellHost: Sendable {
  package struct Command: Equatable, Sendable {
    package var text: String
    package var sandbox: Sandbox
    package var limit: Duration

    package init(text: String, sandbox: Sandbox, limit: Duration) {
      self.text = text
      self.sandbox = sandbox
      self.limit = limit
    }
  }

  /// How a command ended, in the shell's numbers: 128 and more for a signal.
  package enum Ending: Equatable, Sendable {
    case exited(Int)
    case timedOut
    /// It never ran; what the sandbox said of it.
    case refused(String)
  }

  /// What is really there of a sandbox's folders and secrets. Throws why there can be none.
  package var sandbox: @Sendable (SandboxSettings) throws(EngineError) -> Sandbox
  /// Runs nothing in a sandbox, to see whether there is one; says what the system said where there is none.
  package var probe: @Sendable (Sandbox) async -> String?
  /// Runs a command; what it writes is handed on as it comes.
  package var run:
    @Sendable (Command, _ wrote: @escaping @Sendable ([UInt8]) async -> Void) async throws ->
      Ending
  /// Names of files that were made or changed and that a program outside may obey.
  package var suspects: @Sendable (Sandbox) -> [String: Int64]

  package init(
    sandbox: @escaping @Sendable (SandboxSettings) throws(EngineError) -> Sandbox,
    probe: @escaping @Sendable (Sandbox) async -> String?,
    run:
      @escaping @Sendable (Command, @escaping @Sendable ([UInt8]) async -> Void) async throws ->
      Ending, suspects: @escaping @Sendable (Sandbox) -> [String: Int64] = { _ in [:] }
  ) {
    self.sandbox = sandbox
    self.probe = probe
    self.run = run
    self.suspects = suspects
  }

  /// Where no shell can be run.
  package static let none = ShellHost(
    sandbox: { _ throws(EngineError) in throw ToolMessages.noShellHere }, probe: { _ in "" },
    run: { _, _ in .refused("") })
}
