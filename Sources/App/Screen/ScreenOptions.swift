import ArgumentParser
import Engine
import TUI

/// What the full screen alone understands.
struct ScreenOptions: ParsableArguments {
  static let usualSize = "120x40"

  @Flag(
    name: .customLong("no-alt-screen"),
    help: ArgumentHelp(
      say(
        "Stay in the terminal's normal screen, so that the last picture stays above the shell.",
        zh: "使用终端的普通屏幕，退出后最后的画面留在 shell 上方。")))
  var noAlternateScreen = false

  @Option(
    help: ArgumentHelp(
      say(
        "Replay the keys of a file without a terminal; - reads them from stdin.",
        zh: "不使用终端，回放文件中的按键；- 表示从 stdin 读取。")))
  var script: String?

  @Option(
    help: ArgumentHelp(
      say("The picture's size in a scripted run, COLUMNSxROWS.", zh: "脚本运行时的画面大小，COLUMNSxROWS。")))
  var size = Self.usualSize

  @Option(
    help: ArgumentHelp(
      say(
        "Where a scripted run keeps its last picture: .svg, .screen, else plain text; - prints it.",
        zh: "最后画面存为文件：.svg、.screen 或纯文本；- 表示打印。")))
  var saveScreen: String?

  /// Without a terminal, by a script or for one picture.
  var isScripted: Bool { script != nil || saveScreen != nil }
}
