import Engine
import TUI

/// A conversation in plain lines, for `TERM=dumb`, pipes and screen readers: what is typed, then
/// `[thinking]`, then the answer, nothing ever drawn over.
///
/// From the same engine as the full screen. A line that begins with `/` is a command.
struct Linear {
  let engine: Engine
  var streams: OutputStreams = .onStandardOutput
  /// The next line without its end; `nil` when the input has ended.
  var nextLine: () -> String? = { readLine(strippingNewline: true) }
  /// Input from a pipe is repeated, so that what comes out is the whole conversation.
  var echoesInput = false
  /// Numbers of signals that stop a reply, made anew for each one.
  var interrupts: () -> AsyncStream<Int32> = { Signals.endings() }

  init(engine: Engine) {
    self.engine = engine
  }

  /// Reads prompts until the input ends; returns what the last reply ended with.
  func run() async -> ExitStatus {
    var last = ExitStatus.ok
    write(LinearMessages.greeting(version: Version.text))
    for notice in await engine.session.notices { write("! \(Sanitizer.sanitize(notice.text))") }
    await tellWhere()
    await engine.beginWarmUp(force: false)
    await engine.answerToolQuestions()
    while let text = await prompted() {
      switch LinearCommand(text) {
      case nil: last = await send(Prompt(text))
      case .quit?: return last
      case .retry?:
        guard let prompt = await lastPrompt() else {
          write(LinearMessages.nothingToRepeat)
          continue
        }
        last = await send(prompt)
      case let command?: await perform(command)
      }
    }
    return last
  }

  func write(_ words: String) { _ = streams.out(words + "\n") }

  private func lastPrompt() async -> Prompt? { await engine.session.transcript.last?.prompt }

  private func send(_ prompt: Prompt) async -> ExitStatus {
    var options = PlainPrinter.Options()
    options.washesAnswer = true
    options.hasLabels = true
    var exec = Exec(engine: engine, printer: PlainPrinter(streams: streams, options: options))
    exec.interrupts = interrupts()
    exec.ask = ask
    exec.fill = { form in LinearForm(form: form, write: write, read: line).fill() }
    let status = await exec.run(prompt)
    if status == .interrupted { write(LinearMessages.stopped) }
    return status
  }

  /// A call of a tool, all of it, and the answer to it: one line. The end of the input is a no.
  private func ask(_ question: ToolQuestion) -> ToolAnswer {
    for line in CallQuestionText.lines(question) { write(line) }
    while true {
      _ = streams.out(LinearMessages.allow)
      let line = nextLine() ?? "n"
      if echoesInput { write(Sanitizer.sanitize(line)) }
      if let answer = LinearCommand.answer(line) { return answer }
      write(LinearMessages.noSuchAnswer)
    }
  }

  /// One line as an answer to these words; `nil` at the end of the input.
  private func line(_ words: String) -> String? {
    _ = streams.out(words)
    guard let line = nextLine() else { return nil }
    if echoesInput { write(Sanitizer.sanitize(line)) }
    return line
  }

  /// What is typed next, blank lines passed over. A line that ends in `\` goes on in the next one;
  /// `"""` alone begins and ends a text of several lines.
  private func prompted() async -> String? {
    while true {
      let session = await engine.session
      let words = LinearMessages.prompt(
        profile: Sanitizer.sanitize(session.profile.name), destination: session.destination)
      _ = streams.out("\n" + words)
      guard let text = paragraph() else { return nil }
      if echoesInput { write(Sanitizer.sanitize(text)) }
      if !text.isBlank { return text }
    }
  }

  private func paragraph() -> String? {
    guard var line = nextLine() else { return nil }
    var lines: [String] = []
    if line == "\"\"\"" {
      while let next = nextLine(), next != "\"\"\"" { lines.append(next) }
      return lines.joined(separator: "\n")
    }
    while line.hasSuffix("\\") {
      lines.append(String(line.dropLast()))
      guard let next = nextLine() else { return lines.joined(separator: "\n") }
      line = next
    }
    return (lines + [line]).joined(separator: "\n")
  }
}

extension Linear {
  /// Whether plain lines need not be asked for: the terminal has no cursor to place, or the user
  /// wants programs accessible.
  static func suits(_ refusal: TerminalRefusal?, _ environment: [String: String]) -> Bool {
    if case .dumb? = refusal { return true }
    return !["", "0", "false"].contains(environment["ACCESSIBLE", default: ""].lowercased())
  }
}

extension OutputStreams {
  /// Everything in one stream and in order, as a listener hears it.
  static let onStandardOutput = OutputStreams(
    out: { StandardOutput.write($0) }, error: { StandardOutput.write(PlainText.safe($0)) },
    control: { StandardOutput.write($0.rawValue) })
}
