import Engine

/// `/system`: the conversation's own instructions; they take the place of the profile's.
extension AppState {
  mutating func setInstructions(_ text: String) -> [Command] {
    switch text.lowercased() {
    case "":
      return open(.text(title: "instructions", instructionLines))
    case "edit": return [.local(.editInstructions(instructions))]
    case "off": return change(instructions: "", "no instructions")
    case "default": return change(instructions: nil, "the profile's instructions")
    default: return change(instructions: text, "new instructions")
    }
  }

  /// What came back from the editor. Nothing but blanks is no instructions.
  mutating func handle(instructions text: String) -> [Command] {
    text.allSatisfy(\.isWhitespace)
      ? change(instructions: "", "no instructions")
      : change(instructions: text, "new instructions")
  }

  /// What a model is told now.
  private var instructions: String {
    session.conversation.systemPrompt ?? session.profile.systemPrompt ?? ""
  }

  private var instructionLines: [Line] {
    let text =
      instructions.isEmpty
      ? [Line("none", Ink(.faint))]
      : Sanitizer.sanitize(instructions).split(separator: "\n", omittingEmptySubsequences: false)
        .map { Line(SafeText(foreign: String($0)), Ink(.overlay)) }
    let source =
      session.conversation.systemPrompt == nil ? "the profile's" : "of this conversation alone"
    return text + [
      Line(),
      Line(
        SafeText(foreign: "\(source) · /system edit · /system TEXT · /system off · default"),
        Ink(.faint)),
    ]
  }

  private mutating func change(instructions: String?, _ words: String) -> [Command] {
    hint = words + " from the next turn on"
    return [.engine(.conversation(.change(.systemPrompt(instructions), nil)))]
  }
}
