import Engine

/// What the full screen is told of this machine, and what the shell shows when it has gone.
enum ScreenMessages {
  /// What is copied, and how much of it.
  static func copy(of what: String, lines: Int) -> String {
    say("\(what), \(Plural.count(lines, "line"))", zh: "\(what)，\(lines) 行")
  }

  static func copied(_ copy: String, with tool: String) -> String {
    say("copied \(copy), with \(tool)", zh: "已复制\(copy)，使用 \(tool)")
  }

  static func sentToTerminal(_ copy: String) -> String {
    say(
      "sent \(copy), to the terminal (OSC 52); it does not say whether it took it",
      zh: "已将\(copy)发送到终端（OSC 52）；终端不会告知是否已接收")
  }

  static var nowhereToCopy: String {
    say(
      "there is nowhere to copy to: no clipboard, no home directory",
      zh: "无处可复制：没有剪贴板，也没有主目录")
  }

  static func cannotWrite(_ path: String, _ error: any Error) -> String {
    say("\(path) cannot be written: \(error)", zh: "无法写入 \(path)：\(error)")
  }

  static func wrote(_ copy: String, to path: String, isTooLarge: Bool) -> String {
    let why =
      isTooLarge
      ? say("too large for the terminal's clipboard", zh: "超出终端剪贴板的容量")
      : say("no clipboard in reach", zh: "没有可用的剪贴板")
    return say("wrote \(copy), to \(path): \(why)", zh: "已将\(copy)写入 \(path)：\(why)")
  }

  static func talked(turns: Int, with model: String) -> String {
    say(
      "codex-tui: \(Plural.count(turns, "turn")) with \(model)",
      zh: "codex-tui：与 \(model) 对话 \(turns) 轮")
  }

  static var draftIsBack: String { say("the draft of the last run is back", zh: "已恢复上次运行的草稿") }

  static func theme(_ reason: String) -> String { say("theme \(reason)", zh: "主题 \(reason)") }
}
