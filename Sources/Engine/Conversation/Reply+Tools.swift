/// The tools of a reply: its rounds of calls, and the words between them.
///
/// Thinking and text stay one each, whole; a round knows how much of them came before it. Where words follow a round, a
/// blank line that is ours stands between.
extension Reply {
  /// Stands between calls and the words that follow them.
  package static let gap = "\n\n"

  /// The round whose answer still comes; else one that begins now.
  private mutating func withOpenRound(_ body: (inout ToolRound) -> Void) {
    if rounds.last?.isOpen != true { rounds.append(ToolRound()) }
    body(&rounds[rounds.count - 1])
  }

  mutating func apply(_ piece: CallDelta, to slot: Int) {
    // A server runs its own calls one after the other: each is a round.
    if case .named = piece, let last = rounds.last, last.isOpen, last.isAnswered { closeRound() }
    withOpenRound { round in
      while round.uses.count <= slot { round.uses.append(ToolUse(ToolCall(""))) }
      switch piece {
      case .named(let call):
        let arguments = round.uses[slot].call.arguments
        round.uses[slot].call = call
        round.uses[slot].call.arguments = arguments
      case .arguments(let text): round.uses[slot].call.arguments += text
      case .argumentsAnew(let text): round.uses[slot].call.arguments = text
      case .onServer(let server, let result):
        round.uses[slot].ranOnServer = true
        round.uses[slot].result = result ?? round.uses[slot].result
        round.uses[slot].tool = server.map {
          ToolUse.Name(server: $0, tool: round.uses[slot].call.name)
        }
      }
    }
  }

  /// A delta as it is applied where words follow a round: they begin behind a blank line. `nil`: it stays as it is.
  func parted(_ delta: Delta) -> Delta? {
    guard let last = rounds.last, !last.isOpen || last.isRunByServer else { return nil }
    func follows(_ words: StreamText, _ end: KeyPath<ToolRound, Int>) -> Bool {
      !words.isEmpty && (last.isOpen || words.byteCount == last[keyPath: end])
    }
    switch delta {
    case .reasoning(let piece) where follows(reasoning, \.thinkingEnd):
      return .reasoning(Self.gap + piece)
    case .text(let piece) where follows(text, \.textEnd): return .text(Self.gap + piece)
    default: return nil
    }
  }

  /// A server goes on by itself after the calls that it ran by itself.
  mutating func endServerRound() {
    guard let last = rounds.last, last.isOpen, last.isRunByServer else { return }
    closeRound()
  }

  /// Ends the round whose answer has come, if there is one.
  mutating func closeRound() {
    guard rounds.last?.isOpen == true else { return }
    let index = rounds.count - 1
    rounds[index].thinkingEnd = reasoning.byteCount
    rounds[index].textEnd = text.byteCount
    rounds[index].isOpen = false
    rounds[index].thinkingField = thinkingField
    rounds[index].companions = companions
    companions = []
  }

  /// Calls whose results are still to come stand at the end.
  package var awaitsTools: Bool {
    guard isLive, let last = rounds.last, !last.isOpen else { return false }
    return last.uses.contains { $0.result == nil && !$0.ranOnServer }
  }

  /// Between calls and their results the time is the tools' or the user's.
  mutating func waitsForUser(_ isAsked: Bool, at now: Duration) {
    guard awaitsTools else { return }
    clock.enter(isAsked ? .user : .tool, at: now)
  }

  /// Gives every call without a result one, so that no request ever lacks it.
  mutating func answerOpenCalls(_ result: ToolResult) {
    closeRound()
    for round in rounds.indices {
      for use in rounds[round].uses.indices where rounds[round].uses[use].result == nil {
        rounds[round].uses[use].result = result
      }
    }
  }

  /// Changes one call of the last round.
  mutating func changeUse(_ slot: Int, _ body: (inout ToolUse) -> Void) {
    guard let last = rounds.indices.last, rounds[last].uses.indices.contains(slot) else { return }
    body(&rounds[last].uses[slot])
  }

  /// The words that came before a round, or after the last one, without the blank lines of ours.
  package func words(before round: Int) -> (thinking: String, text: String) {
    (
      part(reasoning, round, ends: \.thinkingEnd), part(text, round, ends: \.textEnd)
    )
  }

  private func part(_ words: StreamText, _ round: Int, ends: KeyPath<ToolRound, Int>) -> String {
    let start = round > 0 ? rounds[round - 1][keyPath: ends] : 0
    let end =
      rounds.indices.contains(round) && !rounds[round].isOpen
      ? rounds[round][keyPath: ends] : words.byteCount
    guard start < end else { return "" }
    let bytes = words.string.utf8.prefix(end).dropFirst(start)
    let isBehindGap = start > 0 && bytes.starts(with: Self.gap.utf8)
    return String(
      decoding: isBehindGap ? bytes.dropFirst(Self.gap.utf8.count) : bytes, as: UTF8.self)
  }
}
