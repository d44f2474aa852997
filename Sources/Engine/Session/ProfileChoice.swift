package enum ProfileChoice: Equatable, Sendable {
  case next, previous
  case named(String)
}

extension Session {
  /// The other profiles that a choice means, the nearest first; none for a name that no profile has.
  func profiles(_ choice: ProfileChoice) -> [Profile] {
    if case .named(let name) = choice {
      return profiles.filter { $0.name == name && name != profile.name }
    }
    let cycle = choice == .previous ? cycle.reversed() : cycle
    guard let index = cycle.firstIndex(where: { $0.name == profile.name }) else { return cycle }
    return Array(cycle[(index + 1)...] + cycle[..<index])
  }

  /// What the switch key cycles through: the file's own profiles, and the demo where it was asked for;
  /// the built-in ones where a file defines none. A list of profiles shows all.
  private var cycle: [Profile] {
    let own = profiles.filter { !$0.isBuiltIn }
    return own.isEmpty
      ? profiles : profiles.filter { !$0.isBuiltIn || $0.providerID == Provider.demoID }
  }
}
