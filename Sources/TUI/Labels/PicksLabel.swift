import Engine

/// `near 3 of 5 over far, 2 of them with names hidden`
package enum PicksLabel {
  package static func words(_ pair: RacePicks) -> String {
    let all = pair.firstCount + pair.secondCount
    let isFirst = pair.firstCount >= pair.secondCount
    let (winner, other) = isFirst ? (pair.first, pair.second) : (pair.second, pair.first)
    let count = max(pair.firstCount, pair.secondCount)
    let blind = pair.blindCount
    let words: String = say(
      "\(winner) \(count) of \(all) over \(other)"
        + (blind > 0 ? ", \(blind) of \(all) with names hidden" : ""),
      zh: "\(winner) 对 \(other)：共 \(all) 次，胜 \(count) 次"
        + (blind > 0 ? "；其中 \(blind) 次隐藏名称" : ""))
    return Sanitizer.sanitize(words)
  }
}
