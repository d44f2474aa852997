import Engine
import TUI

/// What the options of all commands and the small commands say to the user.
enum CommandsMessages {
  static func noCommand(_ word: String, near: String?) -> Failure {
    let meant = near.map { " Did you mean \($0)?\n  → codex-tui \($0)" }
    let other =
      "\n  → To ask: codex-tui exec \"…\"; codex-tui --help lists the commands."
    return Failure(.usage, "There is no command \(word)." + (meant ?? other))
  }

  static let chatOptions = "OPTIONS OF THE CONVERSATION (codex-tui without a command):"

  static let examples = """
    EXAMPLES:
      codex-tui                               the conversation, on the full screen
      codex-tui exec "What is a monad?"       one answer on stdout
      codex-tui --demo                        without a model: a simulated server

    """

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

  static func offers(_ tools: [Tool]) -> String {
    "\(Plural.count(tools.count, "tool")), about \(TokenFormatter.short(tools.tokens)) tokens in each request"
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

  // Servers of tools of other clients.

  static let nothingToImport =
    "No file of another client with servers of tools is here. Name one: codex-tui tools import --from FILE"
  static let importHint = "Take them over by name: codex-tui tools import NAME …"

  static func noServersIn(_ path: String) -> Failure {
    Failure(
      .configuration,
      "\(path) names no servers of tools.\n  → It should hold mcpServers, or servers as VS Code writes them."
    )
  }

  static func unknownClient(_ name: String, known: [String]) -> String {
    "--from \(name) is neither a file nor one of \(known.joined(separator: ", "))."
  }

  static func noSuchServer(_ name: String, known: [String]) -> Failure {
    Failure(
      .configuration,
      "No file names a server \(name).\n  → There are: \(known.joined(separator: ", ")).")
  }

  static func isConfigured(_ name: String) -> Failure {
    Failure(
      .configuration,
      "[mcp_servers.\(name)] is configured already.\n  → Change it there, or rename one of them.")
  }

  static func cannotImport(_ name: String, _ why: ImportRemark) -> Failure {
    Failure(.configuration, "\(name) cannot be taken over: \(remark(why)).")
  }

  static func imported(_ names: [String], to path: String) -> String {
    "wrote \(names.map { "[mcp_servers.\($0)]" }.joined(separator: ", ")) to \(path)"
  }

  static func setVariable(_ name: String, for server: String) -> String {
    "\(server): its secret was not copied; export \(name) with it"
  }

  static func found(_ count: Int, in path: String) -> String {
    "\(path): \(Plural.count(count, "server"))"
  }

  static func remark(_ remark: ImportRemark) -> String {
    switch remark {
    case .renamed(let name): "named \(name) there, which no name may be here"
    case .fileOfVariables: "its envFile is not read; export what stands there"
    case .login: "it needs a login that codex-tui does not do"
    case .secretArgument: "an argument looks like a secret and would stand in your file"
    case .otherVariable(let name, let variable):
      "\(name) is read from \(variable) there; export \(name)"
    case .olderTransport: "it speaks the older HTTP with SSE; mcp-remote makes a command of it"
    case .noTransport: "it has neither a command nor an address"
    case .placeholder(let text): "it holds \(text), which only the other client fills in"
    }
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
