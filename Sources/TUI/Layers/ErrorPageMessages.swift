import Engine

/// What the page about an error says.
enum ErrorPageMessages {
  static var title: String { say("what went wrong", zh: "出了什么问题") }

  static func kind(_ kind: String) -> String { say("kind    \(kind)", zh: "类别    \(kind)") }

  static func retry(after wait: Duration) -> String {
    say(
      "retry   after \(TimeFormatter.seconds(wait))",
      zh: "重试    \(TimeFormatter.seconds(wait)) 后")
  }

  static var saidNothingMore: SafeText {
    say("The server said nothing more.", zh: "服务器没有更多说明。")
  }
  static var serversWords: SafeText { say("The server's own words:", zh: "服务器的原话：") }
}
