import Engine

/// What the command `stats` says to the user.
enum StatsMessages {
  static var daysMustBePositive: String {
    say("--days must be at least 1.", zh: "--days 至少为 1。")
  }

  /// - Parameter inThatTime: only some days were looked at.
  static func noReplies(inThatTime: Bool) -> String {
    say(
      "No replies yet\(inThatTime ? " in that time" : "").",
      zh: inThatTime ? "这段时间内还没有回复。" : "还没有回复。")
  }

  static var head: [String] {
    say(
      ["PROFILE", "MODEL", "REPLIES", "FIRST TOKEN", "TOK/S", "LOAD", "LATEST RATES"],
      zh: ["配置", "模型", "回复数", "首个 token", "TOK/S", "加载", "近期速度"])
  }

  static func replies(_ count: Int, failed: Int) -> String {
    "\(count)" + (failed > 0 ? say(" (\(failed) failed)", zh: "（失败 \(failed)）") : "")
  }
}
