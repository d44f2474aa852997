import Engine

/// What is said where no server answers, and nothing was said yet.
enum StartListMessages {
  static var noServer: String {
    say(
      "no server answers · a number or Enter chooses · Esc, or just type",
      zh: "没有服务器响应 · 按数字键或 Enter 选择 · 按 Esc 或直接输入")
  }
  static var tryDemo: String { say("Try the demo", zh: "试用演示") }
  static var demoNeedsNothing: String {
    say(
      "a simulated model, in this program: codex-tui --demo",
      zh: "本程序内置的模拟模型：codex-tui --demo")
  }
  static var howToDemo: String {
    say("Leave with Ctrl+D, then: codex-tui --demo", zh: "按 Ctrl+D 退出，然后运行：codex-tui --demo")
  }

  static func use(_ server: String) -> String { say("Use \(server)", zh: "使用 \(server)") }
  static func start(_ server: String) -> String { say("Start \(server)", zh: "启动 \(server)") }
}
