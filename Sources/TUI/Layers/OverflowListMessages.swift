import Engine

/// What is said of a prompt that would not fit into the model's window.
enum OverflowListMessages {
  static var promptWaits: String {
    say(
      "a waiting prompt does not fit · Enter on an empty line shows what can be done",
      zh: "有一条等待中的提示词超出窗口 · 在空行按 Enter 查看可选办法")
  }

  static func overflow(needed: Int, window: Int) -> String {
    say(
      "about \(Plural.count(needed, "token")) · the loaded window holds \(window)",
      zh: "约 \(needed) token · 已加载的窗口可容纳 \(window)")
  }

  static var leaveOut: String { say("Leave out the oldest turns", zh: "略去最早的几轮") }

  static func leaveOut(_ turns: Int) -> String {
    say("\(turns) of them; they stay in the conversation", zh: "共 \(turns) 轮；仍保留在对话中")
  }

  static var promptIsTooLong: String { say("the prompt alone is too long", zh: "提示词本身就过长") }

  static var summarise: String { say("Summarise the oldest turns", zh: "为最早的几轮生成摘要") }

  static func summarise(_ turns: Int) -> String {
    say(
      "\(turns) of them; one more request, they stay here whole",
      zh: "共 \(turns) 轮；多一次请求，原文在此完整保留")
  }

  static var tooFewTurns: String { say("there are too few turns", zh: "轮数太少") }

  static var loadLarger: String {
    say("Load the model with a larger window", zh: "以更大的窗口加载模型")
  }

  static func loadLarger(_ tokens: Int) -> String {
    say(
      "\(Plural.count(tokens, "token")); takes a load and more memory",
      zh: "\(tokens) token；需重新加载并占用更多内存")
  }

  static var noLargerWindow: String {
    say(
      "this server or model offers no larger one from here",
      zh: "此服务器或模型无法在此提供更大的窗口")
  }

  static var editPrompt: String { say("Edit the prompt", zh: "编辑提示词") }
  static var comesBack: String { say("it comes back into the composer", zh: "提示词会回到输入框") }

  static var sendAnyway: String { say("Send it anyway", zh: "仍要发送") }
  static var cutOrRefused: String {
    say("the server cuts it or refuses it", zh: "服务器会截断或拒绝它")
  }
}
