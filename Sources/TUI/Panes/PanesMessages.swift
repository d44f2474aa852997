import Engine

/// What the panes say between the texts of a conversation.
enum PanesMessages {
  static func noMatch(isBehind: Bool) -> String {
    isBehind ? say("nothing so far", zh: "暂未找到") : say("nothing found", zh: "未找到")
  }

  /// `3 of 12`, with a `+` where there may be more.
  static func match(_ number: Int, of count: Int, mayBeMore: Bool) -> String {
    say(
      "\(number) of \(count)\(mayBeMore ? "+" : "")",
      zh: "\(number)/\(count)\(mayBeMore ? "+" : "")")
  }

  static func cut(hasSummary: Bool) -> String {
    say(
      "— from here on a model is sent "
        + (hasSummary ? "a summary and what follows" : "only what follows")
        + "; all of it stays here —",
      zh: "— 从这里起，只向模型发送" + (hasSummary ? "摘要和后续内容" : "后续内容") + "；全部内容仍保留在此 —")
  }

  static func now(onProfile profile: String, model: String) -> String {
    say("— now on \(profile) · \(model) —", zh: "— 改用 \(profile) · \(model) —")
  }

  static func more(lines: Int) -> String {
    say("+\(Plural.count(lines, "line"))", zh: "+\(lines) 行")
  }

  static var you: String { say("you", zh: "你") }

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
    say(
      "… the prompt goes on: \(ByteFormatter.short(bytes)) in all, sent whole",
      zh: "… 提示词未显示完：共 \(ByteFormatter.short(bytes))，已全部发送")
  }

  static func image(bytes: Int) -> String {
    say("image, \(ByteFormatter.short(bytes))", zh: "图片，\(ByteFormatter.short(bytes))")
  }
}
