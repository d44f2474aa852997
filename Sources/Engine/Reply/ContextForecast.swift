/// Whether the next request fits into the window that is really loaded.
///
/// An estimate, and said to be one: the servers count tokens, we count what they counted last time
/// and about four bytes of new Latin text, or two of any other, to a token.
package struct ContextForecast: Equatable, Sendable {
  /// Tokens of the conversation and the prompt, about.
  package var needed: Int
  /// Tokens of the window.
  package var window: Int
  /// How many of the oldest turns would have to stay away for the rest to fit; `nil` when even the
  /// prompt alone does not.
  package var turnsToOmit: Int?
  /// How many of the oldest turns a summary would stand for; `nil` when there are too few.
  package var turnsToSummarise: Int?
  /// A window in which all would fit and which the model allows, where it can be loaded anew.
  package var largerWindow: Int?

  /// Room that is kept for the answer.
  static let reserve = 128

  package var overflows: Bool { needed + Self.reserve > window }

  package static func tokens(in text: String) -> Int {
    var latin = 0
    var other = 0
    for byte in text.utf8 { if byte < 0x80 { latin += 1 } else { other += 1 } }
    return latin / 4 + other / 2 + 1
  }

  /// Tokens that a message costs beside its text: its role and the template's marks.
  static let perMessage = 8
}

extension ContextForecast {
  /// - Parameters:
  ///   - turns: What the request will carry, oldest first.
  ///   - countHolds: Nothing was cut since the server counted the last turn's prompt.
  ///   - largest: The largest window the model can be loaded with, if it can be loaded anew.
  package init(
    turns: [Turn], prompt: Prompt, system: String?, window: Int, countHolds: Bool = true,
    largest: Int? = nil
  ) {
    let fixed = Self.message(system ?? "") + Self.message(prompt.text)
    let costs = turns.map(Self.cost)
    needed = (countHolds ? Self.counted(turns, costs) : costs.reduce(0, +)) + fixed
    self.window = window
    largerWindow = nil
    turnsToOmit = nil
    guard overflows else { return }
    var rest = fixed + costs.reduce(0, +)
    for omitted in 0...turns.count {
      if rest + Self.reserve <= window {
        turnsToOmit = max(1, omitted)
        break
      }
      if omitted < turns.count { rest -= costs[omitted] }
    }
    if turns.isEmpty { turnsToOmit = nil }
    if let largest, largest > window {
      let wanted = (needed + needed / 2 + 4095) / 4096 * 4096
      largerWindow = wanted >= largest ? (needed + Self.reserve <= largest ? largest : nil) : wanted
    }
  }

  /// Tokens of the conversation so far: what the server counted for the last turn, where it did.
  private static func counted(_ turns: [Turn], _ costs: [Int]) -> Int {
    guard let last = turns.last, let input = last.reply.usage.promptTokens else {
      return costs.reduce(0, +)
    }
    return input + message(last.reply.text)
  }

  private static func cost(of turn: Turn) -> Int {
    turn.reply.text.isEmpty ? 0 : message(turn.prompt.text) + message(turn.reply.text)
  }

  private static func message(_ text: StreamText) -> Int { message(text.string) }

  private static func message(_ text: String) -> Int {
    text.isEmpty ? 0 : tokens(in: text) + perMessage
  }
}

/// Ways out of a prompt that would not fit.
package enum OverflowChoice: Equatable, Sendable {
  /// The server decides: some cut the conversation, some refuse.
  case sendAnyway
  /// The oldest turns are left out of this request; they stay in the conversation.
  case leaveOutOldest
  /// The active model writes what stands for the oldest turns; they stay in the conversation.
  case summarise
  /// The model is loaded anew with a window in which all fits.
  case loadLarger
}
