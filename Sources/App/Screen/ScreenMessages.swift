import Engine

/// What the full screen is told of this machine, and what the shell shows when it has gone.
enum ScreenMessages {
  /// What is copied, and how much of it.
  static func copy(of what: String, lines: Int) -> String {
    "\(what), \(Plural.count(lines, "line"))"
  }

  static func copied(_ copy: String, with tool: String) -> String { "copied \(copy), with \(tool)" }

  static func sentToTerminal(_ copy: String) -> String {
    "sent \(copy), to the terminal (OSC 52); it does not say whether it took it"
  }

  static let nowhereToCopy = "there is nowhere to copy to: no clipboard, no home directory"

  static func cannotWrite(_ path: String, _ error: any Error) -> String {
    "\(path) cannot be written: \(error)"
  }

  static func wrote(_ copy: String, to path: String, isTooLarge: Bool) -> String {
    let why = isTooLarge ? "too large for the terminal's clipboard" : "no clipboard in reach"
    return "wrote \(copy), to \(path): \(why)"
  }

  static func talked(turns: Int, with model: String) -> String {
    "codex-tui: \(Plural.count(turns, "turn")) with \(model)"
  }

  static let draftIsBack = "the draft of the last run is back"

  static func theme(_ reason: String) -> String { "theme \(reason)" }
}
