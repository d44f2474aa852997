import ArgumentParser
import Engine

/// Scripts that complete a command line in a shell.
struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: say("Prints the completion script of a shell.", zh: "打印 shell 的补全脚本。"),
    discussion: say(
      """
      bash: codex-tui completion bash > ~/.local/share/bash-completion/completions/codex-tui
      zsh: codex-tui completion zsh > a folder of $fpath, as _codex-tui
      fish: codex-tui completion fish > ~/.config/fish/completions/codex-tui.fish
      """,
      zh:
        """
        bash: codex-tui completion bash > ~/.local/share/bash-completion/completions/codex-tui
        zsh: codex-tui completion zsh > $fpath 中的一个文件夹，文件名为 _codex-tui
        fish: codex-tui completion fish > ~/.config/fish/completions/codex-tui.fish
        """))

  enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  @Argument(help: ArgumentHelp(say("bash, zsh or fish.", zh: "bash、zsh 或 fish。")))
  var shell: Shell

  func run() {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    let script = CodexTUI.completionScript(for: kind)
    StandardOutput.write(script.hasSuffix("\n") ? script : script + "\n")
  }
}

/// Words for a shell to offer. Nothing is asked of a server: a Tab must not wait.
enum KnownNames {
  static func profiles() -> [String] {
    let options = try? CommonOptions.parse([])
    let names = (try? options?.loaded())?.profiles.map(\.name) ?? []
    return CompletionWords.candidates(names)
  }

  /// Models of the profiles, and those that answered before.
  static func models() -> [String] {
    let options = try? CommonOptions.parse([])
    let configured = (try? options?.loaded())?.profiles.map(\.model) ?? []
    let answered = StatsTable.kept(in: StateDirectory(environment: Environment.current)).map(
      \.model)
    return CompletionWords.candidates(Set(configured + answered).sorted())
  }
}
