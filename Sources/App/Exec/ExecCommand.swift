import ArgumentParser
import Engine
import SystemPackage
import TUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One prompt in, the answer on stdout, the thinking and what happened on stderr.
struct ExecCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exec", abstract: "Asks once and prints the answer as it comes.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var conversation: ResumeOptions

  @Argument(help: "The prompt; without one, or with -, it is read from stdin.")
  var prompt: [String] = []

  @Flag(help: "Send what is piped in along with the prompt.")
  var stdin = false

  @Option(name: .shortAndLong, help: "Send a text file along with the prompt; may be repeated.")
  var file: [String] = []

  @Option(name: .shortAndLong, help: "Send a picture along; may be repeated.")
  var image: [String] = []

  @Option(help: "How long the model should think: none, minimal, low, medium, high.")
  var effort: String?

  @Option(help: "The system prompt, instead of the profile's.")
  var system: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Keep the answer in a file as well.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Ask for JSON by this schema, and fail where the answer is not as it says.",
      valueName: "file"))
  var schema: String?

  @Flag(help: "Lines of JSON on stdout: states, deltas, stages, usage.")
  var json = false

  @Flag(name: .shortAndLong, help: "Nothing on stderr but errors.")
  var quiet = false

  @Flag(help: "Do not print the thinking.")
  var noThinking = false

  @Option(help: "Colour on stderr: auto, always or never.")
  var color = ColorChoice.auto

  @Option(help: ArgumentHelp("Give up after so many seconds.", valueName: "seconds"))
  var maxTime: Double?

  @Option(
    help: ArgumentHelp(
      "Let the model call these tools: server or server:tool, with commas.", valueName: "names"))
  var tools: String?

  @Option(
    help: ArgumentHelp(
      "Run this tool without asking; may be repeated. All others are refused.",
      valueName: "server:tool"))
  var allowTool: [String] = []

  @Flag(help: "Download the model first when its server does not have it.")
  var pull = false

  @Option(
    help: ArgumentHelp(
      "Ask several profiles at once, two to four, and print their answers and figures.",
      valueName: "profiles"))
  var race: String?

  @Flag(help: "Let a race run side by side even where its models share a machine.")
  var parallel = false

  func validate() throws {
    if race != nil, schema != nil || output != nil || tools != nil || pull {
      throw ValidationError(ExecMessages.raceGoesAlone)
    }
    if let maxTime, !(maxTime > 0 && maxTime < 1e9) {
      throw ValidationError(ExecMessages.maxTimeMustBePositive)
    }
  }

  mutating func run() async throws {
    signal(SIGPIPE, SIG_IGN)
    var source = source()
    source.contents = try await contents()
    let prompt = try source.prompt()
    let answerFile = try output.map { path throws(Failure) in try AnswerFile(path: path) }
    let schema = try schema.map { path throws(Failure) in try AnswerSchema(path: path) }
    let interrupts = Signals.endings()
    common.overrides += settings
    let (printer, limit) = (printer, maxTime.map { Duration.milliseconds(Int($0 * 1000)) })
    let (common, pull, conversation) = (common, pull, conversation)
    let quiet = quiet || json
    let race = raceOrder(prompt)
    var raceOptions = ExecRace.Options()
    raceOptions.isJSON = json
    raceOptions.isQuiet = self.quiet
    raceOptions.washesAnswer = isatty(STDOUT_FILENO) == 1
    let racing = raceOptions
    let tools = ExecTools(enabled: tools, allowed: allowTool)
    // Words are printed by the thread that reads them: no other has to be woken for each.
    let thread = ScreenActor.shared.thread
    let status = try await Runtime.use(common, thread: thread) { runtime in
      try await conversation.open(in: runtime.engine)
      try await runtime.settleLocalServer(common, isQuiet: quiet)
      try await tools.enable(in: runtime)
      if pull { try await ModelPull.ensure(runtime.engine) }
      if let race {
        var run = ExecRace(engine: runtime.engine, streams: .standard, options: racing)
        run.limit = limit
        run.interrupts = interrupts
        let status = await run.run(race)
        await runtime.complainOfLoss()
        return status
      }
      var exec = Exec(engine: runtime.engine, printer: printer)
      exec.limit = limit
      exec.answerFile = answerFile
      exec.schema = schema
      if let schema { await runtime.engine.wantAnswers(as: schema.json) }
      exec.interrupts = interrupts
      let status = await exec.run(prompt)
      if status == .unreachable, !quiet { await runtime.adviseOnServers() }
      await runtime.complainOfLoss()
      return status
    }
    adviseOnInput()
    Process.exit(status)
  }

  private func raceOrder(_ prompt: Prompt) -> RaceOrder? {
    race.map {
      var order = RaceOrder(prompt, $0.split(separator: ",").map(String.init))
      order.isParallel = parallel ? true : nil
      return order
    }
  }

  /// What the files hold; PDFs and the like as text, as on the screen.
  private func contents() async throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for path in file where contents[path] == nil {
      let bytes = try NamedFile.read(path)
      switch await DocumentText.text(path, at: path, bytes, Environment.current) {
      case .success(let text): contents[path] = Array(text.utf8)
      case .failure(let refusal): throw Failure(.usage, refusal.words)
      case nil: contents[path] = bytes
      }
    }
    return contents
  }

  private func source() -> PromptSource {
    PromptSource(
      words: prompt, addsInput: stdin, files: file, images: image,
      inputIsTerminal: isatty(STDIN_FILENO) == 1
    ) { () throws(Errno) in try TextFile.readAll(.standardInput) }
  }

  /// Flags that stand for a setting.
  private var settings: [String] {
    [("model_reasoning_effort", effort), ("system_prompt", system)].compactMap { key, value in
      value.map { "\(key)=\(JSON.string($0).text)" }
    }
  }

  private var printer: any ReplyPrinter {
    if json { return JSONPrinter(streams: .standard, showsThinking: !noThinking) }
    var options = PlainPrinter.Options()
    options.isQuiet = quiet
    options.showsThinking = !noThinking
    options.hasColor = color.isOn(isTerminal: isatty(STDERR_FILENO) == 1, Environment.current)
    options.washesAnswer = isatty(STDOUT_FILENO) == 1
    return PlainPrinter(streams: .standard, options: options)
  }

  /// A pipe that was not read is most often a forgotten `--stdin`.
  private func adviseOnInput() {
    guard !quiet, !json, !stdin, !prompt.isEmpty, prompt != ["-"], InputPipe.hasUnreadText else {
      return
    }
    StandardError.write("! \(ExecMessages.inputWasNotRead)\n")
  }
}

/// `--color`
enum ColorChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
  case auto, always, never

  func isOn(isTerminal: Bool, _ environment: [String: String]) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      isTerminal && environment["TERM"] != "dumb" && environment["NO_COLOR", default: ""].isEmpty
    }
  }
}
