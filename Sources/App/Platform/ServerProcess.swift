import Engine
import Subprocess
import SystemPackage

/// Servers of this machine that the user has us start.
struct ServerProcess: Sendable {
  let environment: [String: String]
  /// Where LM Studio's own tool is, which is not always in the search path.
  let tool: ToolRunner
  /// Variables that a server has no use for and is not given.
  let keys: [String]

  func isInstalled(_ program: String) -> Bool { path(of: program) != nil }

  private func path(of program: String) -> String? {
    let found = SearchPath.program(program, environment)
    return found ?? (program == "lms" ? try? tool.find() : nil)
  }

  /// Starts a command line as a shell reads it. It writes nowhere, and goes on when this program or its terminal
  /// ends.
  func start(_ command: String) async throws(EngineError) {
    let program = command.prefix { $0 != " " }
    let rest = command.dropFirst(program.count)
    let path = path(of: String(program)).map { "'\($0.replacing("'", with: "'\\''"))'" }
    let line = (path ?? String(program)) + rest
    // A terminal's keys and its end reach only the programs of its own session.
    var options = PlatformOptions()
    options.createSession = true
    do {
      _ = try await Subprocess.run(
        .path("/bin/sh"),
        arguments: ["-c", "(nohup /bin/sh -c \"$1\" </dev/null >/dev/null 2>&1 &)", "sh", line],
        environment: .inherited(without: keys), platformOptions: options, input: .none,
        output: .discarded, error: .discarded)
    } catch {
      throw PlatformMessages.cannotStart(command, error)
    }
  }
}
