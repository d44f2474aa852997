import ArgumentParser
import CProgram
import Engine
import TUI

/// What the executable runs.
package enum Program {
  package static func run() -> Never {
    codex_tui_take_variables()
    Allocator.shareArenas()
    CoreDumps.forbid()
    SignalPipe.unblock()
    Signals.outliveBrokenPipes()
    InputPipe.secureStandardStreams()
    if CommandLine.arguments.dropFirst().first == ExecCommand.name {
      HTTPTransport.loadAhead()
    }
    ScreenActor.runHere {
      await CodexTUI.run()
      Process.exit(.ok)
    }
  }
}

/// The command `codex-tui` and what it can do.
struct CodexTUI: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codex-tui",
    abstract: say(
      "A terminal chat that shows what the model is doing, and what it is thinking.",
      zh: "终端聊天程序：看得见模型在做什么、在想什么。"),
    version: Version.full,
    subcommands: [
      ChatCommand.self, ResumeCommand.self, SessionsCommand.self, SearchCommand.self,
      ExportCommand.self, CompareCommand.self, ImportCommand.self, ForgetCommand.self,
      ReplayCommand.self,
      ExecCommand.self, BenchCommand.self,
      ModelsCommand.self, ServersCommand.self, ToolsCommand.self, ProfilesCommand.self,
      ConfigCommand.self, DoctorCommand.self, StatsCommand.self, LogCommand.self,
      CompletionCommand.self, SimulateCommand.self, KeysCommand.self, ManCommand.self,
    ],
    defaultSubcommand: ChatCommand.self)

  fileprivate static func run() async {
    do {
      let typed = Array(CommandLine.arguments.dropFirst())
      Language.choose(SpokenLanguage.of(typed, environment: Environment.current))
      if let command = PlainCommand.read(typed) { return try await command.run() }
      let words = try CommandWords.read(typed)
      if CommandWords.asksHelp(words) {
        StandardOutput.write(ParserWords.spoken(CommandWords.help))
        Process.exit(.ok)
      }
      var command = try await parse(words)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      StandardError.write("codex-tui: \(failure.message)\n")
      Process.exit(failure.code)
    } catch {
      // The parser's own errors are usage errors; help and version are not errors at all.
      let code = exitCode(for: error)
      let text = ParserWords.spoken(fullMessage(for: error))
      if code.isSuccess {
        StandardOutput.write(text + "\n")
        Process.exit(.ok)
      }
      if !text.isEmpty { StandardError.write(text + "\n") }
      Process.exit(error is ExitCode ? ExitStatus(rawValue: code.rawValue) : .usage)
    }
  }

  /// A command's own parser takes half the time of the one for all, which alone knows how to say what is wrong with
  /// the words, and its help.
  private static func parse(_ words: [String]) async throws -> any ParsableCommand {
    let own =
      words.isEmpty
      ? ChatCommand.self
      : configuration.subcommands.first { $0.configuration.commandName == words.first }
    if let own = own as? any AsyncParsableCommand.Type, own.configuration.subcommands.isEmpty,
      let command = try? await own.asyncParseAsRoot(Array(words.dropFirst())),
      type(of: command) == own
    {
      return command
    }
    return try await asyncParseAsRoot(words)
  }
}
