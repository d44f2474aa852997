import Engine

/// `/system`: the conversation's own instructions; they take the place of the profile's.
extension AppState {
  mutating func setInstructions(_ text: String) -> [Command] {
    switch text.lowercased() {
    case "":
      return open(.text(title: CommandsMessages.instructions, instructionLines))
    case "edit": return [.local(.editInstructions(instructions))]
    case "off": return change(instructions: "", CommandsMessages.noInstructions)
    case "default": return change(instructions: nil, CommandsMessages.profilesInstructions)
    default: return change(instructions: text, CommandsMessages.newInstructions)
    }
  }

  /// What came back from the editor. Nothing but blanks is no instructions.
  mutating func handle(instructions text: String) -> [Command] {
    text.allSatisfy(\.isWhitespace)
      ? change(instructions: "", CommandsMessages.noInstructions)
      : change(instructions: text, CommandsMessages.newInstructions)
  }

  /// What a model is told now.
  private var instructions: String {
    session.conversation.systemPrompt ?? session.profile.systemPrompt ?? ""
  }

  private var instructionLines: [Line] {
    let text =
      instructions.isEmpty
      ? [Line(SafeText(foreign: CommandsMessages.none), Ink(.faint))]
      : Sanitizer.sanitize(instructions).split(separator: "\n", omittingEmptySubsequences: false)
        .map { Line(SafeText(foreign: String($0)), Ink(.overlay)) }
    let ways = CommandsMessages.instructions(
      areTheProfiles: session.conversation.systemPrompt == nil)
    return text + [Line(), Line(SafeText(foreign: ways), Ink(.faint))]
  }

  private mutating func change(instructions: String?, _ words: String) -> [Command] {
    hint = CommandsMessages.fromNextTurn(words)
    return [.engine(.conversation(.change(.systemPrompt(instructions), nil)))]
  }
}
