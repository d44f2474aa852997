import Engine

/// What the terminal's room says where there can be no full screen.
enum TerminalMessages {
  static var inputIsNoTerminal: String {
    say(
      "Standard input is not a terminal. Try: codex-tui exec PROMPT, or --linear",
      zh: "标准输入不是终端。请尝试：codex-tui exec PROMPT，或 --linear")
  }

  static var outputIsNoTerminal: String {
    say(
      "Standard output is not a terminal. Try: codex-tui exec PROMPT, or --linear",
      zh: "标准输出不是终端。请尝试：codex-tui exec PROMPT，或 --linear")
  }

  static var noTerm: String {
    say(
      "TERM is not set. Try: TERM=xterm-256color codex-tui, or --linear",
      zh: "未设置 TERM。请尝试：TERM=xterm-256color codex-tui，或 --linear")
  }

  static func hasNoFullScreen(term: String) -> String {
    say(
      "TERM=\(term) has no full screen. Try: codex-tui --linear",
      zh: "TERM=\(term) 不支持全屏。请尝试：codex-tui --linear")
  }

  static func hasNoEntry(term: String) -> String {
    say(
      "No terminfo entry for TERM=\(term). Try: TERM=xterm-256color codex-tui, or --linear",
      zh: "没有 TERM=\(term) 的 terminfo 条目。请尝试：TERM=xterm-256color codex-tui，或 --linear")
  }

  static func cannotPlaceCursor(term: String) -> String {
    say(
      "TERM=\(term) cannot place the cursor. Try: TERM=xterm-256color codex-tui, or --linear",
      zh: "TERM=\(term) 无法定位光标。请尝试：TERM=xterm-256color codex-tui，或 --linear")
  }
}
