import Engine
import TUI

/// What is said in the shell after the screen has gone.
enum ExitSummary {
  /// One line on what was talked, and how to go on with it; `nil` when nothing was.
  ///
  /// - Parameter resume: the command that opens this conversation again, where it is kept.
  static func text(_ session: Session, resume: String?) -> String? {
    let turns = session.transcript.count
    guard turns > 0 else { return nil }
    var line = "codex-tui: \(turns) \(turns == 1 ? "turn" : "turns")"
    let last = session.transcript.last?.reply.source.model ?? session.profile.model
    line += " with \(Washer.wash(last))"
    if let resume { line += "\n  → \(resume)" }
    return line + "\n"
  }
}
