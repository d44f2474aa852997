/// What the profiles' room says to the user.
enum ProfilesMessages {
  static var toolServerName: String {
    say("has a name with other signs than letters, digits, - and _", zh: "的名称含有字母、数字、- 和 _ 以外的字符")
  }
  static var toolServerWithoutTransport: String {
    say("has neither command nor url", zh: "既没有 command 也没有 url")
  }
  static var toolServerWithBothTransports: String {
    say("has both command and url; one of them is meant", zh: "同时有 command 和 url；只应有其一")
  }

  static func noUnsandboxedShell(at place: TOMLValue.Place?) -> Notice {
    Notice(
      say(
        "sandbox_mode = \"danger-full-access\": there is no shell without a sandbox here; it counts as "
          + "workspace-write.",
        zh: "sandbox_mode = \"danger-full-access\"：此处的 shell 必须在沙盒中运行；按 workspace-write 处理。"),
      at: place)
  }

  static func profileNotFound(_ name: String) -> EngineError {
    EngineError(
      .configuration, say("config profile `\(name)` not found.", zh: "找不到配置 `\(name)`。"))
  }

  static func refused(_ fault: String, isFlag: Bool) -> EngineError {
    EngineError(
      .configuration, fault,
      remedy: isFlag
        ? say("Correct the flag.", zh: "请更正该选项。")
        : say(
          "Correct it, or start without --strict-config.", zh: "请更正，或启动时不加 --strict-config。"))
  }

  static func profileNotFound(
    _ name: String, named place: TOMLValue.Place?, near: String?, known: [String]
  ) -> EngineError {
    let location = place.map { "\($0): " } ?? ""
    let hint = near.map { say("Did you mean \($0)? ", zh: "是否应为 \($0)？") } ?? ""
    let list = known.joined(separator: say(", ", zh: "、"))
    return EngineError(
      .configuration,
      say(
        "\(location)config profile `\(name)` not found.", zh: "\(location)找不到配置 `\(name)`。"),
      remedy: say("\(hint)There are: \(list).", zh: "\(hint)可用：\(list)。"))
  }

  static func providerNotFound(
    _ id: String, named heading: String, near: String?, at place: TOMLValue.Place
  ) -> Notice {
    let hint =
      near.map(ProfilesKeyMessages.didYouMean)
      ?? say("add a table [model_providers.\(id)].", zh: "请添加表 [model_providers.\(id)]。")
    return Notice(
      say(
        "\(place): Model provider `\(id)` not found, named by \(heading); \(hint)",
        zh: "\(place): 找不到 \(heading) 指定的模型提供方 `\(id)`；\(hint)"),
      at: place)
  }

  static func namesNoModel(_ heading: String, at place: TOMLValue.Place) -> Notice {
    Notice(
      say(
        "\(place): \(heading) names no model; add model = \"…\".",
        zh: "\(place): \(heading) 没有指定模型；请添加 model = \"…\"。"),
      at: place)
  }

  static func systemPromptIsMissing(of profile: String, path: String) -> Notice {
    Notice(
      say(
        "The system prompt of \(profile) is missing: \(path).", zh: "缺少 \(profile) 的系统提示词：\(path)。")
    )
  }

  static func systemPromptIsUnreadable(of profile: String, _ reason: String) -> Notice {
    Notice(say("The system prompt of \(profile): \(reason)", zh: "\(profile) 的系统提示词：\(reason)"))
  }

  static func isNoPort(_ text: String, at place: TOMLValue.Place) -> Notice {
    Notice(
      say(
        "\(place): \(text) is no port (1 to 65535).\(ProfilesKeyMessages.ignored)",
        zh: "\(place): \(text) 不是端口号（1 到 65535）。\(ProfilesKeyMessages.ignored)"),
      at: place)
  }

  static func codexHomeIsMissing(_ path: String) -> EngineError {
    EngineError(
      .configuration,
      say(
        "CODEX_HOME points to \"\(path)\", but that path does not exist.",
        zh: "CODEX_HOME 指向“\(path)”，但该路径不存在。"),
      remedy: say(
        "Create it with: mkdir -p \(path), or unset CODEX_HOME.",
        zh: "用 mkdir -p \(path) 创建，或取消设置 CODEX_HOME。"))
  }

  static func codexHomeIsNoDirectory(_ path: String) -> EngineError {
    EngineError(
      .configuration,
      say(
        "CODEX_HOME points to \"\(path)\", but that path is not a directory.",
        zh: "CODEX_HOME 指向“\(path)”，但该路径不是目录。"),
      remedy: say(
        "Point CODEX_HOME to a directory, or unset it.", zh: "让 CODEX_HOME 指向一个目录，或取消设置。"))
  }

  static var textDoesNotEnd: String {
    say(
      "a text has no closing quote on its line, or holds a control character",
      zh: "文本在该行没有结束引号，或含有控制字符")
  }

  static func isNoTOML(_ error: TOMLValue.SyntaxError) -> EngineError {
    let line = error.place.line
    return EngineError(
      .configuration, "\(error.place): \(error.message)",
      remedy: error.isAboutValue
        ? say(
          "Correct line \(line). Text stands in quotes, as in model = \"openai/gpt-oss-20b\".",
          zh: "请更正第 \(line) 行。文本要加引号，例如 model = \"openai/gpt-oss-20b\"。")
        : say("Correct line \(line) of that file.", zh: "请更正该文件的第 \(line) 行。"))
  }

  static func syntax(_ words: Substring, in part: Substring) -> String {
    say("\(words) (in the \(part))", zh: "\(words)（位于 \(part)）")
  }

  static func hasNoEquals(_ flag: String) -> EngineError {
    overrideRefused(
      say("Invalid override (missing '='): \(flag)", zh: "无效的覆盖项（缺少“=”）：\(flag)"))
  }

  static func hasEmptyKey(_ flag: String) -> EngineError {
    overrideRefused(say("Empty key in override: \(flag)", zh: "覆盖项的键为空：\(flag)"))
  }

  static func hasInvalidKey(_ flag: String) -> EngineError {
    overrideRefused(say("Invalid key in override: \(flag)", zh: "覆盖项的键无效：\(flag)"))
  }

  private static func overrideRefused(_ words: String) -> EngineError {
    EngineError(
      .configuration,
      say("Error parsing -c overrides: \(words)", zh: "解析 -c 覆盖项时出错：\(words)"),
      remedy: say(
        "Write it as -c key=value, for example -c model=openai/gpt-oss-20b.",
        zh: "写法为 -c key=value，例如 -c model=openai/gpt-oss-20b。"))
  }

  static func isUnusable(_ id: String, _ defect: String, heading: String) -> EngineError {
    EngineError(
      .configuration, say("The provider \(id) \(defect).", zh: "提供方 \(id) \(defect)。"),
      remedy: say("Correct \(heading) in the configuration.", zh: "请更正配置文件中的 \(heading)。"))
  }

  static func isNotSet(
    _ variable: String, for provider: String, instructions: String?
  ) -> EngineError {
    let instructions = instructions.map { " " + keyInstructions($0) } ?? ""
    return EngineError(
      .unauthorized,
      say(
        "The environment variable \(variable) is not set; \(provider) needs it.",
        zh: "未设置环境变量 \(variable)；\(provider) 需要它。"),
      remedy: say(
        "export \(variable)=… and start again.\(instructions)",
        zh: "请 export \(variable)=… 后重新启动。\(instructions)"))
  }

  /// A page alone is put into words, those of the user's language.
  private static func keyInstructions(_ text: String) -> String {
    guard text.hasPrefix("https://"), !text.contains(where: \.isWhitespace) else { return text }
    return say("Make a key at \(text)", zh: "在 \(text) 创建密钥")
  }

  static func holdsLineBreak(_ source: String) -> EngineError {
    EngineError(
      .unauthorized,
      say(
        "\(source) holds a line break or another control character.",
        zh: "\(source) 含有换行符或其他控制字符。"),
      remedy: say(
        "Set it to the value alone, on one line, and start again.", zh: "请只写值本身，占一行，然后重新启动。"))
  }

  static var hasNoAddress: String { say("has no base_url", zh: "没有 base_url") }

  static func hasForeignAddress(_ url: String) -> String {
    say("has a base_url that is no http address: \(url)", zh: "的 base_url 不是 http 地址：\(url)")
  }

  static func hasCommand(beside other: String) -> String {
    say(
      "has auth.command beside \(other); keep one of them", zh: "同时有 auth.command 和 \(other)；只应保留其一"
    )
  }

  static func hasUnsendableHeader(_ name: String) -> String {
    say("has a header that cannot be sent: \(name)", zh: "有无法发送的请求头：\(name)")
  }

  static func isDisabled(
    _ heading: String, _ defect: String, at place: TOMLValue.Place
  ) -> Notice {
    Notice(
      say(
        "\(place): \(heading) \(defect), so it is disabled.",
        zh: "\(place): \(heading) \(defect)，因此已停用。"),
      at: place)
  }

  static func sendsKeyUnencrypted(
    _ heading: String, to host: String, at place: TOMLValue.Place
  ) -> Notice {
    Notice(
      say(
        "\(place): \(heading) sends its key to \(host) unencrypted. Use https:// if that server can.",
        zh: "\(place): \(heading) 以未加密方式将密钥发送到 \(host)。如果该服务器支持，请使用 https://。"),
      at: place)
  }

  static func keyIsSent(
    _ variable: String, to address: String, at place: TOMLValue.Place
  ) -> Notice {
    Notice(
      say(
        "\(place): \(variable) is sent to \(address), the base_url set here.",
        zh: "\(place): \(variable) 会发送到此处设置的 base_url：\(address)。"),
      at: place)
  }
}
