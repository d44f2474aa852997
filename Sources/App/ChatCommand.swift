import ArgumentParser
import Engine
import TUI

/// The full screen.
struct ChatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat", abstract: "Opens the full-screen conversation (the default).")

  @OptionGroup var common: CommonOptions
  @OptionGroup var screen: ScreenOptions

  @Flag(help: "Plain lines instead of a full screen: for pipes, TERM=dumb and screen readers.")
  var linear = false

  @MainActor
  mutating func run() async throws {
    if screen.isScripted {
      let (common, screen) = (common, screen)
      let code = try await Assembly.use(common) { try await $0.replay(screen) }
      Process.exit(code)
    }
    if linear { return try await runLinear() }
    if let refusal = TerminalRefusal.of() { throw Failure(.usage, refusal.reason) }
    let screen = screen
    let code = try await Assembly.use(common) { try await FullScreen($0, screen).run() }
    Process.exit(ExitStatus(rawValue: code))
  }

  private func runLinear() async throws {
    let status = try await Assembly.use(common) { await Linear(engine: $0.engine).run() }
    Process.exit(status)
  }
}
