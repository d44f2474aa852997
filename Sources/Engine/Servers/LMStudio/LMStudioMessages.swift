/// What the room of LM Studio says to the user.
enum LMStudioMessages {
  /// Codex's words where the tool is not there.
  private static var notFound: String {
    say(
      "LM Studio not found. Please install LM Studio from https://lmstudio.ai/",
      zh: "未找到 LM Studio。请从 https://lmstudio.ai/ 安装 LM Studio")
  }

  static var toolIsMissing: EngineError { EngineError(.configuration, notFound) }

  static var toolNotFound: EngineError {
    EngineError(
      .configuration, notFound,
      remedy: say(
        "If it is installed, start it once, or add the folder of lms to PATH.",
        zh: "如果已安装，请启动一次，或将 lms 所在的文件夹加入 PATH。"))
  }

  static func toolFailed(
    _ kind: EngineError.Kind, _ command: LMSTool.Command, exitCode: Int32, serverWords: String?
  ) -> EngineError {
    EngineError(
      kind,
      say(
        "\(task(of: command)) failed with exit code: \(exitCode)",
        zh: "\(task(of: command))失败，退出码：\(exitCode)"),
      remedy: say(
        "Run it by hand to see more: \(command.text)", zh: "请手动运行以了解详情：\(command.text)"),
      serverWords: serverWords)
  }

  private static func task(of command: LMSTool.Command) -> String {
    switch command {
    case .get: say("Model download", zh: "模型下载")
    case .load: say("Model load", zh: "模型加载")
    case .unload: say("Model unload", zh: "模型卸载")
    case .loaded: say("The list of loaded models", zh: "列出已加载的模型")
    case .link: say("The list of linked devices", zh: "列出链接的设备")
    case .estimate: say("The estimate", zh: "估算")
    }
  }

  static func toolNotStarted(_ call: String, path: String, reason: String) -> EngineError {
    EngineError(
      .configuration,
      say("Failed to execute '\(call)': \(reason)", zh: "执行“\(call)”失败：\(reason)"),
      remedy: say(
        "Check that \(path) is LM Studio's tool and may be run.",
        zh: "请确认 \(path) 是 LM Studio 的工具且可以运行。"))
  }

  static let download = "https://lmstudio.ai/download"

  /// Codex's words for a server that does not answer.
  static var notResponding: String {
    say(
      "LM Studio is not responding. Install from \(download) and run 'lms server start'.",
      zh: "LM Studio 无响应。请从 \(download) 安装，并运行“lms server start”。")
  }

  static func serverReturned(_ statusLine: String) -> String {
    say(
      "Server returned error: \(statusLine) \(notResponding)",
      zh: "服务器返回错误：\(statusLine) \(notResponding)")
  }

  static func modelsNotFetched(_ statusLine: String) -> String {
    say("Failed to fetch models: \(statusLine)", zh: "获取模型列表失败：\(statusLine)")
  }

  static var isNoJSON: String {
    say("JSON parse error: the answer is no JSON", zh: "JSON 解析错误：响应不是 JSON")
  }

  static var hasNoData: String { say("No 'data' array in response", zh: "响应中没有“data”数组") }

  static func modelNotLoaded(_ words: String) -> String {
    say("Failed to load model: \(words)", zh: "加载模型失败：\(words)")
  }

  static func requestFailed(_ words: String) -> String {
    say("Request failed: \(words)", zh: "请求失败：\(words)")
  }

  static func brokeOff(_ url: String) -> EngineError {
    EngineError(.brokenStream, say("\(url) broke off its answer.", zh: "\(url) 中断了响应。"))
  }

  static func asksForToken(_ address: String) -> String {
    say("LM Studio at \(address) asks for a token.", zh: "\(address) 的 LM Studio 要求提供访问令牌。")
  }

  static var makeToken: String {
    say(
      "Make one in LM Studio's server settings and export it as LM_API_TOKEN.",
      zh: "请在 LM Studio 的服务器设置中创建，并用 export 设为 LM_API_TOKEN。")
  }

  static func isNotLMStudio(_ message: String, serverWords: String?) -> EngineError {
    EngineError(
      .unsupported, message,
      remedy: say(
        "Check base_url: something else than LM Studio's OpenAI API answers there.",
        zh: "请检查 base_url：在那里响应的不是 LM Studio 的 OpenAI API。"),
      serverWords: serverWords)
  }

  static func isNotLoaded(_ instance: String, serverWords: String?) -> EngineError {
    EngineError(
      .modelMissing, say("\(instance) is not loaded.", zh: "\(instance) 未加载。"),
      serverWords: serverWords)
  }

  static func knowsNoModel(_ model: String, serverWords: String?) -> EngineError {
    EngineError(
      .modelMissing,
      say("LM Studio knows no model \(model) to download.", zh: "LM Studio 没有可下载的模型 \(model)。"),
      remedy: say(
        "Check the name at https://lmstudio.ai/models", zh: "请在 https://lmstudio.ai/models 核对名称"),
      serverWords: serverWords)
  }

  static func knowsNoDownload(serverWords: String) -> EngineError {
    EngineError(
      .refused,
      say("LM Studio no longer knows this download.", zh: "LM Studio 已没有此下载的记录。"),
      remedy: say("Begin it again.", zh: "请重新开始。"), serverWords: serverWords)
  }

  static var isNotNative: String {
    say("This server does not speak LM Studio's /api/v1.", zh: "此服务器不支持 LM Studio 的 /api/v1。")
  }

  static var needsNewer: String {
    say(
      "It needs LM Studio 0.4 or newer; for an older one use: lms load, lms get",
      zh: "需要 LM Studio 0.4 或更高版本；旧版请使用：lms load、lms get")
  }

  static func downloadFailed(serverWords: String) -> EngineError {
    EngineError(
      .serverFault, say("LM Studio could not download the model.", zh: "LM Studio 无法下载该模型。"),
      remedy: say(
        "Look at Downloads in LM Studio, then try again.",
        zh: "请查看 LM Studio 中的 Downloads，然后重试。"),
      serverWords: serverWords)
  }

  static func loadBrokeOff(_ model: String) -> EngineError {
    EngineError(
      .loadFailed,
      say("LM Studio broke off before \(model) was loaded.", zh: "LM Studio 在加载完 \(model) 之前中断了。"),
      remedy: say(
        "F5 tries again. LM Studio's own log tells why.", zh: "按 F5 重试。原因请见 LM Studio 的日志。"))
  }

  static var setToken: String {
    say(
      "Set LM_API_TOKEN to a token made in LM Studio's server settings and start again.",
      zh: "请将 LM_API_TOKEN 设为在 LM Studio 服务器设置中创建的令牌，然后重新启动。")
  }

  static func generation(with api: LMStudioServer.API) -> String {
    switch api {
    case .v1: say("LM Studio 0.4 or later", zh: "LM Studio 0.4 或更高版本")
    case .v0: say("LM Studio 0.3.6 or later", zh: "LM Studio 0.3.6 或更高版本")
    case .openAIOnly: say("LM Studio before 0.3.6", zh: "早于 0.3.6 的 LM Studio")
    }
  }

  static var pinsWithTool: EngineError {
    EngineError(
      .unsupported,
      say(
        "this LM Studio pins only with its tool, which is not installed here.",
        zh: "此 LM Studio 只能用其工具固定模型，而此处未安装该工具。"))
  }

  static var unloadsWithTool: EngineError {
    EngineError(
      .unsupported,
      say(
        "this LM Studio unloads only with its tool lms.", zh: "此 LM Studio 只能用其工具 lms 卸载模型。"))
  }

  static func downloadsWithTool(_ model: String) -> EngineError {
    EngineError(
      .unsupported,
      say(
        "This LM Studio downloads only with its tool, on its own machine.",
        zh: "此 LM Studio 只能在其所在机器上用其工具下载。"),
      remedy: say("Run there: lms get \(model)", zh: "请在该机器上运行：lms get \(model)"))
  }
}
