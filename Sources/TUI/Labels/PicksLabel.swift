import Engine

/// `near 3 of 5 over far, 2 of them with names hidden`
package enum PicksLabel {
  package static func words(_ pair: RacePicks) -> String {
    let all = pair.firstCount + pair.secondCount
    let isFirst = pair.firstCount >= pair.secondCount
    let (winner, other) = isFirst ? (pair.first, pair.second) : (pair.second, pair.first)
    let count = max(pair.firstCount, pair.secondCount)
    let blind = pair.blindCount > 0 ? ", \(pair.blindCount) of \(all) with names hidden" : ""
    return Sanitizer.sanitize("\(winner) \(count) of \(all) over \(other)\(blind)")
  }
}
