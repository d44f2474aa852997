package enum ProfileChoice: Equatable, Sendable {
  case next, previous
  case named(String)
}

extension Session {
  /// The profile that a choice means; `nil` for a name that no profile has.
  func profile(_ choice: ProfileChoice) -> Profile? {
    if case .named(let name) = choice { return profiles.first { $0.name == name } }
    let cycle = cycle
    guard let index = cycle.firstIndex(where: { $0.name == profile.name }) else {
      return cycle.first
    }
    switch choice {
    case .next, .named: return cycle[(index + 1) % cycle.count]
    case .previous: return cycle[(index + cycle.count - 1) % cycle.count]
    }
  }

  /// What the switch key cycles through: the file's own profiles, and the demo where it was asked for;
  /// the built-in ones where a file defines none. A list of profiles shows all.
  private var cycle: [Profile] {
    let own = profiles.filter { !$0.isBuiltIn }
    return own.isEmpty
      ? profiles : profiles.filter { !$0.isBuiltIn || $0.providerID == Provider.demoID }
  }
}
