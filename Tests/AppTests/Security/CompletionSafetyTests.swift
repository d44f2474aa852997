import Engine
import Foundation
import Support
import Testing

@testable import App

@Suite("Completion runs nothing that a name says", .limit(minutes: 2))
struct CompletionSafetyTests {
  @Test("No hostile name is offered", arguments: HostileText.forShells)
  func offered(_ name: String) {
    #expect(!CompletionWords.isSafe(name))
  }

  @Test(
    "Names of the field are",
    arguments: ["qwen/qwen3-4b", "gpt-oss:20b", "hf.co/a/b:Q4_K_M", "model@q4", "a+b", "abcd1234"])
  func usual(_ name: String) {
    #expect(CompletionWords.isSafe(name))
  }

  @Test("In bash, a model that a server named like a command is neither run nor offered")
  func bash() async throws {
    let folder = NSTemporaryDirectory() + "codex-tui-completion-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let state = folder + "/.local/state/codex-tui"
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    let names = HostileText.forShells.filter { !$0.contains("\n") } + ["safe-model"]
    let replies = names.map { name in
      let row: JSON = [
        "at": 1, "profile": "local", "provider": "lmstudio", "model": .string(name),
        "status": "complete",
      ]
      return row.text
    }
    try (replies.joined(separator: "\n") + "\n").write(
      toFile: state + "/replies.jsonl", atomically: true, encoding: .utf8)
    let script = """
      cd "$HOME" && eval "$("$1" completion bash)"
      codex-tui() { "$program" "$@"; }; program=$1
      COMP_WORDS=(codex-tui exec --model ''); COMP_CWORD=3
      _codex-tui codex-tui '' --model
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let run = ProgramRun(arguments: [], environment: ["HOME": folder, "SCRIPT": script])
    let outcome = try await run.outcome(script: "exec /bin/bash -c \"$SCRIPT\" bash \"$@\"").out
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(left == [".local"], "\(left)")
    #expect(outcome.contains("safe-model"), "\(outcome)")
    for name in HostileText.forShells { #expect(!outcome.contains(name), "\(name)") }
  }
}
