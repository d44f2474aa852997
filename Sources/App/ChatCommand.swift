import ArgumentParser
import Engine
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The full screen.
struct ChatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat", abstract: "Opens the full-screen conversation (the default).")

  @OptionGroup var common: CommonOptions
  @OptionGroup var screen: ScreenOptions

  @Flag(
    name: [.long, .customLong("screen-reader")],
    help: "Plain lines instead of a full screen: for pipes, TERM=dumb and screen readers.")
  var linear = false

  @MainActor
  mutating func run() async throws {
    if screen.isScripted {
      let (common, screen) = (common, screen)
      let code = try await Assembly.use(common) { try await $0.replay(screen) }
      Process.exit(code)
    }
    let refusal = TerminalRefusal.of()
    if linear || Linear.suits(refusal, Environment.current) { return try await runLinear() }
    if let refusal { throw Failure(.usage, refusal.reason) }
    let screen = screen
    let code = try await Assembly.use(common) { assembly in
      let code = try await FullScreen(assembly, screen).run()
      await assembly.sayFarewell()
      return code
    }
    Process.exit(ExitStatus(rawValue: code))
  }

  private func runLinear() async throws {
    signal(SIGPIPE, SIG_IGN)
    let status = try await Assembly.use(common) { assembly in
      var linear = Linear(engine: assembly.engine)
      linear.echoesInput = isatty(STDIN_FILENO) == 0
      await assembly.engine.beginKeeping()
      let status = await linear.run()
      await assembly.sayFarewell()
      return status
    }
    Process.exit(status)
  }
}
