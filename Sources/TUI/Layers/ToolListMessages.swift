import Engine

/// What the list of tools and the page of their server say, and what is said of a tool.
enum ToolListMessages {
  static func title(_ tools: ToolSelection, window: Int?) -> String {
    let offered = tools.offered
    guard !offered.isEmpty else {
      return say(
        "tools · Enter lets this conversation call them", zh: "工具 · Enter 允许此对话调用")
    }
    let ofWindow = window.map { share(of: $0, tokens: tools.tokens) } ?? ""
    let tokens = TokenFormatter.short(tools.tokens)
    return say(
      "tools · Enter puts on or off · \(Plural.count(offered.count, "tool")) on ≈ "
        + "\(tokens) tokens a request\(ofWindow)",
      zh: "工具 · Enter 开或关 · 已开 \(offered.count) 个 ≈ 每次请求 \(tokens) token\(ofWindow)")
  }

  private static func share(of window: Int, tokens: Int) -> String {
    let percent = window > 0 ? tokens * 100 / window : 0
    let mark = percent > 20 ? "! " : ""
    return say(
      ", \(mark)\(percent) % of \(TokenFormatter.short(window))",
      zh: "，\(mark)占 \(TokenFormatter.short(window)) 的 \(percent) %")
  }

  static func large(tokens: Int, window: Int) -> String {
    let percent = tokens * 100 / max(1, window)
    return say(
      "tools · Enter again: ≈ \(TokenFormatter.short(tokens)) tokens a request would be "
        + "\(percent) % of \(TokenFormatter.short(window))",
      zh: "工具 · 再按 Enter：每次请求 ≈ \(TokenFormatter.short(tokens)) token，"
        + "将占 \(TokenFormatter.short(window)) 的 \(percent) %")
  }

  static var noServers: String {
    say(
      "no server of tools is configured: [mcp_servers.NAME], docs/tools.md",
      zh: "未配置工具服务器：[mcp_servers.NAME]，见 docs/tools.md")
  }
  static var disabledServer: String {
    say("enabled = false in its table", zh: "其配置表中 enabled = false")
  }

  static func state(_ report: ToolServerReport, now: Duration) -> String {
    switch report.state {
    case .disabled: return say("not enabled", zh: "未启用")
    case .idle: return say("starts when it is needed", zh: "需要时启动")
    case .starting(let since):
      let time = TimeFormatter.wholeSeconds(max(.zero, now - since))
      return say("starting \(time)", zh: "正在启动 \(time)")
    case .ready(let tools):
      let tokens = TokenFormatter.short(tools.tokens)
      return say(
        "ready · \(Plural.count(tools.count, "tool")) ≈ \(tokens) tokens",
        zh: "就绪 · \(tools.count) 个工具 ≈ \(tokens) token")
    case .failed(let error):
      let words = Sanitizer.sanitize(error.message)
      return say("failed: \(words)", zh: "失败：\(words)")
    }
  }

  static func cost(_ tool: Tool) -> String {
    let line = tool.wireDescription.split(whereSeparator: \.isNewline).first ?? ""
    let about = Sanitizer.sanitize(String(line.prefix(80)))
    let hidden = tool.hidesCharacters ? say("! hidden characters · ", zh: "! 含隐藏字符 · ") : ""
    return say(
      "\(hidden)≈ \(tool.tokens) tokens · \(about)",
      zh: "\(hidden)≈ \(tool.tokens) token · \(about)")
  }

  /// What its server claims; nothing here has checked it.
  static func claims(_ tool: Tool) -> String {
    let does =
      if tool.saysItOnlyReads {
        say("it says that it only reads", zh: "它自称只读取")
      } else if tool.saysItDestroys {
        say("may change or delete things", zh: "可能更改或删除内容")
      } else {
        say("it says that it deletes nothing", zh: "它自称不删除任何内容")
      }
    let reaches =
      tool.saysItReachesOut
      ? say("may reach the network", zh: "可能访问网络")
      : say("it says that it stays on this machine", zh: "它自称只在本机运行")
    return "\(does) · \(reaches)"
  }

  static var hidesCharacters: String {
    say("its description holds characters that no eye can see", zh: "其说明含有肉眼看不见的字符")
  }

  static var standardError: SafeText { say("what it wrote on standard error", zh: "它的标准错误输出") }
}
