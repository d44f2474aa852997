import Engine
import TUI

/// What the options of all commands and the small commands say to the user.
enum CommandsMessages {
  static func noCommand(_ word: String, near: String?) -> Failure {
    let next =
      near.map {
        say(" Did you mean \($0)?\n  → codex-tui \($0)", zh: "是否应为 \($0)？\n  → codex-tui \($0)")
      }
      ?? say(
        "\n  → To ask: codex-tui exec \"…\"; codex-tui --help lists the commands.",
        zh: "\n  → 提问：codex-tui exec \"…\"；codex-tui --help 列出命令。")
    return Failure(.usage, say("There is no command \(word).", zh: "没有命令 \(word)。") + next)
  }

  static var chatOptions: String {
    say(
      "OPTIONS OF THE CONVERSATION (codex-tui without a command):", zh: "对话的选项（codex-tui 不带命令）：")
  }

  static var examples: String {
    say(
      """
      EXAMPLES:
        codex-tui                               the conversation, on the full screen
        codex-tui exec "What is a monad?"       one answer on stdout
        codex-tui --demo                        without a model: a simulated server

      """,
      zh: """
        示例：
          codex-tui                               全屏对话
          codex-tui exec "什么是单子？"           向 stdout 输出一条回答
          codex-tui --demo                        无需模型：模拟服务器

        """)
  }

  static func noLocalProvider(named name: String, known: [String]) -> EngineError {
    EngineError(
      .configuration, say("There is no local provider \(name).", zh: "没有本地提供方 \(name)。"),
      remedy: say(
        "Use one of \(known.joined(separator: ", ")).",
        zh: "请使用 \(known.joined(separator: "、")) 之一。"))
  }

  static func cannotRead(_ path: String, _ error: any Error) -> EngineError {
    EngineError(
      .configuration, say("\(path) cannot be read: \(error).", zh: "无法读取 \(path)：\(error)。"),
      remedy: say("Correct its permissions, or move it away.", zh: "请更正其权限，或将其移走。"))
  }

  static var pressAKey: String { say("Press a key. Ctrl+C twice ends.", zh: "请按键。按两次 Ctrl+C 退出。") }

  static var noToolServers: Failure {
    Failure(
      .other,
      say(
        "No server of tools is configured. Write one as [mcp_servers.NAME] with command and args.",
        zh: "未配置工具服务器。请写成 [mcp_servers.NAME]，并给出 command 和 args。"))
  }
  static var toolServerDisabled: String { say("disabled in the file", zh: "在文件中已禁用") }

  static func offers(_ tools: [Tool]) -> String {
    say(
      "\(Plural.count(tools.count, "tool")), about \(TokenFormatter.short(tools.tokens)) tokens in each request",
      zh: "\(tools.count) 个工具，每次请求约 \(TokenFormatter.short(tools.tokens)) token")
  }

  static var noModel: String { say("no model", zh: "无模型") }
  static var noAddress: String { say("no address", zh: "无地址") }
  static var builtIn: String { say("built-in", zh: "内置") }

  static func name(of location: Location) -> String {
    LocationLabel.sign(location) ?? say("local", zh: "本地")
  }

  static var speedMustBePositive: String {
    say("--speed must be greater than 0.", zh: "--speed 必须大于 0。")
  }

  static func unknownServer(_ name: String, known: [String]) -> String {
    say(
      "--server \(name) is not known. There are: \(known.joined(separator: ", ")).",
      zh: "未知的 --server \(name)。可用：\(known.joined(separator: "、"))。")
  }

  static func unknownFault(_ name: String, known: [String]) -> String {
    say(
      "--fault \(name) is not known. There are: \(known.joined(separator: ", ")).",
      zh: "未知的 --fault \(name)。可用：\(known.joined(separator: "、"))。")
  }

  // Servers of tools of other clients.

  static var nothingToImport: String {
    say(
      "No file of another client with servers of tools is here. Name one: codex-tui tools import --from FILE",
      zh: "此处没有其他客户端的工具服务器文件。请指定：codex-tui tools import --from FILE")
  }
  static var importHint: String {
    say(
      "Take them over by name: codex-tui tools import NAME …",
      zh: "按名称导入：codex-tui tools import NAME …")
  }

  static func noServersIn(_ path: String) -> Failure {
    Failure(
      .configuration,
      say(
        "\(path) names no servers of tools.\n  → It should hold mcpServers, or servers as VS Code writes them.",
        zh: "\(path) 中没有工具服务器。\n  → 它应包含 mcpServers，或 VS Code 所写的 servers。"))
  }

  static func unknownClient(_ name: String, known: [String]) -> String {
    say(
      "--from \(name) is neither a file nor one of \(known.joined(separator: ", ")).",
      zh: "--from \(name) 既不是文件，也不是 \(known.joined(separator: "、")) 之一。")
  }

  static func noSuchServer(_ name: String, known: [String]) -> Failure {
    Failure(
      .configuration,
      say(
        "No file names a server \(name).\n  → There are: \(known.joined(separator: ", ")).",
        zh: "没有文件包含服务器 \(name)。\n  → 可用：\(known.joined(separator: "、"))。"))
  }

  static func isConfigured(_ name: String) -> Failure {
    Failure(
      .configuration,
      say(
        "[mcp_servers.\(name)] is configured already.\n  → Change it there, or rename one of them.",
        zh: "[mcp_servers.\(name)] 已配置。\n  → 请在该处修改，或重命名其中之一。"))
  }

  static func cannotImport(_ name: String, _ why: ImportRemark) -> Failure {
    Failure(
      .configuration,
      say("\(name) cannot be taken over: \(remark(why)).", zh: "无法导入 \(name)：\(remark(why))。"))
  }

  static func imported(_ names: [String], to path: String) -> String {
    let tables = names.map { "[mcp_servers.\($0)]" }
    return say(
      "wrote \(tables.joined(separator: ", ")) to \(path)",
      zh: "已将 \(tables.joined(separator: "、")) 写入 \(path)")
  }

  static func setVariable(_ name: String, for server: String) -> String {
    say(
      "\(server): its secret was not copied; export \(name) with it",
      zh: "\(server)：未复制其机密；请用 export 将其设为 \(name)")
  }

  static func found(_ count: Int, in path: String) -> String {
    say("\(path): \(Plural.count(count, "server"))", zh: "\(path)：\(count) 个服务器")
  }

  static func remark(_ remark: ImportRemark) -> String {
    switch remark {
    case .renamed(let name):
      say("named \(name) there, which no name may be here", zh: "原名为 \(name)，此处不允许这样的名称")
    case .fileOfVariables:
      say("its envFile is not read; export what stands there", zh: "不读取其 envFile；请用 export 设置其中的变量")
    case .login:
      say("it needs a login that codex-tui does not do", zh: "它需要登录，而 codex-tui 不支持")
    case .secretArgument:
      say("an argument looks like a secret and would stand in your file", zh: "有参数疑似机密，若导入会写入你的文件")
    case .otherVariable(let name, let variable):
      say(
        "\(name) is read from \(variable) there; export \(name)",
        zh: "\(name) 原本取自 \(variable)；请用 export 设置 \(name)")
    case .olderTransport:
      say(
        "it speaks the older HTTP with SSE; mcp-remote makes a command of it",
        zh: "它使用旧的 HTTP + SSE；可用 mcp-remote 将其转为命令")
    case .noTransport: say("it has neither a command nor an address", zh: "它既没有命令也没有地址")
    case .placeholder(let text):
      say("it holds \(text), which only the other client fills in", zh: "它包含只有另一客户端才会填入的 \(text)")
    }
  }

  static func cannotListen(at host: String, port: Int, _ error: any Error) -> Failure {
    Failure(
      .other,
      say(
        "\(host):\(port) cannot be used: \(error). Try --port 0.",
        zh: "无法使用 \(host):\(port)：\(error)。请尝试 --port 0。"))
  }

  static func isNoPort(_ number: Int) -> String {
    say("--port \(number): a port is 0 to 65535.", zh: "--port \(number)：端口应为 0 至 65535。")
  }

  /// Read by programs, as `control` is: the same in every language.
  static func listening(at host: String, port: Int) -> String {
    "listening http://\(host):\(port)"
  }

  static func control(token: String) -> String { "control   X-Simulator-Token: \(token)" }

  static func tokenCommand(_ command: String, didNotFinishWithin limit: Duration) -> EngineError {
    tokenCommand(
      say(
        "The token command \(command) did not finish within \(limit).",
        zh: "令牌命令 \(command) 未在 \(TimeFormatter.seconds(limit)) 内结束。"))
  }

  static func tokenCommand(_ command: String, couldNotBeRun error: any Error) -> EngineError {
    tokenCommand(
      say(
        "The token command \(command) could not be run: \(error).",
        zh: "无法运行令牌命令 \(command)：\(error)。"))
  }

  /// - Parameter words: the last line that it wrote to stderr, or how it ended.
  static func tokenCommand(_ command: String, failed words: String) -> EngineError {
    tokenCommand(
      say("The token command \(command) failed: \(words).", zh: "令牌命令 \(command) 失败：\(words)。"))
  }

  private static func tokenCommand(_ sentence: String) -> EngineError {
    EngineError(
      .unauthorized, sentence,
      remedy: say(
        "Run it by hand, and check auth in the provider's table.", zh: "请手动运行它，并检查提供方表中的 auth。"))
  }
}
