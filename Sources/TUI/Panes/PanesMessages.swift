import Engine

/// What the panes say between the texts of a conversation.
enum PanesMessages {
  static func noMatch(isBehind: Bool) -> String {
    isBehind ? "nothing so far" : "nothing found"
  }

  /// `3 of 12`, with a `+` where there may be more.
  static func match(_ number: Int, of count: Int, mayBeMore: Bool) -> String {
    "\(number) of \(count)\(mayBeMore ? "+" : "")"
  }

  static func cut(hasSummary: Bool) -> String {
    "— from here on a model is sent "
      + (hasSummary ? "a summary and what follows" : "only what follows")
      + "; all of it stays here —"
  }

  static func now(onProfile profile: String, model: String) -> String {
    "— now on \(profile) · \(model) —"
  }

  static func more(lines: Int) -> String { "+\(Plural.count(lines, "line"))" }

  static let you = "you"

  /// `9.3 s · 41 tok/s` of a reply that has ended.
  static func figures(_ reply: Reply) -> String {
    guard !reply.isLive, let end = reply.clock.spans.last?.end else { return "" }
    let time = reply.clock.total(now: end)
    let rate = ReplyRate(reply, now: end).map {
      TokenFormatter.rate($0.tokensPerSecond, isEstimate: $0.isEstimate)
    }
    return [time > .zero ? TimeFormatter.seconds(time) : nil, rate].compactMap(\.self)
      .joined(separator: " · ")
  }

  static func promptGoesOn(bytes: Int) -> String {
    "… the prompt goes on: \(ByteFormatter.short(bytes)) in all, sent whole"
  }

  static func image(bytes: Int) -> String { "▣ image, \(ByteFormatter.short(bytes))" }
}
