import Engine

/// What the command `log` says to the user.
enum LogMessages {
  static var linesMustNotBeNegative: String {
    say("--lines must not be negative.", zh: "--lines 不能为负数。")
  }

  static var noPlace: Failure {
    Failure(
      .other,
      say(
        "There is no log without HOME or XDG_STATE_HOME.", zh: "未设置 HOME 或 XDG_STATE_HOME，因此没有日志。"))
  }

  static func isEmpty(_ file: String) -> String {
    say(
      "\(file) is empty. CODEX_TUI_LOG=debug or --log-level debug writes more.",
      zh: "\(file) 为空。CODEX_TUI_LOG=debug 或 --log-level debug 会写入更多内容。")
  }
}
