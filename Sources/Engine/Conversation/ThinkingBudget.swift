/// How long a model may think before it has to answer.
package enum ThinkingBudget: Equatable, Sendable {
  case tokens(Int)
  case time(Duration)

  /// `2000`, `30s`, `2m`; `nil` for anything else, and for nothing at all.
  package init?(_ text: String) {
    let word = text.lowercased()
    let digits = word.prefix(while: \.isNumber)
    guard let number = Int(digits), (1...10_000_000).contains(number) else { return nil }
    switch word.dropFirst(digits.count) {
    case "": self = .tokens(number)
    case "s": self = .time(.seconds(number))
    case "m": self = .time(.seconds(number * 60))
    default: return nil
    }
  }

  /// As it is written.
  package var words: String {
    switch self {
    case .tokens(let count): "\(count)"
    case .time(let time): "\(time.components.seconds)s"
    }
  }

  package var tokens: Int? { if case .tokens(let count) = self { count } else { nil } }

  /// How much of it a reply has used, 0 and more.
  package func share(of reply: Reply, at now: Duration) -> Double {
    switch self {
    case .tokens(let count): Double(reply.thoughtTokens) / Double(count)
    case .time(let time): (reply.clock.duration(of: .think, now: now) ?? .zero) / time
    }
  }
}

extension Reply {
  /// Tokens of thinking: the server's count, else about one for each piece, and no fewer than its bytes make likely.
  package var thoughtTokens: Int {
    usage.reasoningTokens ?? max(reasoningDeltas, reasoning.byteCount / 5)
  }
}
