import Engine
import SystemPackage
import TUI

/// What the doctor says of what it looked at.
enum DoctorMessages {
  static func program(version: String) -> Finding {
    Finding(.ok, "program", "codex-tui \(version)")
  }

  static func noScreen(_ reason: String) -> Finding {
    Finding(.note, "terminal", reason, remedy: "exec and --linear work here.")
  }

  static func terminal(_ term: String, colors: String) -> Finding {
    Finding(.ok, "terminal", "TERM=\(term), colours: \(colors)")
  }

  static let noColors = "none (NO_COLOR)"
  static let directColors = "24 bit"
  static let terminfoColors = "by terminfo"

  static let terminalIsSilent = Finding(.note, "terminal", "does not answer questions")

  static func terminal(offers ability: String, says: Bool) -> Finding {
    Finding(.ok, "terminal", says ? "\(ability): yes" : "\(ability): it does not say so")
  }

  static let synchronizedOutput = "synchronized output (2026)"
  static let kittyKeyboard = "kitty keyboard"
  static let clipboard = "clipboard (OSC 52)"

  static func background(_ appearance: Theme.Appearance) -> Finding {
    Finding(.ok, "terminal", "background: \(appearance)")
  }

  static let noWidths = Finding(
    .note, "terminal", "tells no cursor place, so widths are not known")

  static func sameWidths(ofCharacters count: Int) -> Finding {
    Finding(.ok, "terminal", "draws all \(count) test characters as wide as we do")
  }

  /// - Parameter characters: each as `otherWidth` says it.
  static func otherWidths(_ characters: [String]) -> Finding {
    Finding(
      .note, "terminal", characters.joined(separator: "; "),
      remedy: "Such characters are placed one by one, so rows stay straight; "
        + "[tui] emoji = \"safe\" keeps joined emoji simple.")
  }

  static func otherWidth(of character: String, there: Int, here: Int) -> String {
    "\(character): \(Plural.count(there, "column")), here \(here)"
  }

  static func configuration(files: [String]) -> Finding {
    files.isEmpty
      ? Finding(
        .ok, "configuration", "no file; built-in settings", remedy: "codex-tui config init")
      : Finding(.ok, "configuration", files.joined(separator: ", "))
  }

  static func setting(_ path: String, _ value: String, at place: String) -> Finding {
    Finding(.ok, "configuration", "\(path) = \(value)  (\(place))")
  }

  static func notAsked(_ provider: String, at address: String) -> Finding {
    Finding(
      .ok, provider, "\(address): the key is set; not asked",
      remedy: "codex-tui doctor --remote asks it.")
  }

  static func toolServer(_ report: ToolServerReport, offers tools: [Tool]) -> Finding {
    let took = report.took.map { ", started in \(TimeFormatter.seconds($0))" } ?? ""
    return Finding(.ok, "tools \(report.id)", CommandsMessages.offers(tools) + took)
  }

  static func toolServer(_ report: ToolServerReport, fails error: EngineError) -> Finding {
    Finding(.note, "tools \(report.id)", error.message, remedy: error.remedy)
  }

  static func toolServerNotAsked(_ report: ToolServerReport) -> Finding {
    Finding(
      .ok, "tools \(report.id)", "\(report.server.url ?? ""): not asked",
      remedy: "codex-tui doctor --remote asks it.")
  }

  static func noSuchTool(_ selector: String) -> Finding {
    Finding(
      .note, "tools", "\(selector) is enabled, but there is none of that name",
      remedy: "codex-tui tools lists what there is; [tools] and the profiles say what is enabled.")
  }

  static func answers(
    _ provider: String, kind: String, at address: String, wire: String?, after time: Duration?,
    models: Int
  ) -> Finding {
    let wire = wire.map { ", wire \($0)" } ?? ""
    let took = time.map { ", answered in \(TimeFormatter.seconds($0))" } ?? ""
    return Finding(
      .ok, provider, "\(kind) at \(address)\(wire)\(took), \(Plural.count(models, "model"))")
  }

  static func loaded(_ model: String, window: Int?, at provider: String) -> Finding {
    Finding(.ok, provider, "loaded: \(model)" + (window.map { ", window \($0)" } ?? ""))
  }

  /// - Parameters:
  ///   - nearest: the model that may be meant.
  ///   - known: the models that are there, of which a few are named.
  static func modelMissing(
    _ model: String, of profile: String, at provider: String, nearest: String?, known: [String]
  ) -> Finding {
    Finding(
      .problem, provider, "profile \(profile) wants \(model), which is not there",
      remedy: nearest.map { "Did you mean \($0)?" }
        ?? "It has \(known.prefix(3).joined(separator: ", ")).")
  }

  static let nothingIsKept = Finding(
    .note, "state", "nothing is kept", remedy: "Set HOME or XDG_STATE_HOME.")

  static func cannotWrite(_ folder: String, _ failure: Errno) -> Finding {
    Finding(
      .problem, "state", "\(folder) cannot be written: \(failure)",
      remedy: "Correct its permissions, or set XDG_STATE_HOME.")
  }

  static let noConversations = Finding(.ok, "archive", "no conversations yet")
  static let archiveIsSound = Finding(.ok, "archive", "every page and index is sound")

  static func noFirstToken(_ profile: String) -> Finding {
    Finding(.problem, "speed", "\(profile) gave no word within two minutes")
  }

  static func firstToken(_ profile: String, after time: Duration, _ summary: String) -> Finding {
    Finding(
      .ok, "speed", "\(profile): first token after \(TimeFormatter.seconds(time)) (\(summary))")
  }

  // The characters that a terminal is asked about.

  static let combiningAccent = "a letter with a combining accent"
  static let chinese = "a Chinese character"
  static let halfWidth = "a half-width kana"
  static let arrow = "an arrow"
  static let emoji = "an emoji"
  static let skinnedEmoji = "an emoji with a skin"
  static let joinedEmoji = "a joined emoji"
  static let flag = "a flag"
  static let heart = "a heart made an emoji"
  static let keycap = "a keycap"
  static let devanagari = "a Devanagari cluster"
  static let hangul = "a Hangul syllable"
}
