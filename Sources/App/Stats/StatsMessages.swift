/// What the command `stats` says to the user.
enum StatsMessages {
  static let daysMustBePositive = "--days must be at least 1."

  /// - Parameter inThatTime: only some days were looked at.
  static func noReplies(inThatTime: Bool) -> String {
    "No replies yet\(inThatTime ? " in that time" : "")."
  }

  static let head = [
    "PROFILE", "MODEL", "REPLIES", "FIRST TOKEN", "TOK/S", "LOAD", "LATEST RATES",
  ]

  static func replies(_ count: Int, failed: Int) -> String {
    "\(count)" + (failed > 0 ? " (\(failed) failed)" : "")
  }
}
