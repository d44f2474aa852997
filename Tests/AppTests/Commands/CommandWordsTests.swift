import ArgumentParser
import Testing

@testable import App

@Suite("The words of a command line")
struct CommandWordsTests {
  @Test(
    "Every command names itself: the parser would ask the runtime for its type's name, at each start"
  )
  func names() {
    var commands: [any ParsableCommand.Type] = [CodexTUI.self]
    var count = 0
    while let command = commands.popLast() {
      #expect(command.configuration.commandName != nil, "\(command)")
      commands += command.configuration.subcommands
      count += 1
    }
    #expect(count > 40)
  }

  @Test("A short form is the long one", arguments: CommandWords.short)
  func short(_ word: String) throws {
    #expect(try CommandWords.read([word, "qwen"]) == ["models", word, "qwen"])
    #expect(try CommandWords.read(["help", word]) == ["help", "models", word])
  }

  @Test(
    "Commands and options stand as they are",
    arguments: [[], ["--demo"], ["exec", "ps"], ["help", "exec"], ["models", "load", "x"]])
  func untouched(_ words: [String]) throws {
    #expect(try CommandWords.read(words) == words)
  }

  @Test(
    "A command that does not exist is guessed, or says how to ask",
    arguments: [
      ("modles", "Did you mean models?\n  → codex-tui models"), ("exce", "Did you mean exec?"),
      ("why is the sky blue", "→ To ask: codex-tui exec"),
    ])
  func guessed(_ word: String, _ said: String) {
    for words in [[word], ["help", word]] {
      let failure = #expect(throws: Failure.self) { try CommandWords.read(words) }
      #expect(failure?.message.contains(said) == true, "\(failure?.message ?? "")")
      #expect(failure?.code == .usage)
    }
  }

  @Test(
    "Options may stand before a command, with their values",
    arguments: [
      (["--oss", "exec", "hi"], ["exec", "--oss", "hi"]),
      (["-p", "exec", "doctor"], ["doctor", "-p", "exec"]),
      (["--demo", "--theme"], ["--demo", "--theme"]),
      (["---completion", "exec", "--", "x"], ["---completion", "exec", "--", "x"]),
    ])
  func optionsFirst(_ words: [String], _ read: [String]) throws {
    #expect(try CommandWords.read(words) == read)
  }

  private struct OnlyCommon: ParsableCommand {
    @OptionGroup var common: CommonOptions
  }

  @Test("Every common option that takes a value is known to take one")
  func values() {
    let named = OnlyCommon.helpMessage().matches(of: /(?m)^ +(?:(-\w), )?(--?[\w-]+) </)
      .flatMap { [$0.output.1, $0.output.2].compactMap { $0.map(String.init) } }
    #expect(named.count >= 7 && CommandWords.takesValue == Set(named), "\(named)")
  }

  @Test("The program's help has its commands, the conversation's options, and three examples")
  func help() {
    let help = CommandWords.help
    for words in ["SUBCOMMANDS:", "--local-provider", "codex-tui exec \"", "codex-tui --demo"] {
      #expect(help.contains(words), "\(words)")
    }
    #expect(CommandWords.asksHelp(["--help"]) && !CommandWords.asksHelp(["exec", "--help"]))
  }
}
