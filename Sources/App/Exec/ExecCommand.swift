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
  /// Known before the language is, in which the configuration speaks.
  static let name = "exec"
  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: say("Asks once and prints the answer as it comes.", zh: "提问一次，并实时打印回答。"))

  @OptionGroup var common: CommonOptions
  @OptionGroup var conversation: ResumeOptions

  @Argument(
    help: ArgumentHelp(
      say(
        "The prompt; without one, or with -, it is read from stdin.", zh: "提示词；省略或为 - 时从 stdin 读取。")
    ))
  var prompt: [String] = []

  @Flag(
    help: ArgumentHelp(say("Send what is piped in along with the prompt.", zh: "将管道输入随提示词一起发送。")))
  var stdin = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      say("Send a text file along with the prompt; may be repeated.", zh: "随提示词发送一个文本文件；可重复使用。")))
  var file: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(say("Send a picture along; may be repeated.", zh: "附上一张图片；可重复使用。")))
  var image: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "How long the model should think: none, minimal, low, medium, high.",
        zh: "思考强度：none、minimal、low、medium、high。")))
  var effort: String?

  @Option(
    help: ArgumentHelp(
      say("The system prompt, instead of the profile's.", zh: "系统提示词，代替配置中的系统提示词。")))
  var system: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      say("Keep the answer in a file as well.", zh: "同时将回答保存到文件。"), valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Ask for JSON by this schema, and fail where the answer is not as it says.",
        zh: "要求回答是符合此 schema 的 JSON，不符合则失败。"),
      valueName: "file"))
  var schema: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Lines of JSON on stdout: states, deltas, stages, usage.",
        zh: "在 stdout 上逐行输出 JSON：状态、增量、阶段、用量。")))
  var json = false

  @Flag(
    name: .shortAndLong,
    help: ArgumentHelp(say("Nothing on stderr but errors.", zh: "stderr 上只输出错误。")))
  var quiet = false

  @Flag(help: ArgumentHelp(say("Do not print the thinking.", zh: "不打印思考。")))
  var noThinking = false

  @Option(
    help: ArgumentHelp(
      say("Colour on stderr: auto, always or never.", zh: "stderr 上的颜色：auto、always 或 never。")))
  var color = ColorChoice.auto

  @Option(
    help: ArgumentHelp(say("Give up after so many seconds.", zh: "超过此秒数即放弃。"), valueName: "seconds")
  )
  var maxTime: Double?

  @Option(
    help: ArgumentHelp(
      say(
        "Let the model call these tools: server or server:tool, with commas.",
        zh: "模型可调用的工具：server 或 server:tool，以逗号分隔。"), valueName: "names"))
  var tools: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Run this tool without asking; may be repeated. All others are refused.",
        zh: "运行此工具时不询问；可重复使用。其他工具一律拒绝。"),
      valueName: "server:tool"))
  var allowTool: [String] = []

  @Flag(
    help: ArgumentHelp(
      say("Download the model first when its server does not have it.", zh: "服务器上没有该模型时先下载。")))
  var pull = false

  @Option(
    help: ArgumentHelp(
      say(
        "Ask several profiles at once, two to four, and print their answers and figures.",
        zh: "同时向二至四个配置提问，打印各自的回答和统计数据。"),
      valueName: "profiles"))
  var race: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Let a race run side by side even where its models share a machine.",
        zh: "即使模型同在一台机器上，竞速也并行进行。")))
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
      try await runtime.settleLocalServer(model: common.model, isQuiet: quiet)
      try await tools.enable(in: runtime)
      if pull { try await ModelPull.ensure(runtime.engine) }
      if race == nil { await runtime.engine.tellOfLoad() }
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
