import Engine

/// Two replies beside each other, word by word.
extension AppState {
  /// - Parameter argument: no turn, one, or two of them: `2 5`, `3.1 3.2`.
  mutating func compare(_ argument: String) -> [Command] {
    let words = argument.split(separator: " ")
    let references = words.compactMap { TurnReference($0) }
    guard references.count == words.count, references.count <= 2 else {
      hint = StateMessages.compareUsage
      return []
    }
    let named = references.map { $0.turn(in: session.transcript) }
    var turns = named.compactMap(\.self)
    guard turns.count == named.count else {
      hint = StateMessages.nothingToCompare
      return []
    }
    if turns.count < 2, let own = turnInView {
      turns = [turns.first ?? session.transcript.counterpart(of: own), own].compactMap(\.self)
    }
    guard turns.count == 2, turns[0].id != turns[1].id else {
      hint = StateMessages.nothingToCompare
      return []
    }
    return open(.compare(turns[0], turns[1]))
  }
}
