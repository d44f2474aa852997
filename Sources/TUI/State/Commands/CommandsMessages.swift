import Engine

/// What the commands say, and why one cannot act now.
enum CommandsMessages {
  static let isCloud = "a cloud has its models; nothing is downloaded"

  static let onlyOneProfile = "there is only one profile"
  static let replyUnderWay = "a reply is under way"

  static let nothingAsked = "nothing was asked yet"

  static let noneKept = "no conversations are kept here"

  static let noKey = "no key"

  static func notNow(_ obstacle: String) -> String { "now not: \(obstacle)" }

  static let commands = "commands"

  static let files = "files"

  static let noFileMatches = "no file matches"

  static func noChoiceOfEffort(model: String) -> String {
    "\(model) offers no choice of effort"
  }

  static func doesNotReason(model: String) -> String {
    "\(model) does not reason: its server lists no effort"
  }

  static let profilesSampling = "replies are worded as the profile says"

  static func sampling(_ words: String) -> String { "replies with \(words)" }

  static func parameter(_ name: String, canBe range: String) -> String {
    "\(name) can be \(range), or default"
  }

  static func parameter(_ name: String, is value: String?, canBe range: String) -> String {
    value.map { "\(name): \($0)" } ?? "\(name) is the server's choice; it can be \(range)"
  }

  static func memory(_ extent: Profile.ThinkingInHistory) -> String {
    switch extent {
    case .auto: "earlier thinking goes back to the model as its makers say"
    case .keep: "all earlier thinking goes back to the model"
    case .strip: "no earlier thinking goes back to the model"
    }
  }

  static let editUsage = "/edit for an earlier prompt, /edit thinking, /edit answer"

  static func translates(to language: String) -> String {
    "thinking will be shown in \(language) as well"
  }

  /// - Parameter word: what was asked for, and is no budget; blank to see the present one.
  static func budget(is budget: ThinkingBudget?, asked word: String) -> String {
    let lead = word.isEmpty ? Self.budget(set: budget) : "\(word) is no budget"
    return "\(lead); /budget 2000 (tokens), 30s, 2m or off"
  }

  static func budget(set budget: ThinkingBudget?) -> String {
    guard let budget else { return "thinking has no limit" }
    return "the model may think for \(budget.words)\(budget.tokens == nil ? "" : " tokens")"
  }

  static func memory(_ extent: Profile.ThinkingInHistory, asked word: String) -> String {
    let lead = word.isEmpty ? memory(extent) : "\(word) is none of them"
    return "\(lead); /memory auto, keep or strip"
  }

  static func effort(canBe levels: [String]) -> String {
    "effort can be \(levels.joined(separator: ", "))"
  }

  static func effort(_ level: String, isForNextTurn: Bool) -> String {
    "reasoning effort: \(level)" + (isForNextTurn ? ", from the next turn on" : "")
  }

  static func effort(_ level: String?, isTheLeast: Bool) -> String {
    "\(level ?? "this") is the \(isTheLeast ? "least" : "most") this model can be asked for"
  }

  static let instructions = "instructions"

  static let none = "none"

  static let noInstructions = "no instructions"

  static let profilesInstructions = "the profile's instructions"

  static let newInstructions = "new instructions"

  static func instructions(areTheProfiles: Bool) -> String {
    (areTheProfiles ? "the profile's" : "of this conversation alone")
      + " · /system edit · /system TEXT · /system off · default"
  }

  static func fromNextTurn(_ change: String) -> String { "\(change) from the next turn on" }

  static func inUse(at address: String) -> String { "● in use · \(address)" }

  static func profiles(_ names: [String]) -> String {
    "profiles: " + names.joined(separator: ", ")
  }

  static func cannot(_ command: String, because obstacle: String) -> String {
    "/\(command): \(obstacle)"
  }

  static func needsArgument(_ command: String, usage: String) -> String {
    "/\(command) needs something: \(usage)"
  }

  static func noCommand(_ name: String, near: String?) -> String {
    let meant = near.map { "did you mean /\($0)?" } ?? "/help lists all."
    return "There is no command /\(name); \(meant) Enter again sends it as a prompt."
  }

  static func notInMemory(model: String) -> String { "\(model) is not in memory" }

  /// What a command takes by its name.
  enum Named: String { case profile, server, model, place, parameter }

  static func missing(
    _ what: Named, _ name: String, near: String?, known: [String]
  ) -> String {
    let all = known.prefix(6).joined(separator: ", ") + (known.count > 6 ? " …" : "")
    let meant =
      near.map { "did you mean \($0)?" }
      ?? (known.isEmpty ? "none is known." : "there are \(all).")
    return "There is no \(what.rawValue) \(name); \(meant)"
  }

  static let lockUsage = "/local-only on, /local-only network or /local-only off"

  /// - Parameter isBeyond: where prompts go now is beyond the lock.
  static func locked(within lock: Location, isBeyond: Bool) -> String {
    let after = isBeyond ? "; choose a profile that stays there to go on" : ""
    return switch lock {
    case .thisMachine:
      "\(LocationLabel.lock(lock)): nothing of this conversation leaves this machine\(after)"
    case .network, .unknown:
      "\(LocationLabel.lock(lock)): nothing of this conversation leaves your network\(after)"
    case .cloud: "this conversation may leave this machine again"
    }
  }

  static let copyUsage = "/copy answer, /copy code or /copy thinking"
}
