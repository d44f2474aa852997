import Engine
import TUI

/// What a reply spent its time on, as one line.
enum ReplySummary {
  /// `load 12.3 s · think 8.2 s · answer 4.0 s · first token 15.4 s · 412 tokens · 48.0 tok/s`
  ///
  /// A figure the server did not give is left out, or marked `~` where our own count stands for it.
  static func line(_ reply: Reply, now: Duration) -> String {
    var words = reply.clock.summary(now: now).filter { $0.duration >= .milliseconds(50) }
      .map { ExecMessages.stage(StageLabel.word($0.stage), took: $0.duration) }
    if let first = reply.clock.timeToFirstToken {
      words.append(ExecMessages.firstToken(after: first))
    }
    let counted = reply.reasoningDeltas + reply.textDeltas
    if let tokens = reply.usage.completionTokens {
      words.append(ExecMessages.tokens(tokens, isEstimate: false))
    } else if counted > 0 {
      words.append(ExecMessages.tokens(counted, isEstimate: true))
    }
    if let rate = ReplyRate(reply, now: now) {
      words.append(ExecMessages.rate(rate.tokensPerSecond, isEstimate: rate.isEstimate))
    }
    return words.joined(separator: " · ")
  }
}
