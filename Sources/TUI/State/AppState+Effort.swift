import Engine

extension AppState {
  mutating func set(effort level: String) -> [Command] {
    let choices = EffortChoices(session)
    guard level == "default" || choices.levels.contains(level) else {
      hint = choices.obstacle ?? "effort can be \(choices.levels.joined(separator: ", "))"
      return []
    }
    hint = "reasoning effort: \(level)" + (session.isReplying ? ", from the next turn on" : "")
    return [.engine(.adjust(.effort(level == "default" ? nil : level)))]
  }

  mutating func moveEffort(by step: Int) -> [Command] {
    let choices = EffortChoices(session)
    if let obstacle = choices.obstacle {
      hint = obstacle
      return []
    }
    guard let level = choices.moved(by: step) else {
      let end = step < 0 ? "least" : "most"
      hint = "\(choices.current ?? "this") is the \(end) this model can be asked for"
      return []
    }
    return set(effort: level)
  }
}
