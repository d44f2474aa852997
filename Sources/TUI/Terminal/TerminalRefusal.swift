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
    case .inputIsNoTerminal: TerminalMessages.inputIsNoTerminal
    case .outputIsNoTerminal: TerminalMessages.outputIsNoTerminal
    case .noTerm: TerminalMessages.noTerm
    case .dumb(let term): TerminalMessages.hasNoFullScreen(term: term)
    case .unknown(let term): TerminalMessages.hasNoEntry(term: term)
    case .incapable(let term): TerminalMessages.cannotPlaceCursor(term: term)
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
