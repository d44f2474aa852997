import Engine

/// What a comparison of two replies says.
package enum CompareMessages {
  static var title: String { say("two replies compared", zh: "比较两条回复") }
  package static var answers: String { say("answers", zh: "回答") }
  package static var thinking: String { say("thinking", zh: "思考") }
  static var profile: String { say("profile", zh: "配置") }
  static var first: String { say("first word", zh: "首字") }
  static var thought: String { say("thought", zh: "思考") }
  static var whole: String { say("whole time", zh: "总时间") }
  static var rate: String { say("rate", zh: "速度") }
  static var tokens: String { say("tokens", zh: "token 数") }

  package static func heading(_ title: String, shared: Int) -> String {
    say(
      "\(title): \(shared) % of the words are the same",
      zh: "\(title)：\(shared) % 的词相同")
  }
}
