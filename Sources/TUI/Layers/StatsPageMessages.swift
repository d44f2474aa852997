import Engine

/// What the page of a conversation's figures says.
enum StatsPageMessages {
  static var title: String { say("this conversation in figures", zh: "此对话的统计数据") }

  /// Columns as wide as those of the rows.
  static var heading: SafeText {
    say(
      "turn  thought           answered          speed      model",
      zh: "轮    思考              回答              速度       模型")
  }
  static var picksHeading: SafeText {
    say("Answers you picked in races", zh: "你在竞速中选中的回答")
  }

  static func told(read: Int, written: Int) -> String {
    say(
      "told by servers: \(Plural.count(read, "token")) read, "
        + "\(Plural.count(written, "token")) written · ~ marks our own count",
      zh: "服务器报告：读取 \(read) token，生成 \(written) token · ~ 表示本程序的计数")
  }
}
