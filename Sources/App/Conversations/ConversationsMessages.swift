import Engine
import SystemPackage

/// What the commands around kept conversations say to the user.
enum ConversationsMessages {
  static let noHome = Failure(
    .configuration, "There is no home to keep conversations in: set HOME.")

  static let comparison = "Two replies compared"
  static let noSecondTurn = "There are no two replies to compare in this conversation."

  static func noSuchTurns(_ turns: String) -> String {
    "There are no two turns \(turns): --turns 2,5 or --turns 3.1,3.2."
  }

  static func archiveWasDamaged(keptAs name: String) -> String {
    "the archive was damaged; it is kept as \(name)"
  }

  // A page of HTML.

  static let you = "You"
  static let sentPicture = "a picture that was sent along"

  static func toContinue(_ id: ConversationID, inDemo: Bool) -> String {
    "To continue: codex-tui resume \(inDemo ? "--demo " : "")\(id)"
  }

  static let forgetWantsToBeTold = Failure(
    .usage,
    "forget removes everything that is kept, for good, and wants to be told so.\n"
      + "  → codex-tui forget ALL, or codex-tui sessions delete --now ID for one conversation.")
  static let nothingIsKept = Failure(.configuration, "There is no home, so nothing is kept.")
  static let anotherIsRunning = Failure(
    .other, "Another codex-tui is running; it would keep more.\n  → End it first.")

  static func isStillThere(_ path: String) -> String { "\(path) is still there" }

  static let notEverythingRemoved = Failure(.other, "Not everything could be removed.")

  static func removed(files: Int, from folder: String) -> String {
    "\(Plural.count(files, "file")) removed from \(folder).\n"
      + "Not there, so not removed: exports, recordings, the configuration, and what servers keep."
  }

  static func recordingEndsEarly(_ path: String, _ failure: Errno) -> String {
    "the recording \(path) ends early: \(failure)"
  }

  static let idOrLast = "Give an id or --last, not both."
  static let resumeOrLast = "Give --resume ID or --last, not both."

  static let nothingFound = "nothing found"

  static let noConversations = "no conversations"

  static func archiveIsDamaged(in folder: String) -> Failure {
    Failure(.other, "The archive in \(folder) is damaged.\n  → Copy it away before anything else.")
  }

  static let archiveIsWhole = "ok"

  // What was done to a conversation, after its title.

  static let renamed = "renamed"
  static let pinned = "pinned"
  static let unpinned = "no longer pinned"
  static let tagged = "tagged"
  static let untagged = "tag removed"
  static let archived = "archived; codex-tui sessions unarchive brings it back"
  static let unarchived = "in the list again"
  static let deleted = "deleted; codex-tui sessions undelete brings it back for thirty days"
  static let erased = "deleted for good"
  static let undeleted = "back in the list"
}
