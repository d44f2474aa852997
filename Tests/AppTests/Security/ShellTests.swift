import Engine
import Foundation
import Support
import Testing

@testable import App

/// The shells themselves, each on a terminal, with a Tab after names that servers and files chose.
@Suite("At a Tab no shell runs what a server or a file named", .limit(minutes: 5))
struct ShellTests {
  enum Shell: String, CaseIterable {
    case bash, zsh, fish

    var path: String { "/usr/bin/\(rawValue)" }

    var start: String {
      switch self {
      case .bash: "exec bash --norc --noprofile -i"
      case .zsh: "exec zsh -f -i"
      case .fish: "exec fish --no-config -i"
      }
    }

    /// Reads the completion script, then shows a prompt that is waited for.
    var setUp: [String] {
      switch self {
      case .bash:
        [
          "bind 'set enable-bracketed-paste off'", "eval \"$(codex-tui completion bash)\"",
          "PS1='re''ady> '",
        ]
      case .zsh:
        [
          "autoload -Uz compinit; compinit -u -D", "eval \"$(codex-tui completion zsh)\"",
          "compdef _codex-tui codex-tui", "PS1='re''ady> '",
        ]
      case .fish:
        [
          "codex-tui completion fish | source",
          "function fish_prompt; echo 're''ady> '; end; set -g fish_greeting",
        ]
      }
    }
  }

  /// A home where servers gave models hostile names, and files gave conversations hostile titles.
  private static func hostileHome() async throws -> KeptPlace {
    let place = try await KeptPlace()
    let names =
      HostileText.forShells.filter { !$0.contains("\n") } + ["safe-model", "safe-oss:20b"]
    let replies = names.map { name in
      let row: JSON = [
        "at": 1, "profile": "local", "provider": "lmstudio", "model": .string(name),
        "status": "complete",
      ]
      return row.text + "\n"
    }
    try replies.joined().write(
      toFile: place.state + "/replies.jsonl", atomically: true, encoding: .utf8)
    let archive = Archive(folder: place.state)
    for (number, title) in HostileText.forShells.enumerated() {
      var conversation = KeptPlace.conversation
      let digits = String(number + 10)
      conversation.summary = ConversationSummary(
        id: ConversationID("beef00\(digits)"), created: 1_790_000_000_000)
      conversation.summary.proposedTitle = title
      _ = try await archive.add(conversation)
    }
    await archive.close()
    let bin = place.home + "/bin"
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    symlink(ProgramRun.path, bin + "/codex-tui")
    return place
  }

  @Test("Models and conversations are offered as words only", arguments: Shell.allCases)
  func tab(_ shell: Shell) async throws {
    guard FileManager.default.isExecutableFile(atPath: shell.path) else {
      // Said where it is read: scripts/install-dependencies test brings it.
      print("\(shell.rawValue) is not installed, so its completion is not tried")
      return
    }
    let place = try await Self.hostileHome()
    defer { place.remove() }
    let script = "cd \"$HOME\"; PATH=\"$HOME/bin:$PATH\" \(shell.start)"
    let terminal = try ProgramInTerminal([], environment: ["HOME": place.home], script: script)
    for line in shell.setUp { terminal.type(line + "\n") }
    #expect(await terminal.shows("ready>"), "\(terminal.picture)")
    terminal.type("codex-tui exec --model safe-\t\t\t")
    #expect(await terminal.shows("safe-oss:20b"), "\(terminal.picture)")
    #expect(await terminal.shows("safe-model"), "\(terminal.picture)")
    // Without a beginning every candidate is gone through.
    terminal.type("\u{15}codex-tui exec --model \t\t\t\t\t\t\t\t\u{15}")
    terminal.type("codex-tui resume abcd\t")
    #expect(await terminal.shows("abcd1234"), "\(terminal.picture)")
    terminal.type("\u{15}codex-tui resume beef\t\t\t\t\t\t\u{15}\u{3}")
    terminal.type("\u{15}exit\n")
    #expect(await terminal.ended() == 0 || shell != .bash)
    let left = try FileManager.default.subpathsOfDirectory(atPath: place.home)
    #expect(!left.contains { $0.contains(HostileText.mark) }, "\(left)")
    #expect(!terminal.output.contains("$(touch"), "no such name is even offered")
  }
}
