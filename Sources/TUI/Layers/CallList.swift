import Engine

/// The calls of the conversation, the newest first; choosing one shows what it was given and what it answered.
package struct CallList: ListLayer {
  package struct ID: Hashable, Sendable {
    let turn: Turn.ID
    let round, slot: Int
  }

  package var picker: Picker<ID>

  init(_ session: Session) { picker = Picker(rows: Self.rows(session)) }

  package func title(_ keymap: Keymap) -> String { CallListMessages.title }

  package func emptyWords(_ session: Session) -> String {
    picker.query.isEmpty ? CallListMessages.noCalls : LayersMessages.nothingMatches
  }

  package mutating func refresh(after old: Session, in state: AppState) -> [Command] {
    picker.refresh(Self.rows(state.session))
    return []
  }

  package mutating func choose(
    _ row: Picker<ID>.Row, in state: inout AppState
  ) -> LayerOutcome {
    guard let reply = state.session.transcript.turn(row.id.turn)?.reply,
      reply.rounds.indices.contains(row.id.round)
    else { return .stay() }
    let use = reply.rounds[row.id.round].uses[row.id.slot]
    return .replace(TextPage(title: Sanitizer.sanitize(use.title), lines: CallPage.lines(use)))
  }

  private static func rows(_ session: Session) -> [Picker<ID>.Row] {
    let turns = session.transcript.settled + (session.transcript.live.map { [$0] } ?? [])
    return turns.flatMap { turn in
      turn.reply.rounds.enumerated().flatMap { round, calls in
        calls.uses.enumerated().map { slot, use in
          let (sign, words) = CallLabel.ending(use)
          return Picker<ID>.Row(
            id: ID(turn: turn.id, round: round, slot: slot), text: CallLabel.call(use),
            detail: "\(sign) \(words)")
        }
      }
    }.reversed()
  }
}

/// One call: its arguments, and its result as text or, where it is JSON, as a tree.
enum CallPage {
  static func lines(_ use: ToolUse) -> [Line] {
    var lines = [Line(CallListMessages.arguments, Ink(.heading))]
    lines += value(use.call.arguments) + [Line()]
    guard let result = use.result else {
      return lines + [Line(CallListMessages.noResultYet, Ink(.faint))]
    }
    let (sign, words) = CallLabel.ending(use)
    lines.append(Line(CallListMessages.result, Ink(.heading)))
    lines.append(Line(SafeText(foreign: "\(sign) \(words)"), Ink(.faint)))
    return lines + value(result.text)
  }

  private static func value(_ text: String) -> [Line] {
    guard let json = JSON(parsing: text), json.object != nil || json.array != nil else {
      return ForeignText.lines(text, .overlay)
    }
    return JSONTree.lines(json).prefix(2000).map { key, value in
      Line([
        Span(SafeText(foreign: key), Ink(.key)), Span("  "),
        Span(SafeText(foreign: value), Ink(.overlay)),
      ])
    }
  }
}
