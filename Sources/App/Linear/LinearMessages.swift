import Engine
import TUI

/// What the conversation in plain lines says.
enum LinearMessages {
  static func greeting(version: String) -> String {
    "codex-tui \(version). /help lists the commands, Ctrl+D ends."
  }

  static let nothingToRepeat = "There is no prompt to repeat yet."
  static let stopped = "stopped; what was said is kept"

  /// What stands before the words that are typed.
  static func prompt(profile: String, destination: Location) -> String {
    "\(LocationLabel.sign(destination).map { "\($0) " } ?? "")\(profile) you: "
  }

  static let help = """
    /profile [NAME]  list the profiles, or go on with another one
    /model [NAME]    say which model answers, or go on with another one
    /models          list the models of the local servers
    /retry           ask the last question again
    /tools [NAMES]   list the tools, or let the model call these and no others: server or server:tool; off
    /new             begin a new conversation
    /resume [ID]     list the kept conversations, or go on with one
    /quit            end; Ctrl+D does the same, Ctrl+C stops a reply
    A line that ends in \\ goes on in the next one; \"\"\" alone begins and ends several lines.
    """

  static let allow =
    "allow it? y once, c in this conversation, a always, n no, or n and why: "
  static func form(of server: String) -> String { "\(server) asks you:" }
  static let howToFill =
    "One line for each field; an empty line takes what stands in brackets. /decline refuses, /cancel leaves it unanswered."
  static let yesOrNo = " (y or n)"
  static let noSecrets =
    "A server must not ask for a secret here: what you enter goes to it as it is."
  static func page(_ url: String) -> String { "Open this address yourself if you trust it: \(url)" }
  static let pageDone = "Enter when you are done there, /decline or /cancel: "
  static func isOn(_ isOn: Bool) -> String { isOn ? "on " : "off" }
  static let noSuchAnswer = "that is none of the answers; nothing is run until one is given"
  static let noToolServers = "No server of tools is configured: docs/tools.md."

  static let newConversation = "a new conversation"

  static func noCommand(_ name: String) -> String {
    "There is no \(name). /help lists what there is."
  }

  static let noServerAnswers = "No local server of the configuration answers."

  /// - Parameter known: the names, joined.
  static func noProfile(nearest: String?, known: String) -> String {
    "No such profile. \(nearest.map { "Did you mean \($0)? " } ?? "")There are: \(known)"
  }

  static func noModel(_ name: String, nearest: String?) -> String {
    let hint = nearest.map { "Did you mean \($0)?" } ?? "/models lists all."
    return "No local server has a model named \(name). \(hint)"
  }

  static func now(on place: String) -> String { "now on \(place)" }

  static func place(
    profile: String, model: String, address: String, destination: Location
  ) -> String {
    let leaves = LocationLabel.sign(destination).map { " · \($0), leaves this machine" } ?? ""
    return "\(profile) · \(model) · \(address)\(leaves)"
  }

  static let noConversations = "No conversation is kept yet."
  static let resumeWithID = "/resume and how its id begins goes on with one."

  static func goingOn(with title: String, turns: Int) -> String {
    "going on with \(title), \(Plural.count(turns, "turn")); the last one:"
  }

  static func you(_ prompt: String) -> String { "you: \(prompt)" }

  static func answer(_ text: String) -> String { "answer: \(text)" }
}
