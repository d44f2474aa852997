import Engine
import TUI

/// What is said in the shell after the screen has gone.
enum ExitSummary {
  /// One line on what was talked; `nil` when nothing was.
  static func text(_ session: Session) -> String? {
    let turns = session.transcript.count
    guard turns > 0 else { return nil }
    let last = session.transcript.last?.reply.source.model ?? session.profile.model
    return ScreenMessages.talked(turns: turns, with: Sanitizer.sanitize(last)) + "\n"
  }
}
