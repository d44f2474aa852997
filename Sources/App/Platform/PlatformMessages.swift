import Engine
import SystemPackage

/// What is said of the system's files, programs and users.
enum PlatformMessages {
  static let noBubblewrap = "bwrap: No such file or directory"

  static func noFolder(_ path: String) -> EngineError {
    EngineError(.configuration, "No shell: there is no folder \(path).")
  }

  static func isLink(_ path: String) -> EngineError {
    EngineError(
      .configuration, "No shell: \(path) is a link, which the sandbox cannot guard.",
      remedy: "Put the folder itself there, or set sandbox_mode = \"read-only\".")
  }

  static func isTooWide(_ path: String) -> EngineError {
    EngineError(
      .configuration, "No shell: \(path) is too wide a folder for a model to write.",
      remedy: "Start codex-tui in the folder of a project, or set sandbox_mode = \"read-only\".")
  }

  static func noToolFolder(_ folder: String, of server: String) -> EngineError {
    EngineError(
      .unreachable, "\(server) could not be started: its folder \(folder) cannot be entered.",
      remedy: "Make it, or correct cwd in [mcp_servers.\(server)].")
  }

  static func noToolProgram(
    _ command: String, isThere: Bool, of server: String
  ) -> EngineError {
    let reason = isThere ? "\(command) may not be run" : "there is no program \(command)"
    return EngineError(
      .unreachable, "\(server) could not be started: \(reason).",
      remedy: "Install it, or correct command in [mcp_servers.\(server)].")
  }

  static func user(_ number: UInt32) -> String { "user \(number)" }

  static func cannotRead(_ path: String, _ error: any Error) -> Failure {
    Failure(.usage, "\(path) cannot be read: \(error).")
  }

  static func noFile(_ path: String) -> Failure { Failure(.usage, "There is no file \(path).") }

  static func cannotWrite(
    _ path: String, _ failure: Errno, code: ExitStatus
  ) -> Failure {
    Failure(code, "\(path) cannot be written: \(failure).")
  }

  static func nothingReadsPipe(_ path: String) -> Failure {
    Failure(.usage, "\(path) is a pipe that nothing reads: start its reader first.")
  }

  static func cannotStart(_ command: String, _ error: any Error) -> EngineError {
    EngineError(.unreachable, "\(command) could not be started: \(error)")
  }

  static func cannotRunTool(_ path: String, _ error: any Error) -> EngineError {
    EngineError(
      .configuration, "Failed to execute '\(path)': \(error)",
      remedy: "Check that \(path) is LM Studio's tool and may be run.")
  }
}
