import ArgumentParser
import Engine
import TUI

/// `codex-tui keys`: what each key sends, and what it would do.
struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: say("Shows what a key sends and what it would do.", zh: "显示按键发送的内容及其作用。"))

  @OptionGroup var common: CommonOptions

  @ScreenActor
  mutating func run() async throws {
    if let refusal = TerminalRefusal.of() { throw Failure(.usage, refusal.reason) }
    let configuration: Keymap
    do {
      configuration = Keymap(
        changes: try common.configuration(environment: Environment.current).screen.keymap)
    } catch let error as EngineError {
      throw Failure(error)
    }
    for complaint in configuration.complaints { StandardError.write("! \(complaint)\n") }
    StandardOutput.write(CommandsMessages.pressAKey + "\n")
    let probe = KeyProbe()
    defer { probe.close() }
    let end = KeyPress(.character("c"), .control)
    var last: [TerminalInput] = []
    while let (bytes, inputs) = probe.next() {
      let lines = KeyReport.lines(
        bytes: bytes, inputs: inputs, keymap: configuration, columns: probe.columns ?? 80)
      for line in lines { StandardOutput.write(line + "\n") }
      if inputs == [.key(end)], last == inputs { return }
      last = inputs
    }
  }
}
