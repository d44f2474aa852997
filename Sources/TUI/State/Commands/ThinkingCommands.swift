import Engine

/// What is said of thinking after a slash: how long, which of it goes back, in which language.
extension AppState {
  /// `German`, `German qwen`: the last word may name a profile.
  mutating func translate(_ argument: String) -> [Command] {
    guard argument.lowercased() != "off" else { return [.engine(.translate(nil, by: nil))] }
    let words = argument.split(separator: " ").map(String.init)
    let name = words.count > 1 ? words.last : nil
    let profile = session.profiles.first { $0.name == name }?.name
    let language = profile == nil ? argument : words.dropLast().joined(separator: " ")
    if session.transcript.isEmpty { hint = CommandsMessages.translates(to: language) }
    return [.engine(.translate(language, by: profile))]
  }

  mutating func setMemory(_ word: String) -> [Command] {
    guard let extent = Profile.ThinkingInHistory(rawValue: word) else {
      hint = CommandsMessages.memory(session.profile.thinkingInHistory, asked: word)
      return []
    }
    hint = CommandsMessages.memory(extent)
    return [.engine(.adjust(.thinkingInHistory(extent)))]
  }

  mutating func setBudget(_ word: String) -> [Command] {
    let isOff = ["off", "none", "default"].contains(word.lowercased())
    let budget = ThinkingBudget(word)
    guard budget != nil || isOff else {
      hint = CommandsMessages.budget(is: session.profile.thinkingBudget, asked: word)
      return []
    }
    hint = CommandsMessages.budget(set: budget)
    return [.engine(.adjust(.thinkingBudget(budget)))]
  }
}
