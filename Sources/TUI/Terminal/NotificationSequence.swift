/// A word to a user who looks elsewhere.
package enum NotificationSequence {
  /// How it is said; `auto` is OSC 9 where the terminal is known to show it, else the bell.
  package enum Method: Equatable, Sendable { case auto, osc9, bell }

  /// Terminals that show OSC 9 as a notification of the desktop, by `$TERM_PROGRAM` or `$TERM`.
  private static let programs = ["iterm.app", "wezterm", "ghostty"]
  private static let terms = ["xterm-kitty", "xterm-ghostty", "wezterm", "foot"]

  static func bytes(
    _ words: String, by method: Method, environment: TerminalEnvironment
  ) -> String {
    switch method {
    case .bell: "\u{7}"
    case .osc9: sequence(words)
    case .auto: showsNotifications(environment) ? sequence(words) : "\u{7}"
    }
  }

  /// tmux keeps OSC 9 to itself, but rings for a window that is not in view.
  private static func showsNotifications(_ environment: TerminalEnvironment) -> Bool {
    guard !environment.isInsideTmux, !environment.isInsideScreen else { return false }
    return programs.contains(environment.program)
      || terms.contains { environment.term.hasPrefix($0) }
  }

  private static func sequence(_ words: String) -> String {
    "\u{1b}]9;" + TitleSequence.clean(words) + "\u{7}"
  }
}
