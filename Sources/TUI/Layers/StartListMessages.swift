import Engine

/// What the ways to a first answer are called.
enum StartListMessages {
  static var noServer: String {
    say("no server answers", zh: "没有服务器响应")
  }
  static var whichServer: String {
    say(
      "which local server? (oss_provider makes it the usual one)",
      zh: "选择本地服务器（用 oss_provider 设为默认）")
  }
  static var invitation: String { say("or just type a prompt", zh: "或直接输入提示词") }
  static var lookAgain: String { say("Look again", zh: "再次查找") }
  static var otherWays: String { say("Other ways to a first answer…", zh: "其他获得回答的方式…") }
  static var tryDemo: String { say("Try the demo", zh: "试用演示") }
  static var demoNeedsNothing: String {
    say("a simulated model, in this program", zh: "程序内置的模拟模型")
  }
  static func use(_ server: String) -> String { say("Use \(server)", zh: "使用 \(server)") }
  static func start(_ server: String) -> String { say("Start \(server)", zh: "启动 \(server)") }
  static var useCloud: String { say("Use the cloud", zh: "使用云端") }
  static func cloud(_ profile: String, model: String) -> String {
    say("profile \(profile) · \(model)", zh: "配置 \(profile) · \(model)")
  }
  static var howToServer: String { say("How to get a server", zh: "如何安装服务器") }
  static var threeWays: String {
    say("LM Studio, Ollama or llama.cpp", zh: "LM Studio、Ollama 或 llama.cpp")
  }

  // The page that says how.

  static var guideTitle: String { say("getting a server", zh: "安装服务器") }
  static var guide: [String] {
    say(
      [
        "Any one of these is enough. codex-tui finds it by itself once it answers.",
        "",
        "LM Studio",
        "  Install it from https://lmstudio.ai and open it once, then:",
        "  lms get openai/gpt-oss-20b",
        "  lms server start",
        "",
        "Ollama",
        "  Install it from https://ollama.com/download, then:",
        "  ollama pull gpt-oss:20b",
        "  ollama serve",
        "",
        "llama.cpp",
        "  Install it with a package manager (brew install llama.cpp), then:",
        "  llama-server -hf ggml-org/gpt-oss-20b-GGUF --port 8080",
        "",
        "In the cloud",
        "  export OPENAI_API_KEY=…, then start codex-tui with --profile cloud.",
        "",
        "codex-tui doctor says what is found here, and what to do about what is not.",
      ],
      zh: [
        "任选其一即可。服务器开始响应后，codex-tui 会自动找到它。",
        "",
        "LM Studio",
        "  从 https://lmstudio.ai 安装并打开一次，然后：",
        "  lms get openai/gpt-oss-20b",
        "  lms server start",
        "",
        "Ollama",
        "  从 https://ollama.com/download 安装，然后：",
        "  ollama pull gpt-oss:20b",
        "  ollama serve",
        "",
        "llama.cpp",
        "  用包管理器安装（brew install llama.cpp），然后：",
        "  llama-server -hf ggml-org/gpt-oss-20b-GGUF --port 8080",
        "",
        "云端",
        "  export OPENAI_API_KEY=…，然后用 --profile cloud 启动 codex-tui。",
        "",
        "codex-tui doctor 会说明本机找到了什么，以及如何解决缺少的部分。",
      ])
  }
}
