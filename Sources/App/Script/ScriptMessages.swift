import Engine
import TUI

/// What is wrong with a script, or why it does not go on.
enum ScriptMessages {
  static func isNoSize(_ text: String) -> Failure {
    Failure(
      .usage,
      say(
        "--size \(text) is no size. Write it as 120x40.",
        zh: "--size \(text) 不是有效的尺寸。请写成 120x40 的形式。"))
  }

  static var resizeNeedsSize: String { say("resize needs a size: 80x24", zh: "resize 需要尺寸：80x24") }

  static func isNoStep(_ verb: String) -> String {
    say(
      "\(verb) is no step. There are: type, key, paste, wheel, click, drag, focus in, "
        + "focus out, resize, until, save FILE",
      zh: "\(verb) 不是有效的步骤。可用：type、key、paste、wheel、click、drag、focus in、"
        + "focus out、resize、until、save FILE")
  }

  static func isNoKey(_ name: String) -> String {
    say("\(name) is not a key", zh: "\(name) 不是按键")
  }

  static func unknownCondition(_ words: String, known: [String]) -> String {
    say(
      "until \(words) is not known. There are: \(known.joined(separator: ", ")), shows TEXT",
      zh: "未知的 until \(words)。可用：\(known.joined(separator: "、"))、shows TEXT")
  }

  static var mouseForms: String {
    say(
      "write wheel up 10,4 or wheel down 10,4, click 10,4, drag 10,4 30,6",
      zh: "请写成 wheel up 10,4 或 wheel down 10,4、click 10,4、drag 10,4 30,6")
  }

  static func didNotCome(within limit: Duration) -> String {
    say(
      "this did not come within \(TimeFormatter.seconds(limit))",
      zh: "\(TimeFormatter.seconds(limit)) 内未等到此条件")
  }
}
