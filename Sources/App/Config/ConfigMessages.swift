import Engine

/// What the configuration's commands say to the user, and what they write into a first file.
enum ConfigMessages {
  static func activeProfile(_ name: String, model: String, from provider: String) -> String {
    say("profile \(name): \(model) from \(provider)", zh: "配置 \(name)：\(model)，来自 \(provider)")
  }

  static var sharedWithCodex: String {
    say("shared with Codex, never written", zh: "与 Codex 共用，从不写入")
  }
  static var laidOverIt: String { say("laid over it", zh: "覆盖在其上") }
  static var themes: String { say("themes", zh: "主题") }
  static var state: String { say("conversations, history, log", zh: "对话、历史记录、日志") }

  static var noPlaceForFile: Failure {
    Failure(
      .configuration,
      say(
        "Without HOME or XDG_CONFIG_HOME there is no place for a file.",
        zh: "未设置 HOME 或 XDG_CONFIG_HOME，因此没有存放文件的位置。"))
  }

  static func isThereAlready(_ path: String) -> Failure {
    Failure(
      .configuration,
      say(
        "\(path) is there already.\n  → See what a new one would say: "
          + "codex-tui config init --dry-run; --force replaces it.",
        zh: "\(path) 已存在。\n  → 查看新文件的内容："
          + "codex-tui config init --dry-run；--force 会替换它。"))
  }

  static func cannotWrite(_ path: String, _ error: any Error) -> Failure {
    Failure(
      .configuration, say("\(path) cannot be written: \(error).", zh: "无法写入 \(path)：\(error)。"))
  }

  static func wrote(_ path: String) -> String { say("wrote \(path)", zh: "已写入 \(path)") }

  static func answers(_ server: String, at address: String, models: Int) -> String {
    say(
      "\(server) answers at \(address) with \(Plural.count(models, "model"))",
      zh: "\(server) 在 \(address) 响应，有 \(models) 个模型")
  }

  static func codexFileIsRead(_ path: String) -> String {
    say(
      "Codex's \(path) is read as it is; the new file only overrides it",
      zh: "Codex 的 \(path) 按原样读取；新文件只覆盖其中的设置项")
  }

  static var lmStudioIsSilent: String {
    say(
      "LM Studio is installed but does not answer; start it with: lms server start",
      zh: "LM Studio 已安装但无响应；启动命令：lms server start")
  }
  static var ollamaIsSilent: String {
    say(
      "Ollama is installed but does not answer; start it with: ollama serve",
      zh: "Ollama 已安装但无响应；启动命令：ollama serve")
  }
  static var noServerAnswers: String {
    say("no local server answers on its usual port", zh: "常用端口上没有本地服务器响应")
  }
  static var openAIKeyIsSet: String {
    say("OPENAI_API_KEY is set, so the profile cloud works", zh: "已设置 OPENAI_API_KEY，配置 cloud 可用")
  }

  // The comments of a first file: as the reference of settings beside them, the same in every language.

  static let fileHead =
    "Settings of codex-tui, laid over Codex's own file. Every key: man codex-tui-config"
  static let fileStart = "What codex-tui starts with; F2 walks through the profiles of this file."

  static func fileCloud(keyIsSet: Bool) -> String {
    "A model in the cloud; the built-in profile cloud needs only OPENAI_API_KEY"
      + (keyIsSet ? ", which is set." : ".")
  }

  static let fileNoModel = "the server has none yet"
}
