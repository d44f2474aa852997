/// What the archive says to the user.
enum ArchiveMessages {
  static func edited(isThinking: Bool) -> String {
    "The \(isThinking ? "thinking" : "answer") was edited by you; the model was asked to go on from there."
  }

  static let noneIsKept = EngineError(
    .archive, "No conversation is kept yet.", remedy: "Begin one with: codex-tui")

  static func noConversation(_ id: String) -> EngineError {
    EngineError(
      .archive, "There is no conversation \(id).", remedy: "codex-tui sessions lists all.")
  }

  static func severalConversations(beginWith letters: String, ids: [String]) -> EngineError {
    EngineError(
      .archive, "\(letters) begins the ids of several conversations.",
      remedy: "Write one of \(ids.joined(separator: ", ")).")
  }

  static let turnOfAnother = EngineError(
    .archive, "A turn of another conversation has this turn's number, so it was not kept.",
    remedy: "Ask again; the next turn gets a number of its own.")

  static func notKept(_ error: any Error) -> EngineError {
    EngineError(.archive, "Conversations are not kept: \(error).")
  }

  /// - Parameter words: SQLite's own.
  static func notKept(because what: String, remedy: String, words: String) -> EngineError {
    EngineError(
      .archive, "Conversations are not kept: \(what).", remedy: remedy, serverWords: words)
  }

  /// - Parameter words: the system's own.
  static func notKept(at path: String, words: String, isDiskFull: Bool) -> EngineError {
    EngineError(
      .archive, "Conversations are not kept: \(path): \(words).",
      remedy: isDiskFull
        ? "Make room on that disk; what is said meanwhile is kept as soon as it can be."
        : "Make that place writable, or set XDG_STATE_HOME to one that is.")
  }

  static func writtenByNewer(_ path: String) -> EngineError {
    EngineError(
      .archive, "\(path) was written by a newer codex-tui; this one leaves it alone.",
      remedy: "Use the newer program, or set XDG_STATE_HOME to another folder for this one.")
  }

  /// Follows `… is damaged`, in brackets.
  static let foreignTables = "its tables are not those of codex-tui"

  static func openElsewhere(title: String) -> String {
    "\(title) is open in another codex-tui too. Nothing is lost: what is "
      + "said there shows here as an alternative, after the conversation is opened again."
  }

  static let keepsNothing = EngineError(
    .archive, "No conversations are kept here.",
    remedy: "history.persistence = \"none\" in the configuration turns that off.")

  static func damaged(keptAs name: String) -> String {
    "The archive of conversations was damaged. It is kept as \(name); a new one was begun."
  }

  static func cutOff(replies count: Int) -> String {
    let replies = count == 1 ? "A reply was" : "\(count) replies were"
    return "\(replies) cut off when codex-tui last ended; codex-tui resume --last continues."
  }
}
