import ArgumentParser
import Engine
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether a command that opens a conversation does it in plain lines.
struct LinearOptions: ParsableArguments {
  @Flag(
    name: [.long, .customLong("screen-reader")],
    help: ArgumentHelp(
      say(
        "Plain lines instead of a full screen: for pipes, TERM=dumb and screen readers.",
        zh: "纯文本行，非全屏：用于管道、TERM=dumb 和屏幕阅读器。")))
  var linear = false

  /// Asked for, or all that the terminal and the user's settings allow.
  func suit(_ refusal: TerminalRefusal?) -> Bool {
    linear || Linear.suits(refusal, Environment.current)
  }
}

extension Linear {
  /// The whole command: from standard input to standard output, until the input ends.
  ///
  /// - Parameter open: what opens a kept conversation first.
  static func run(
    _ common: CommonOptions, open: @escaping @Sendable (Engine) async throws -> Void = { _ in }
  ) async throws {
    signal(SIGPIPE, SIG_IGN)
    let status = try await Runtime.use(common) { runtime in
      try await open(runtime.engine)
      try await runtime.settleLocalServer(model: common.model, isQuiet: false)
      var linear = Linear(engine: runtime.engine)
      linear.echoesInput = isatty(STDIN_FILENO) == 0
      await runtime.engine.beginKeeping()
      let status = await linear.run()
      await runtime.sayFarewell()
      return status
    }
    Process.exit(status)
  }
}
