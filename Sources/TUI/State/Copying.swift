import Engine

/// Text for the clipboard, and what it is, as a sentence names it.
package struct CopyRequest: Equatable, Sendable {
  package var what: String
  package var text: String

  /// Without what a shell would obey and what an eye does not see: it is pasted as it was read.
  package init(_ what: String, _ text: String) {
    self.what = what
    self.text = PlainText.seen(text)
  }
}

/// Copying, and text that the terminal itself can select.
extension AppState {
  mutating func copy(_ action: Action) -> [Command] {
    let turns = session.transcript.indices.reversed().map { session.transcript[$0] }
    switch action {
    case .copyAnswer:
      guard let turn = turns.first(where: { !$0.reply.text.isEmpty }) else {
        hint = StateMessages.noAnswer
        return []
      }
      return [.copy(CopyRequest(StateMessages.theAnswer, turn.reply.text.string))]
    case .copyCode:
      for turn in turns {
        guard let code = FencedCode.last(in: turn.reply.text.string) else { continue }
        return [.copy(CopyRequest(StateMessages.theCode, code))]
      }
      hint = StateMessages.noCode
    default:
      guard let turn = turnInView, !turn.reply.reasoning.isEmpty else {
        hint = StateMessages.noThinking
        return []
      }
      return [.copy(CopyRequest(StateMessages.theThinking, turn.reply.reasoning.string))]
    }
    return []
  }

  mutating func toggleMouse() -> [Command] {
    terminal.hasMouse.toggle()
    let key = options.keymap.hint(.toggleMouse) ?? "toggle-mouse"
    hint = StateMessages.mouse(isHere: terminal.hasMouse, key: key)
    return [.screen(.mouse(terminal.hasMouse))]
  }

  mutating func beginPlainView() -> [Command] {
    terminal.isPlainView = true
    return [.screen(.showPlain(plainViewText + "\n\(StateMessages.anyKeyReturns)\n"))]
  }

  mutating func endPlainView() -> [Command] {
    terminal.isPlainView = false
    return [.screen(.resume)]
  }

  /// The focused pane's text as the model wrote it: unwrapped, so that the terminal joins its lines.
  private var plainViewText: String {
    if focus == .thinking, let turn = turnInView {
      return Sanitizer.sanitize("[" + turn.reply.reasoning.string + "]") + "\n"
    }
    var text = ""
    for index in session.transcript.indices {
      let turn = session.transcript[index]
      text += "\(PanesMessages.you)\n\(turn.prompt.text)\n\n\(turn.reply.source.model)\n"
      text += turn.reply.text.string + "\n\n"
    }
    return text.isEmpty ? StateMessages.nothingSaid + "\n" : Sanitizer.sanitize(text)
  }
}

extension Transcript {
  var indices: Range<Int> { 0..<count }
}
