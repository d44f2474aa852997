import ArgumentParser
import Engine
import TUI

/// The full screen.
struct ChatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat", abstract: "Opens the full-screen conversation (the default).")

  @OptionGroup var common: CommonOptions

  @MainActor
  mutating func run() async throws {
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
}
