/// What a lane of a race took, for comparing it with another.
package struct RaceFigures: Equatable, Sendable {
  /// From the request to the first thinking or answer, by our clock.
  package var firstToken: Duration?
  package var rate: ReplyRate?
  /// Of thinking and answer, as the server counted them.
  package var tokens: Int?
  /// Pieces of thinking and answer, which stand for tokens where no server counts.
  package var pieces: Int
  /// From the request to the end, or until now.
  package var time: Duration
  /// US dollars, by the prices of the profile.
  package var cost: Double?

  package init(_ lane: Race.Lane, now: Duration) {
    let reply = lane.reply
    firstToken = reply.clock.timeToFirstToken
    rate = ReplyRate(reply, now: now)
    tokens = reply.usage.completionTokens
    pieces = reply.reasoningDeltas + reply.textDeltas
    time = reply.clock.total(now: now)
    cost = lane.profile.price?.cost(of: reply.usage)
  }

  /// A figure in which one lane can be better than another.
  package enum Kind: CaseIterable, Sendable { case firstToken, rate, time, cost }

  /// Smaller is better.
  private func value(_ kind: Kind) -> Double? {
    switch kind {
    case .firstToken: firstToken.map { $0 / .seconds(1) }
    case .rate: rate.map { -$0.tokensPerSecond }
    case .time: time > .zero ? time / .seconds(1) : nil
    case .cost: cost
    }
  }

  /// The lane that is best in a figure; `nil` while one still runs, where one has no such figure, and for a draw. A lane
  /// that did not come to its end wins nothing.
  package static func winner(_ kind: Kind, _ race: Race, now: Duration) -> Int? {
    guard race.isOver else { return nil }
    let rivals = race.lanes.indices.filter { race.lanes[$0].reply.status == .complete }
    let values = rivals.compactMap { RaceFigures(race.lanes[$0], now: now).value(kind) }
    guard rivals.count > 1, values.count == rivals.count, let best = values.min(),
      values.count(where: { $0 == best }) == 1
    else { return nil }
    return values.firstIndex(of: best).map { rivals[$0] }
  }
}
