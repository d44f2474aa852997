extension Transcript {
  /// What a turn is compared with: the alternative before it, or behind it where it is the first, else the turn before.
  package func counterpart(of turn: Turn) -> Turn? {
    let all = tree.alternatives(of: turn.id)
    if all.count > 1, let place = all.firstIndex(of: turn.id) {
      return self.turn(all[place > 0 ? place - 1 : 1])
    }
    guard let place = settled.firstIndex(where: { $0.id == turn.id }) else { return settled.last }
    return place > 0 ? settled[place - 1] : nil
  }
}

/// A turn as a user names it: `3` is the third of the path, `3.2` the second alternative of that.
package struct TurnReference: Equatable, Sendable {
  package var turn: Int
  package var alternative: Int?

  /// `nil` for what is none.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let turn = Int(parts[0]), turn > 0 else { return nil }
    self.turn = turn
    guard parts.count == 2 else { return }
    guard let alternative = Int(parts[1]), alternative > 0 else { return nil }
    self.alternative = alternative
  }

  /// `nil` where the conversation has no such turn.
  package func turn(in transcript: Transcript) -> Turn? {
    guard turn <= transcript.count else { return nil }
    let here = transcript[turn - 1]
    guard let alternative else { return here }
    let all = transcript.tree.alternatives(of: here.id)
    return all.indices.contains(alternative - 1) ? transcript.turn(all[alternative - 1]) : nil
  }
}
