import Engine

/// How much thinking the active model can be asked for, and what it is asked for now.
package struct EffortChoices: Equatable, Sendable {
  /// From least to most, as requests name them.
  package let levels: [String]
  package let current: String?
  /// Why nothing can be chosen.
  package let obstacle: String?

  static let order = ["off", "none", "minimal", "low", "medium", "on", "high", "xhigh"]

  package init(_ session: Session) {
    current = session.profile.effort
    let model = session.profile.model
    let name = Sanitizer.sanitize(model)
    let info = session.activeModel
    if let options = info?.reasoningOptions {
      levels = Self.sorted(options)
      obstacle = levels.isEmpty ? CommandsMessages.noChoiceOfEffort(model: name) : nil
    } else if session.server.kind?.listsEfforts == true, info != nil {
      levels = []
      obstacle = CommandsMessages.doesNotReason(model: name)
    } else {
      // These servers do not say; what Chat Completions and Responses know in common is offered.
      levels =
        !session.server.location.isNear ? ["minimal", "low", "medium", "high"] : Self.common(model)
      obstacle = nil
    }
  }

  /// The level so many steps away; `nil` at either end. Nothing chosen counts as the middle.
  package func moved(by step: Int) -> String? {
    guard !levels.isEmpty else { return nil }
    guard let current, let index = levels.firstIndex(of: current) else {
      let middle = levels.firstIndex(of: "medium") ?? levels.count / 2
      let place = middle + step
      return levels.indices.contains(place) ? levels[place] : levels[middle]
    }
    return levels.indices.contains(index + step) ? levels[index + step] : nil
  }

  private static func sorted(_ options: [String]) -> [String] {
    let known = order.filter(options.contains)
    return known + options.filter { !order.contains($0) }
  }

  private static func common(_ model: String) -> [String] {
    // gpt-oss always thinks; the others know off.
    model.lowercased().contains("gpt-oss")
      ? ["low", "medium", "high"] : ["none", "low", "medium", "high"]
  }
}

extension AppState {
  mutating func set(effort level: String) -> [Command] {
    let choices = EffortChoices(session)
    guard level == "default" || choices.levels.contains(level) else {
      hint = choices.obstacle ?? CommandsMessages.effort(canBe: choices.levels)
      return []
    }
    hint = CommandsMessages.effort(level, isForNextTurn: session.isReplying)
    return [.engine(.adjust(.effort(level == "default" ? nil : level)))]
  }

  mutating func moveEffort(by step: Int) -> [Command] {
    let choices = EffortChoices(session)
    if let obstacle = choices.obstacle {
      hint = obstacle
      return []
    }
    guard let level = choices.moved(by: step) else {
      hint = CommandsMessages.effort(choices.current, isTheLeast: step < 0)
      return []
    }
    return set(effort: level)
  }
}
