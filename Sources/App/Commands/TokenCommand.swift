import Engine
import Subprocess

/// Runs a provider's `auth.command` and reads what it prints.
enum TokenCommand {
  /// More than any token; a command that prints its help is cut here.
  private static let longest = 64 << 10

  /// - Parameter environment: what the command is given; of the program's own no key that it has no use for.
  static func run(
    _ command: Provider.TokenCommand,
    environment: [String: String] = Environment.current.withoutKeys(named: [])
  ) async throws(EngineError) -> String {
    do {
      let text = try await TimeLimit.within(command.timeout) {
        try await output(of: command, environment)
      }
      guard let text else {
        throw CommandsMessages.tokenCommand(command.command, didNotFinishWithin: command.timeout)
      }
      return text
    } catch let error as EngineError {
      throw error
    } catch {
      throw CommandsMessages.tokenCommand(command.command, couldNotBeRun: error)
    }
  }

  private static func output(
    of command: Provider.TokenCommand, _ environment: [String: String]
  ) async throws -> String {
    let executable: Executable =
      command.command.contains("/")
      ? .path(ChildPath(command.command)) : .name(command.command)
    let result = try await Subprocess.run(
      executable, arguments: Arguments(command.arguments), environment: .exactly(environment),
      workingDirectory: command.workingDirectory.map { ChildPath($0) },
      output: .string(limit: longest), error: .string(limit: longest))
    guard result.terminationStatus.isSuccess else {
      let words = result.standardError.split(whereSeparator: \.isNewline).last.map(String.init)
      throw CommandsMessages.tokenCommand(
        command.command, failed: words ?? "\(result.terminationStatus)")
    }
    return result.standardOutput
  }
}
