import Engine

/// What the screen's state says in its one line for the user, and to a user who looks elsewhere.
enum StateMessages {
  static let noReply = "no reply is under way"

  static let notThinking = "the model is not thinking"

  static let profileWasSwitched =
    "the profile was switched; this reply goes on as it was asked for"

  static let nothingToTrace = "mark a passage of the answer, or write its words: /trace WORDS"
  static let notThought = "the thinking says nothing like it"

  static func traced(hits: Int, of words: Int) -> String {
    "the thinking first says it here: \(hits) of \(Plural.count(words, "word"))"
  }

  static let replyUnchanged = "the reply is as it was"
  static let noThinkingToEdit = "there is no thinking to edit"
  static let instructionsUnchanged = "the instructions are as they were"

  static func noFile(_ path: String) -> String { "there is no file \(path)" }

  static func isFolder(_ path: String) -> String {
    "\(path) is a folder; \(path)/ attaches its tree, its files go one by one"
  }

  static func takes(tokens: Int, of window: Int, files: Int) -> String {
    "\(Plural.of(files, "the file takes", "the files take")) about \(TokenFormatter.short(tokens)) tokens, "
      + "\(tokens * 100 / window) % of \(TokenFormatter.short(window))"
  }

  static func attached(files: Int) -> String {
    "\(Plural.of(files, "the file is", "the files are")) attached: Enter sends"
  }

  /// - Parameter key: opens the list of models.
  static func cannotSee(model: String, image: String, modelsKey key: String) -> String {
    "\(model) cannot see images, so \(image) was not attached; \(key) lists models with vision"
  }

  static func isReady(model: String) -> String { "\(model) is ready" }

  static func failed(model: String, because message: String) -> String { "\(model): \(message)" }

  static func wasStopped(model: String) -> String { "\(model) was stopped" }

  static func hasAnswered(model: String) -> String { "\(model) has answered" }

  static func stopsReplyFirst(key: String) -> String { "\(key) stops the reply first" }

  static let nothingToTakeBack = "nothing to take back"

  static let noTurn = "there is no turn yet"

  static func turnDeleted(undoKey: String?) -> String {
    "turn deleted" + (undoKey.map { ": \($0) brings it back" } ?? "")
  }

  static func answerIsWhole(regenerateKey: String?) -> String {
    "this answer is whole" + (regenerateKey.map { ": \($0) asks again" } ?? "")
  }

  static func noAlternative(regenerateKey: String?) -> String {
    "this turn has no alternative" + (regenerateKey.map { ": \($0) makes one" } ?? "")
  }

  static let firstPrompt = "this is the first prompt"

  static func editing(prompt number: Int) -> String {
    "editing prompt \(number): Enter asks it as a branch, Esc leaves all as it is"
  }

  static func answerWasCutOff(continueKey: String) -> String {
    "the last answer was cut off: \(continueKey) goes on from there"
  }

  static let noAnswer = "there is no answer yet"

  static let noCode = "no answer has a block of code"

  static let noThinking = "there is no thinking in view"

  static let nothingToCompare =
    "there is no second reply to compare with: /compare 2 5, /compare 3.1 3.2"
  static let compareUsage =
    "/compare [TURN [TURN]]: 3 is the third turn, 3.2 its second alternative"

  static let raceTakesTwo = "a race takes two profiles: /race PROFILE PROFILE"
  static let raceWaits = "a race begins when nothing else is under way; the prompt stays here"
  static let pickFirst = "pick an answer of the race first, or leave it"
  static let noRace = "there is no race to pick from: /race begins one"

  static func nothingToPick(_ number: Int) -> String { "answer \(number) has no words yet" }

  static func thinkingIsHidden(key: String?) -> String {
    "the thinking is folded or hidden" + (key.map { ": \($0) shows it" } ?? "")
  }

  static func outlines(_ steps: Int, key: String?) -> String {
    "\(Plural.count(steps, "step")): ↑ ↓ choose, Enter opens, "
      + (key.map { "\($0) " } ?? "Esc ") + "shows all"
  }

  static let nothingSaid = "nothing was said yet"

  // What is copied, as a sentence names it.
  static let theAnswer = "the answer"
  static let theCode = "the code"
  static let theThinking = "the thinking"
  static let theSelection = "the selection"

  static func mouse(isHere: Bool, key: String) -> String {
    isHere
      ? "the mouse scrolls, focuses and marks here; \(key) gives it to the terminal"
      : "the mouse is the terminal's; \(key) takes it back"
  }

  static let anyKeyReturns = "— any key returns to codex-tui —"

  /// - Parameter key: switches the profile.
  static func staysHere(
    insteadOf address: String, lock: Location, profileKey key: String
  ) -> String {
    lock == .network
      ? "LAN-only: this would go to \(address). \(key) for another profile, or /local-only off"
      : "local-only: this would go to \(address). \(key) for a local profile, or /local-only off"
  }

  static let replyGoesOn = "this reply goes on; the next turn is the new profile's"

  static let draftKept = "draft kept: ↑ brings it back"

  static func quits(key: String) -> String { "\(key) again to quit" }

  static func answers(asWritten: Bool) -> String {
    asWritten ? "answers as they were written" : "answers as Markdown"
  }

  static let nothingWentWrong = "nothing went wrong so far"

  static func noTheme(_ name: String, near: String?) -> String {
    "there is no theme \(name)" + (near.map { "; did you mean \($0)?" } ?? "")
  }

  static func theme(_ name: String) -> String {
    "theme \(name) for this run; [tui] theme = \"\(name)\" keeps it"
  }
}
