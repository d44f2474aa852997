import Engine
import TUI

/// A conversation in plain lines: what is typed, then `[thinking]`, then the answer.
///
/// From the same engine as the full screen. A line that begins with `/` is a command.
struct Linear {
  let engine: Engine

  init(engine: Engine) {
    self.engine = engine
  }

  /// Reads prompts until the input ends; returns what the last reply ended with.
  func run() async -> ExitStatus {
    var last = ExitStatus.ok
    StandardError.write(
      "codex-tui \(Version.text). /profile NAME switches, /quit or Ctrl+D ends.\n")
    while let line = await prompted() {
      if line.allSatisfy(\.isWhitespace) { continue }
      if line == "/quit" { return last }
      if line.hasPrefix("/") {
        await command(line)
        continue
      }
      let printer = PlainPrinter(streams: .standard, options: PlainPrinter.Options())
      var exec = Exec(engine: engine, printer: printer)
      exec.interrupts = Signals.endings()
      last = await exec.run(Prompt(line))
    }
    return last
  }

  private func prompted() async -> String? {
    let session = await engine.session
    let place = session.server.isRemote ? "CLOUD " : ""
    StandardError.write("\n\(place)\(Washer.wash(session.profile.name)) you: ")
    return readLine(strippingNewline: true)
  }

  private func command(_ line: String) async {
    let words = line.split(separator: " ")
    guard words.first == "/profile", words.count == 2 else {
      return StandardError.write("There are: /profile NAME, /quit\n")
    }
    await engine.perform(.switchProfile(.named(String(words[1]))))
    let session = await engine.session
    guard session.profile.name == words[1] else {
      let names = session.profiles.map(\.name).joined(separator: ", ")
      return StandardError.write("No such profile. There are: \(names)\n")
    }
    StandardError.write(
      "now on \(Washer.wash(session.profile.name)) · \(Washer.wash(session.profile.model))\n")
  }
}
