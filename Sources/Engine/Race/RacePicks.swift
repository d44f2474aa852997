/// How often one profile's answer was gone on from where another one answered, too.
package struct RacePicks: Equatable, Sendable {
  package var first: String
  package var second: String
  /// Picks of the first and of the second, among them those in which the names were hidden.
  package var firstCount = 0
  package var secondCount = 0
  package var blindCount = 0

  /// One value per pair of profiles, in the order of their names. A pick among four counts for three pairs.
  package static func of(_ picks: [RacePick]) -> [RacePicks] {
    var pairs: [String: RacePicks] = [:]
    for pick in picks {
      for other in pick.others where other != pick.picked {
        let names = [pick.picked, other].sorted()
        var pair =
          pairs[names.joined(separator: "\n")] ?? RacePicks(first: names[0], second: names[1])
        if names[0] == pick.picked { pair.firstCount += 1 } else { pair.secondCount += 1 }
        if pick.isBlind { pair.blindCount += 1 }
        pairs[names.joined(separator: "\n")] = pair
      }
    }
    return pairs.values.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }
}
