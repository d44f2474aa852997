import ArgumentParser
import Engine

/// The words of a command line before the parser sees them: short forms, and commands that do not exist.
enum CommandWords {
  /// `codex-tui ps` is `codex-tui models ps`.
  static let short = ["ps", "load", "pin", "unload", "pull"]

  /// - Throws: for a first word that is no command, with the one that was probably meant.
  static func read(_ words: [String]) throws(Failure) -> [String] {
    guard let first = words.first else { return words }
    // What a shell asks at a Tab has three.
    guard !first.hasPrefix("---") else { return words }
    guard !first.hasPrefix("-") else { return behindCommand(words) }
    if first == "help", words.count > 1 { return [first] + (try read(Array(words.dropFirst()))) }
    if short.contains(first) { return ["models"] + words }
    let commands = CodexTUI.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !commands.contains(first), first != "help" else { return words }
    throw CommandsMessages.noCommand(first, near: NearestMatch.of(first, among: commands + short))
  }

  /// `codex-tui --oss exec hi` is `codex-tui exec --oss hi`: options may stand before a command.
  private static func behindCommand(_ words: [String]) -> [String] {
    let commands = CodexTUI.configuration.subcommands.compactMap { $0.configuration.commandName }
    var index = 0
    while index < words.count, words[index].hasPrefix("-") {
      index += takesValue.contains(words[index]) ? 2 : 1
    }
    guard index < words.count, commands.contains(words[index]) else { return words }
    return [words[index]] + words[..<index] + words[(index + 1)...]
  }

  /// Options of every command that a value follows.
  static let takesValue: Set<String> = [
    "-p", "--profile", "-m", "--model", "-c", "--local-provider", "--log-level", "--record",
  ]

  /// The help of the whole program: its commands, the options of the conversation itself, and examples.
  static var help: String {
    let chat = CodexTUI.helpMessage(for: ChatCommand.self)
    let options = chat.split(separator: "OPTIONS:\n", maxSplits: 1).last ?? ""
    return CodexTUI.helpMessage() + "\n\n" + CommandsMessages.chatOptions + "\n" + options + "\n"
      + CommandsMessages.examples
  }

  /// Only the program's own help was asked for.
  static func asksHelp(_ words: [String]) -> Bool { words == ["--help"] || words == ["-h"] }
}
