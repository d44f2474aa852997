import Engine
import SystemPackage

/// What becomes of a reply on stdout and stderr. Nothing is held back: each call writes at once.
///
/// The calls return what kept the answer from stdout; what happens to stderr never ends a reply.
protocol ReplyPrinter: Sendable {
  mutating func begin(_ session: Session, at now: Duration) -> Errno?
  mutating func print(_ delta: Delta, at now: Duration) -> Errno?
  /// A call of a tool, as it begins and with its result.
  mutating func print(_ use: ToolUse, at now: Duration) -> Errno?
  mutating func end(_ reply: Reply?, _ ending: ReplyEnding, at now: Duration) -> Errno?
  func complain(_ error: EngineError)
}

/// Where a command writes; a test brings its own.
struct OutputStreams: Sendable {
  /// Returns why it could not be written.
  var out: @Sendable (String) -> Errno?
  /// Takes any text: what a terminal would obey is taken out on the way.
  var error: @Sendable (String) -> Void
  /// A control of our own, on the way of `error`.
  var control: @Sendable (StandardError.Control) -> Void = { _ in }

  static let standard = OutputStreams(
    out: { StandardOutput.write($0) }, error: { StandardError.write($0) },
    control: { StandardError.write($0) })

  func complain(_ error: EngineError) { self.error("codex-tui: \(Failure(error).message)\n") }
}
