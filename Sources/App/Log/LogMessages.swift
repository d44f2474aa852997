/// What the command `log` says to the user.
enum LogMessages {
  static let linesMustNotBeNegative = "--lines must not be negative."

  static let noPlace = Failure(.other, "There is no log without HOME or XDG_STATE_HOME.")

  static func isEmpty(_ file: String) -> String {
    "\(file) is empty. CODEX_TUI_LOG=debug or --log-level debug writes more."
  }
}
