import Engine

/// What is said where a call waits for a yes.
enum CallQuestionMessages {
  static func why(_ reason: ToolQuestion.Reason) -> String? {
    switch reason {
    case .new: nil
    case .changed:
      say(
        "! The tool describes itself otherwise than when you allowed it:",
        zh: "! 该工具的说明与你当初允许它时不同：")
    case .readOutside:
      say(
        "! Text from outside was read before this call and may be behind it.",
        zh: "! 之前读取过外部内容；此次调用可能源于其中的内容。")
    case .repeated:
      say(
        "! The same call has given the same result twice.",
        zh: "! 同样的调用已两次得到同样的结果。")
    case .manyCalls(let count):
      say(
        "! \(Plural.count(count, "call")) for this prompt so far; yes allows as many again.",
        zh: "! 这条提示词已引发 \(count) 次调用；允许后可再调用同样多次。")
    }
  }

  /// - Parameters:
  ///   - above, below: lines that are out of view.
  static func allow(number: Int, of count: Int, above: Int = 0, below: Int = 0) -> String {
    var words = say("allow this call?", zh: "允许此调用？")
    if count > 1 { words += say(" \(number) of \(count)", zh: "第 \(number) 个，共 \(count) 个") }
    if above > 0 {
      words += say(" · ↑ \(Plural.count(above, "line")) above", zh: " · ↑ 上方还有 \(above) 行")
    }
    if below > 0 {
      words += say(" · ↓ \(Plural.count(below, "line")) below", zh: " · ↓ 下方还有 \(below) 行")
    }
    return words
  }

  static var readToTheEnd: String {
    say("read it to its end first: ↓, Page Down, End", zh: "请先读到末尾：↓、Page Down、End")
  }
  static var noArguments: String { say("without arguments", zh: "无参数") }
  static var once: String { say("once", zh: "一次") }
  static var forConversation: String { say("in this conversation", zh: "在此对话中") }
  static var always: String { say("always", zh: "始终") }
  static var notNow: String { say("no", zh: "否") }
  static var notBecause: String { say("no, and say why", zh: "否，并说明原因") }
  static var description: String { say("description", zh: "说明") }
  static var stopsTurn: String { say("stop", zh: "停止") }
  static var whyNot: SafeText { say("why not? ", zh: "原因：") }
}
