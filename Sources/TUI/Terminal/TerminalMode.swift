/// What is switched on in the terminal while it is ours, and how each of it is switched off again.
///
/// The two strings mirror each other, last on first off. The alternate screen is not among them:
/// ncurses enters and leaves it, and keyboard modes belong to the screen they were set on, so
/// `entering` is written after it is entered and `leaving` before it is left.
package struct TerminalMode: Equatable, Sendable {
  private struct Switch: Equatable {
    var on: String
    var off: String

    init(_ on: String, _ off: String) {
      self.on = "\u{1b}[" + on
      self.off = "\u{1b}[" + off
    }

    static let title = Switch("22;2t", "23;2t")
    static let bracketedPaste = Switch("?2004h", "?2004l")
    static let focus = Switch("?1004h", "?1004l")
    /// Tells when the desktop turns dark or light.
    static let scheme = Switch("?2031h", "?2031l")
    /// Buttons and dragging, in decimal (SGR) form.
    static let mouse = Switch(
      "?1000h\u{1b}[?1002h\u{1b}[?1006h", "?1006l\u{1b}[?1002l\u{1b}[?1000l")
    /// With the mouse left to the terminal, the wheel is no arrow keys, which would walk the prompts. All
    /// terminals that know the mode begin with it on; xterm alone begins without, and is left alone.
    static let wheelKeys = Switch("?1007l", "?1007h")
    /// xterm, tmux: every modified key as a number. Old VTE reads it as underline: hence the reset.
    static let modifiedKeys = Switch(">4;2m\u{1b}[m", ">4;0m\u{1b}[m")
    /// kitty, foot, WezTerm, Ghostty: 1 tell Shift+Enter from Enter, 4 name the shifted character.
    static let kittyKeyboard = Switch(">5u", "<u")
  }

  package let hasMouse: Bool
  private let environment: TerminalEnvironment
  package let entering: String
  package let leaving: String
  /// Questions whose answers arrive as `.report`: synchronized output, keyboard protocol, the
  /// background colour, the terminal's name, a cell's pixels, and last what every terminal answers, so that the end is known.
  package let questions: String

  package init(environment: TerminalEnvironment, mouse: Bool) {
    hasMouse = mouse
    self.environment = environment
    guard environment.isXtermLike else {
      (entering, leaving, questions) = ("", "", "")
      return
    }
    var switches: [Switch] = [.title, .bracketedPaste, .focus, .scheme]
    if !environment.isXterm { switches.append(.wheelKeys) }
    if mouse { switches.append(.mouse) }
    switches += [.modifiedKeys, .kittyKeyboard]
    entering = switches.map(\.on).joined()
    let progress = environment.takesProgress ? ProgressSequence.off : ""
    leaving = progress + switches.reversed().map(\.off).joined()
    questions = "\u{1b}[?2026$p\u{1b}[?u\u{1b}]11;?\u{1b}\\\u{1b}[>q\u{1b}[16t\u{1b}[c"
  }

  /// The same with or without the mouse.
  package func with(mouse: Bool) -> TerminalMode {
    TerminalMode(environment: environment, mouse: mouse)
  }

  /// What turns the mouse on or off, as this mode has it.
  package var mouseSwitch: String {
    guard environment.isXtermLike else { return "" }
    return hasMouse ? Switch.mouse.on : Switch.mouse.off
  }

  /// Everything off, whatever state a crash left behind: also an open synchronized update, colours,
  /// the hidden cursor, line wrapping and the alternate screen.
  ///
  /// - Parameter exitAlternateScreen: terminfo's `rmcup`; empty when it was not entered.
  package func rescue(exitAlternateScreen: String) -> String {
    guard !leaving.isEmpty else { return exitAlternateScreen + "\u{1b}[m\r\n" }
    return "\u{1b}[?2026l" + leaving + "\u{1b}[m\u{1b}[?7h" + exitAlternateScreen
      + "\u{1b}[?25h\r\n"
  }
}
