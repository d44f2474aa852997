import Engine
import SystemPackage

/// What is said of the system's files, programs and users.
enum PlatformMessages {
  /// As a shell says it: the same in every language.
  static let noBubblewrap = "bwrap: No such file or directory"

  static func noFolder(_ path: String) -> EngineError {
    EngineError(
      .configuration,
      say("No shell: there is no folder \(path).", zh: "shell 不可用：文件夹 \(path) 不存在。"))
  }

  static func isLink(_ path: String) -> EngineError {
    EngineError(
      .configuration,
      say(
        "No shell: \(path) is a link, which the sandbox cannot guard.",
        zh: "shell 不可用：\(path) 是链接，沙盒无法保护它。"),
      remedy: say(
        "Put the folder itself there, or set sandbox_mode = \"read-only\".",
        zh: "请在该处放置文件夹本身，或设置 sandbox_mode = \"read-only\"。"))
  }

  static func isTooWide(_ path: String) -> EngineError {
    EngineError(
      .configuration,
      say(
        "No shell: \(path) is too wide a folder for a model to write.",
        zh: "shell 不可用：文件夹 \(path) 范围过大，不能让模型写入。"),
      remedy: say(
        "Start codex-tui in the folder of a project, or set sandbox_mode = \"read-only\".",
        zh: "请在项目文件夹中启动 codex-tui，或设置 sandbox_mode = \"read-only\"。"))
  }

  static func noToolFolder(_ folder: String, of server: String) -> EngineError {
    EngineError(
      .unreachable,
      say(
        "\(server) could not be started: its folder \(folder) cannot be entered.",
        zh: "无法启动 \(server)：不能进入其文件夹 \(folder)。"),
      remedy: say(
        "Make it, or correct cwd in [mcp_servers.\(server)].",
        zh: "请创建该文件夹，或更正 [mcp_servers.\(server)] 中的 cwd。"))
  }

  static func noToolProgram(
    _ command: String, isThere: Bool, of server: String
  ) -> EngineError {
    let reason =
      isThere
      ? say("\(command) may not be run", zh: "没有运行 \(command) 的权限")
      : say("there is no program \(command)", zh: "没有程序 \(command)")
    return EngineError(
      .unreachable,
      say("\(server) could not be started: \(reason).", zh: "无法启动 \(server)：\(reason)。"),
      remedy: say(
        "Install it, or correct command in [mcp_servers.\(server)].",
        zh: "请安装它，或更正 [mcp_servers.\(server)] 中的 command。"))
  }

  static func user(_ number: UInt32) -> String { say("user \(number)", zh: "用户 \(number)") }

  static func cannotRead(_ path: String, _ error: any Error) -> Failure {
    Failure(.usage, say("\(path) cannot be read: \(error).", zh: "无法读取 \(path)：\(error)。"))
  }

  static func noFile(_ path: String) -> Failure {
    Failure(.usage, say("There is no file \(path).", zh: "文件 \(path) 不存在。"))
  }

  static func cannotWrite(
    _ path: String, _ failure: Errno, code: ExitStatus
  ) -> Failure {
    Failure(code, say("\(path) cannot be written: \(failure).", zh: "无法写入 \(path)：\(failure)。"))
  }

  static func nothingReadsPipe(_ path: String) -> Failure {
    Failure(
      .usage,
      say(
        "\(path) is a pipe that nothing reads: start its reader first.",
        zh: "\(path) 是没有程序读取的管道：请先启动读取它的程序。"))
  }

  static func cannotStart(_ command: String, _ error: any Error) -> EngineError {
    EngineError(
      .unreachable, say("\(command) could not be started: \(error)", zh: "无法启动 \(command)：\(error)")
    )
  }

  static func cannotRunTool(_ path: String, _ error: any Error) -> EngineError {
    EngineError(
      .configuration, say("Failed to execute '\(path)': \(error)", zh: "无法执行“\(path)”：\(error)"),
      remedy: say(
        "Check that \(path) is LM Studio's tool and may be run.",
        zh: "请检查 \(path) 是否为 LM Studio 的工具且可以运行。"))
  }
}
