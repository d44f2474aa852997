#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why there is no full screen here. One line, with the next step in it.
package enum TerminalRefusal: Error, Equatable, Sendable {
  case inputIsNoTerminal
  case outputIsNoTerminal
  case noTerm
  /// `$TERM` names something without a cursor.
  case dumb(String)
  /// No terminfo entry of that name, and none that is close.
  case unknown(String)
  /// The entry exists, but cannot move the cursor or clear the screen.
  case incapable(String)

  package var reason: String {
    switch self {
    case .inputIsNoTerminal:
      "Standard input is not a terminal. Try: codex-tui exec PROMPT, or --linear"
    case .outputIsNoTerminal:
      "Standard output is not a terminal. Try: codex-tui exec PROMPT, or --linear"
    case .noTerm: "TERM is not set. Try: TERM=xterm-256color codex-tui, or --linear"
    case .dumb(let term): "TERM=\(term) has no full screen. Try: codex-tui --linear"
    case .unknown(let term):
      "No terminfo entry for TERM=\(term). Try: TERM=xterm-256color codex-tui, or --linear"
    case .incapable(let term):
      "TERM=\(term) cannot place the cursor. Try: TERM=xterm-256color codex-tui, or --linear"
    }
  }

  /// What can be said before the terminal is touched; `nil` means go ahead.
  package init?(
    inputIsTerminal: Bool, outputIsTerminal: Bool, environment: TerminalEnvironment
  ) {
    if !outputIsTerminal {
      self = .outputIsNoTerminal
    } else if !inputIsTerminal {
      self = .inputIsNoTerminal
    } else if environment.term.isEmpty {
      self = .noTerm
    } else if environment.term == "dumb" || environment.term == "unknown" {
      self = .dumb(environment.term)
    } else {
      return nil
    }
  }

  package static func of(
    input: Int32 = 0, output: Int32 = 1, environment: TerminalEnvironment = .current
  ) -> TerminalRefusal? {
    TerminalRefusal(
      inputIsTerminal: isatty(input) == 1, outputIsTerminal: isatty(output) == 1,
      environment: environment)
  }
}
