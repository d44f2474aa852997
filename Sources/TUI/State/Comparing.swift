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
      if let other = turns.first { turns = [other, own] } else { turns = besides(own) }
    }
    guard turns.count == 2, turns[0].id != turns[1].id else {
      hint = StateMessages.nothingToCompare
      return []
    }
    return open(.compare(turns[0], turns[1]))
  }

  /// A turn behind its neighbour among the alternatives, else behind the turn before it.
  private func besides(_ turn: Turn) -> [Turn] {
    let all = session.transcript.tree.alternatives(of: turn.id)
    if all.count > 1, let place = all.firstIndex(of: turn.id) {
      let other = session.transcript.turn(all[place > 0 ? place - 1 : 1])
      return [other, turn].compactMap(\.self)
    }
    guard let place = session.transcript.settled.firstIndex(where: { $0.id == turn.id }) else {
      return [session.transcript.settled.last, turn].compactMap(\.self)
    }
    guard place > 0 else { return [] }
    return [session.transcript.settled[place - 1], turn]
  }
}
