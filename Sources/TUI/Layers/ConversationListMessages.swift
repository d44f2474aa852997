import Engine

/// What the list of conversations says.
enum ConversationListMessages {
  static var opens: String { say("open", zh: "打开") }
  static var pins: String { say("pin", zh: "置顶") }
  static var deletesOrBringsBack: String { say("delete or bring back", zh: "删除或恢复") }

  static var title: String { say("conversations", zh: "对话") }
  static var headings: [String] {
    say(["title", "changed", "turns", "model", ""], zh: ["标题", "修改时间", "轮数", "模型", ""])
  }

  static func deleted(undoKey: String?) -> String {
    guard let undoKey else { return say("deleted", zh: "已删除") }
    return say("deleted · \(undoKey) brings it back", zh: "已删除 · \(undoKey) 恢复")
  }

  static func turns(_ count: Int) -> String {
    say(Plural.count(count, "turn"), zh: "\(count) 轮")
  }

  static var invitation: String { say("type to search what was said", zh: "输入以搜索对话内容") }

  static func found(in place: SearchHit.Place, _ snippet: String) -> String {
    switch place {
    case .prompt: say("prompt: \(snippet)", zh: "提示词：\(snippet)")
    case .thinking: say("thinking: \(snippet)", zh: "思考：\(snippet)")
    case .answer: say("answer: \(snippet)", zh: "回答：\(snippet)")
    }
  }
}
