import ArgumentParser
import Engine
import TUI

/// The full screen.
struct ChatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat", abstract: "Opens the full-screen conversation (the default).")

  @OptionGroup var common: CommonOptions

  @Flag(help: "Plain lines instead of a full screen: for pipes, TERM=dumb and screen readers.")
  var linear = false

  @MainActor
  mutating func run() async throws {
    if linear { return try await runLinear() }
    if let refusal = TerminalRefusal.of() { throw Failure(.usage, refusal.reason) }
    let assembly: Assembly
    do {
      assembly = try await Assembly.build(common)
    } catch let error as EngineError {
      throw Failure(error)
    }
    let code = try await FullScreen(assembly).run()
    await assembly.shutdown()
    Process.exit(ExitStatus(rawValue: code))
  }

  private func runLinear() async throws {
    let assembly: Assembly
    do {
      assembly = try await Assembly.build(common)
    } catch let error as EngineError {
      throw Failure(error)
    }
    let status = await Linear(engine: assembly.engine).run()
    await assembly.shutdown()
    Process.exit(status)
  }
}
