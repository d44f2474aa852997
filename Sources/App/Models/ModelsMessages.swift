import Engine

/// What the commands around models say to the user.
enum ModelsMessages {
  static func isDownloaded(_ model: String) -> String {
    say("\(model) is downloaded", zh: "\(model) 已下载")
  }

  static var noModelIsLoaded: String { say("no model is loaded", zh: "没有已加载的模型") }

  static var ready: String { say("ready", zh: "就绪") }
  static var loading: String { say("loading", zh: "加载中") }
  static var warmingPrompt: String { say("warming the prompt", zh: "正在预热提示词") }

  static var pinned: String { say("pinned", zh: "已固定") }
  static var unloaded: String { say("unloaded", zh: "已卸载") }

  /// - Parameter done: what was done to it.
  static func model(_ name: String, is done: String) -> String {
    say("\(name) is \(done)", zh: "\(name) \(done)")
  }

  static var noServerAnswers: Failure {
    Failure(
      .unreachable,
      say("No local server of the configuration answers.", zh: "配置文件中的本地服务器均无响应。"))
  }

  static func noModel(_ name: String, nearest: String?) -> Failure {
    let hint =
      nearest.map { say("Did you mean \($0)?", zh: "是否应为 \($0)？") }
      ?? say("codex-tui models lists all.", zh: "codex-tui models 可列出全部模型。")
    return Failure(
      .model,
      say(
        "No local server has a model named \(name). \(hint)",
        zh: "没有本地服务器提供名为 \(name) 的模型。\(hint)"))
  }
}
