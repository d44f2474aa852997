/// Cutting the thinking of a reply and asking for its answer.
extension Engine {
  /// Ends the request whose thinking streams and sends another for the same turn: with reasoning
  /// off where the model allows that, else with the thinking so far and the wish to be answered.
  /// The turn keeps the thinking and says what was done.
  func answerNow() {
    guard let live = session.transcript.live, live.reply.isThinking else { return }
    let profile = session.profile
    guard live.reply.source.profile == profile.name else { return }
    let provider = configuration.provider(of: profile)
    let way = answerWay(profile)
    let seconds = live.reply.clock.duration(of: .think, now: time.now) ?? .zero
    leaveReply()
    attempt += 1
    change {
      $0.transcript.live?.apply(
        .notice("Thinking was cut by you after \(Self.tenths(seconds)); \(way.words)."),
        at: time.now)
      $0.transcript.live?.enter(.connect, at: time.now)
      $0.lastLife = time.now
    }
    replyTask = task { await reply(to: live.id, profile: profile, provider: provider, cut: way) }
  }

  /// `0.6 s`
  private static func tenths(_ duration: Duration) -> String {
    let tenths = Int((duration / .milliseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }

  private func answerWay(_ profile: Profile) -> AnswerWay {
    let options = session.models.first { $0.answers(to: profile.model) }?.reasoningOptions
    guard let off = options?.first(where: { $0 == "off" || $0 == "none" }) else { return .followUp }
    return .reasoningOff(off)
  }
}

/// How a model is brought to answer without thinking on.
enum AnswerWay: Equatable, Sendable {
  /// By the server's word for it.
  case reasoningOff(String)
  /// By a message after the thinking so far: the model may think a little more.
  case followUp

  var words: String {
    switch self {
    case .reasoningOff: "the answer was asked for with reasoning off"
    case .followUp: "the answer was asked for with the thinking so far"
    }
  }

  /// What is said to the model after the person's prompt.
  static let wish = "Stop thinking now and give your answer."
}

extension Exchange {
  /// Changes a request to the one that asks for the answer.
  mutating func cut(_ way: AnswerWay, thinking: StreamText) {
    switch way {
    case .reasoningOff(let word): effort = word
    case .followUp:
      if !thinking.isEmpty {
        messages.append(.init(.assistant, "My thoughts so far:\n\n" + thinking.string))
      }
      messages.append(.init(.user, AnswerWay.wish))
      // What the server keeps does not hold this turn yet.
      previousResponseID = nil
    }
  }
}
