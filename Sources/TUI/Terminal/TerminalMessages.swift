/// What the terminal's room says where there can be no full screen.
enum TerminalMessages {
  static let inputIsNoTerminal =
    "Standard input is not a terminal. Try: codex-tui exec PROMPT, or --linear"

  static let outputIsNoTerminal =
    "Standard output is not a terminal. Try: codex-tui exec PROMPT, or --linear"

  static let noTerm = "TERM is not set. Try: TERM=xterm-256color codex-tui, or --linear"

  static func hasNoFullScreen(term: String) -> String {
    "TERM=\(term) has no full screen. Try: codex-tui --linear"
  }

  static func hasNoEntry(term: String) -> String {
    "No terminfo entry for TERM=\(term). Try: TERM=xterm-256color codex-tui, or --linear"
  }

  static func cannotPlaceCursor(term: String) -> String {
    "TERM=\(term) cannot place the cursor. Try: TERM=xterm-256color codex-tui, or --linear"
  }
}
