import Engine
import TUI

/// What the options of all commands and the small commands say to the user.
enum CommandsMessages {
  static func noLocalProvider(named name: String, known: [String]) -> EngineError {
    EngineError(
      .configuration, "There is no local provider \(name).",
      remedy: "Use one of \(known.joined(separator: ", ")).")
  }

  static func cannotRead(_ path: String, _ error: any Error) -> EngineError {
    EngineError(
      .configuration, "\(path) cannot be read: \(error).",
      remedy: "Correct its permissions, or move it away.")
  }

  static let pressAKey = "Press a key. Ctrl+C twice ends."

  static let noToolServers = Failure(
    .other,
    "No server of tools is configured. Write one as [mcp_servers.NAME] with command and args.")
  static let toolServerDisabled = "disabled in the file"

  static func tools(_ count: Int, tokens: Int) -> String {
    "\(Plural.count(count, "tool")), about \(TokenFormatter.short(tokens)) tokens in each request"
  }

  static let noModel = "no model"
  static let noAddress = "no address"
  static let builtIn = "built-in"

  static func name(of location: Location) -> String {
    LocationLabel.sign(location) ?? "local"
  }

  static let speedMustBePositive = "--speed must be greater than 0."

  static func unknownServer(_ name: String, known: [String]) -> String {
    "--server \(name) is not known. There are: \(known.joined(separator: ", "))."
  }

  static func unknownFault(_ name: String, known: [String]) -> String {
    "--fault \(name) is not known. There are: \(known.joined(separator: ", "))."
  }

  static func cannotListen(at host: String, port: Int, _ error: any Error) -> Failure {
    Failure(.other, "\(host):\(port) cannot be used: \(error). Try --port 0.")
  }

  static func listening(at host: String, port: Int) -> String {
    "listening http://\(host):\(port)"
  }

  static func control(token: String) -> String { "control   X-Simulator-Token: \(token)" }

  static func tokenCommand(_ command: String, didNotFinishWithin limit: Duration) -> EngineError {
    tokenCommand(command, "did not finish within \(limit)")
  }

  static func tokenCommand(_ command: String, couldNotBeRun error: any Error) -> EngineError {
    tokenCommand(command, "could not be run: \(error)")
  }

  /// - Parameter words: the last line that it wrote to stderr, or how it ended.
  static func tokenCommand(_ command: String, failed words: String) -> EngineError {
    tokenCommand(command, "failed: \(words)")
  }

  private static func tokenCommand(_ command: String, _ words: String) -> EngineError {
    EngineError(
      .unauthorized, "The token command \(command) \(words).",
      remedy: "Run it by hand, and check auth in the provider's table.")
  }
}
