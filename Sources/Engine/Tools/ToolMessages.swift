/// What is said to the user of tools and their servers.
enum ToolMessages {
  // These are told to models and to servers of tools, in English.
  static let connectionEnded = "the server ended the connection"
  static let calledOff = "the call was called off"
  static func serverRuns(_ names: String) -> String {
    say(
      "The server runs \(names) itself: nothing is asked before a call.",
      zh: "\(names) 由服务器自行运行：调用前不会询问。")
  }

  static func integrationsNotSent(_ names: String) -> String {
    say(
      "Without \(names): only LM Studio's own API takes integrations, in a conversation without other tools and without a lock.",
      zh: "未使用 \(names)：只有 LM Studio 自有的 API 接受 integrations，且对话中不能有其他工具，也不能锁定。")
  }

  /// `warning db: slow query`, of a server's own log.
  static func logLine(_ told: JSON) -> String {
    let heads = [told["level"]?.string, told["logger"]?.string].compactMap(\.self)
    let words = told["data"]?.string ?? told["data"]?.text ?? ""
    return heads.joined(separator: " ") + ": " + String(words.prefix(2000))
  }

  static let noCallUnderWay = "no call is under way"
  static let formIsFlat = "a form has flat fields of known kinds"
  static let asksForMore = "the server asks for what codex-tui cannot give"

  static func unknownResult(_ type: String) -> String {
    "the server answers with a result of a kind that is not known (\(type))"
  }

  static func noAnswer(within limit: Duration) -> String {
    "no answer came within \(limit.inSeconds)"
  }

  /// - Parameter noise: what it wrote that is no MCP.
  static func didNotBegin(
    _ server: ToolServer, _ fault: MCPFault, wrote noise: String?
  ) -> EngineError {
    let wrote = noise.map { say(" It wrote: \($0)", zh: "它输出了：\($0)") } ?? ""
    return EngineError(
      .unresponsive,
      say(
        "\(server.name) does not begin to speak MCP: \(words(fault)).\(wrote)",
        zh: "\(server.name) 未能开始 MCP 通信：\(words(fault))。\(wrote)"),
      remedy: server.url == nil
        ? say(
          "Run its command by hand; it should wait for JSON on its standard input.",
          zh: "请手动运行其命令；它应在标准输入上等待 JSON。")
        : say(
          "Look at its address. Where it speaks the older HTTP with SSE, mcp-remote makes a command of it.",
          zh: "请检查其地址。如果它使用旧的 HTTP + SSE，可用 mcp-remote 将其转为命令。"))
  }

  static func didNotList(_ server: String, _ fault: MCPFault) -> EngineError {
    EngineError(
      .unresponsive,
      say(
        "\(server) does not list its tools: \(words(fault)).",
        zh: "\(server) 未列出其工具：\(words(fault))。"))
  }

  /// Told to models, in English.
  static func ending(of server: String, lastWords: String?) -> String {
    "\(server) ended before it answered" + (lastWords.map { ": \($0)" } ?? ".")
  }

  /// - Parameter lastWords: what it wrote on standard error at last.
  static func ended(_ server: String, lastWords: [String]) -> EngineError {
    EngineError(
      .unreachable,
      say(
        ending(of: server, lastWords: lastWords.last),
        zh: "\(server) 在回答前退出了" + (lastWords.last.map { "：\($0)" } ?? "。")),
      remedy: say("Run its command by hand to see more.", zh: "请手动运行其命令以查看详情。"),
      serverWords: lastWords.isEmpty ? nil : lastWords.joined(separator: "\n"))
  }

  static func without(_ obstacle: String) -> String {
    say("without tools: \(obstacle)", zh: "未使用工具：\(obstacle)")
  }

  /// Servers whose tools were wanted and are not there.
  static func without(_ reports: [ToolServerReport]) -> String {
    let parts = reports.map { report in
      switch report.state {
      case .failed(let error): error.message
      case .disabled: say("\(report.id) is not enabled", zh: "\(report.id) 未启用")
      case .starting: say("\(report.id) is still starting", zh: "\(report.id) 仍在启动")
      case .idle, .ready:
        say("\(report.id) offers no tool that can be used", zh: "\(report.id) 没有可用的工具")
      }
    }
    return without(parts.joined(separator: " · "))
  }

  /// - Parameter names: `server` or `server:tool`.
  static func notOffered(_ names: [String]) -> String {
    let parts = names.map { name in
      let words = name.split(separator: ":", maxSplits: 1)
      return words.count == 2
        ? say("\(words[0]) offers no tool \(words[1])", zh: "\(words[0]) 没有工具 \(words[1])")
        : say("no server of tools \(name) is configured", zh: "未配置工具服务器 \(name)")
    }
    return parts.joined(separator: " · ")
      + say("; codex-tui tools lists what there is", zh: "；用 codex-tui tools 列出现有的工具")
  }

  static var noShellHere: EngineError {
    EngineError(
      .configuration,
      say(
        "There is no sandbox on this system, and no shell without one.", zh: "本系统没有沙盒，因此 shell 不可用。"
      )
    )
  }

  /// - Parameter words: what bubblewrap said.
  static func noSandbox(_ words: String) -> EngineError {
    EngineError(
      .configuration,
      words.isEmpty
        ? say("No shell: the sandbox cannot be made.", zh: "shell 不可用：无法创建沙盒。")
        : say("No shell: the sandbox cannot be made: \(words)", zh: "shell 不可用：无法创建沙盒：\(words)"),
      remedy: sandboxRemedy(words))
  }

  /// By bubblewrap's own words, as they were seen on systems that forbid namespaces.
  private static func sandboxRemedy(_ words: String) -> String {
    if words.contains("No such file") || words.isEmpty {
      return say("Install bubblewrap.", zh: "请安装 bubblewrap。")
    }
    if words.contains("max_") || words.contains("ENOSPC") {
      return say(
        "Allow namespaces: sysctl user.max_user_namespaces=15000",
        zh: "请允许命名空间：sysctl user.max_user_namespaces=15000")
    }
    if words.contains("uid map") || words.contains("RTM_NEWADDR") {
      return say(
        "AppArmor forbids it: give bwrap a profile with userns (Ubuntu 25.04 has one).",
        zh: "AppArmor 禁止此操作：请给 bwrap 一个带 userns 的 AppArmor 配置（Ubuntu 25.04 自带）。")
    }
    if words.contains("new namespace") {
      return say(
        "In a container, allow namespaces (--security-opt seccomp=…), or use no shell here.",
        zh: "在容器中请允许命名空间（--security-opt seccomp=…），或不在此处使用 shell。")
    }
    return say(
      "Run bwrap --ro-bind / / true by hand to see more.",
      zh: "请手动运行 bwrap --ro-bind / / true 以查看详情。")
  }

  static func noAddress(_ url: String) -> String {
    say("has no address that can be asked: \(url)", zh: "没有可访问的地址：\(url)")
  }

  static func noToken(_ variable: String, of server: String) -> EngineError {
    EngineError(
      .configuration,
      say(
        "\(server) wants a key in the variable \(variable), which is not set.",
        zh: "\(server) 需要变量 \(variable) 中的密钥，但该变量未设置。"),
      remedy: say(
        "Set \(variable), or take bearer_token_env_var out of its table.",
        zh: "请设置 \(variable)，或从它的表中删去 bearer_token_env_var。"))
  }

  static func keyOverOpenLine(_ server: String) -> EngineError {
    EngineError(
      .configuration,
      say(
        "\(server) would get its key over http, for every router on the way to read.",
        zh: "\(server) 的密钥会经 http 发送，途中的每个路由器都能读到。"),
      remedy: say("Give it an address that begins with https.", zh: "请使用以 https 开头的地址。"))
  }

  static func locked(_ server: String) -> EngineError {
    EngineError(
      .refused,
      say(
        "\(server) is on another machine, and this conversation is locked to this one.",
        zh: "\(server) 在另一台机器上，而此对话已锁定在本机。"),
      remedy: say("Lift the lock: /local-only off.", zh: "解除锁定：/local-only off。"))
  }

  /// - Parameter asks: what the server wants as a login.
  static func refused(status: String, asks: String?) -> String {
    "\(status)\(asks.map { ", it asks for \($0.prefix(200))" } ?? "")"
  }

  static func notStarted(_ server: String) -> EngineError {
    EngineError(
      .unreachable, say("\(server) cannot be started here.", zh: "\(server) 无法在此处启动。"))
  }

  static func defective(_ server: String, _ defect: String) -> EngineError {
    EngineError(
      .configuration, say("\(server) \(defect).", zh: "\(server) \(defect)。"),
      remedy: say("Correct [mcp_servers.\(server)].", zh: "请更正 [mcp_servers.\(server)]。"))
  }

  static func words(_ fault: MCPFault) -> String {
    let text = String((fault.message + (fault.detail.map { ": \($0)" } ?? "")).prefix(300))
    let sentence = text.hasSuffix(".") ? String(text.dropLast()) : text
    return fault.code == 0 ? sentence : "\(fault.code) \(sentence)"
  }

  /// `3/10 reading`, as far as it is told.
  static func progress(_ told: JSON) -> String {
    func number(_ key: String) -> String? { told[key].map(\.text) }
    let steps = number("progress").map { $0 + (number("total").map { "/\($0)" } ?? "") }
    return [steps, told["message"]?.string].compactMap(\.self).joined(separator: " ")
  }

  static var unreadableSchema: String {
    say("its arguments are described in a way that cannot be read", zh: "其参数说明无法读取")
  }

  static func largeSchema(kilobytes: Int) -> String {
    say("the description of its arguments has \(kilobytes) kB", zh: "其参数说明有 \(kilobytes) kB")
  }

  static var needsTasks: String {
    say("it runs as a task only, which is not spoken here", zh: "它只能作为任务运行，此处不支持")
  }
}
