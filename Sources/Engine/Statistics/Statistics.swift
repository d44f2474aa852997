/// Many replies of one profile and model as a few figures.
package struct Statistics: Equatable, Sendable {
  package var profile: String
  package var model: String
  package var replies: Int
  package var failures: Int
  package var firstToken: Spread?
  package var load: Spread?
  package var rate: Spread?
  /// Of reading prompts.
  package var reading: Spread?
  package var tokens: Int
  /// The server's rates in the order they were measured, the last twenty.
  package var recentRates: [Double]
  /// Milliseconds since 1970.
  package var last: Int64

  /// The middle of some figures, the best of them that usual days reach, and the worst.
  package struct Spread: Equatable, Sendable {
    package var count: Int
    package var median: Double
    package var least: Double
    package var most: Double

    package init?(_ figures: [Double]) {
      let sorted = figures.sorted()
      guard let least = sorted.first, let most = sorted.last else { return nil }
      let middle = sorted.count / 2
      count = sorted.count
      median =
        sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
      (self.least, self.most) = (least, most)
    }
  }

  /// One value per profile and model, the one used last first.
  package static func of(_ figures: [ReplyFigures]) -> [Statistics] {
    struct Key: Hashable { var profile, model: String }
    let groups = Dictionary(grouping: figures) { Key(profile: $0.profile, model: $0.model) }
    return groups.values.map { group in
      let sorted = group.sorted { $0.at < $1.at }
      return Statistics(
        profile: sorted[0].profile, model: sorted[0].model, replies: sorted.count,
        failures: sorted.count { $0.status == "failed" },
        firstToken: Spread(sorted.compactMap(\.firstToken)),
        load: Spread(sorted.compactMap(\.load)),
        rate: Spread(sorted.compactMap(\.rate)),
        reading: Spread(sorted.compactMap(\.reading)),
        tokens: sorted.compactMap(\.tokens).reduce(0, +),
        recentRates: sorted.compactMap(\.rate).suffix(20), last: sorted.last?.at ?? 0)
    }.sorted { ($1.last, $0.profile, $0.model) < ($0.last, $1.profile, $1.model) }
  }
}

/// What the replies of earlier runs tell.
package struct PastReplies: Equatable, Sendable {
  /// How fast profiles and models were.
  package var statistics: [Statistics]
  /// Which profiles' answers the user went on from.
  package var picks: [RacePick]

  package init(statistics: [Statistics] = [], picks: [RacePick] = []) {
    self.statistics = statistics
    self.picks = picks
  }
}
