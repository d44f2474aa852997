import ArgumentParser
import Engine
import TUI

/// Asks prompts of the user's own conversations again, and says how fast they were read and answered.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: say(
      "Measures profiles with prompts that you really asked.", zh: "用你真正问过的提示词测量各配置的速度。"),
    discussion: say(
      "Each prompt goes out with the conversation before it, twice: new to the server (cold), and again at once "
        + "(warm). Replies are cut at --tokens, call no tools, and are not kept. Figures are kept in the state folder and "
        + "compared with the run before.",
      zh:
        """
        每条提示词连同其之前的对话发送两次：第一次对服务器是新内容（冷态），
        随即再发一次（热态）。回复在 --tokens 处截断，不调用工具，也不保存。
        数据保存在状态目录中，并与上一次运行比较。
        """))

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp(
      say(
        "A file of prompts, with a line --- between them; - is stdin.",
        zh: "提示词文件，以 --- 行分隔；- 表示 stdin。"), valueName: "file"))
  var prompts: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Every prompt of a kept conversation: its id, or how it begins.",
        zh: "已保存对话中的全部提示词：其 id 或 id 的开头。"), valueName: "id"),
    completion: .conversation)
  var from: String?

  @Option(
    help: ArgumentHelp(
      say(
        "The last so many prompts of all conversations; 3 unless told.", zh: "所有对话中最近若干条提示词；默认 3 条。"
      ), valueName: "count"))
  var last: Int?

  @Option(
    help: ArgumentHelp(
      say("How often each prompt is asked, cold and warm.", zh: "每条提示词冷态、热态各问多少次。")))
  var runs = 3

  @Option(
    help: ArgumentHelp(
      say("The most tokens that a reply may have, thinking included.", zh: "每条回复的 token 上限，含思考。")))
  var tokens = 128

  @Option(
    help: ArgumentHelp(
      say("Write the curves as a picture, too.", zh: "同时将曲线写成图片。"), valueName: "file"))
  var svg: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Lines of JSON: one for each reply, one for each profile.", zh: "逐行输出 JSON：每条回复一行，每个配置一行。"))
  ) var json = false

  func validate() throws {
    let sources = [prompts != nil, from != nil, last != nil].count { $0 }
    if sources > 1 { throw ValidationError(BenchmarkMessages.oneSource) }
    if runs < 1 || runs > 100 { throw ValidationError(BenchmarkMessages.runsOutOfRange) }
    if tokens < 2 { throw ValidationError(BenchmarkMessages.tooFewTokens) }
    if let last, last < 1 { throw ValidationError(BenchmarkMessages.lastMustBePositive) }
  }

  mutating func run() async throws {
    // One configuration for all: the first profile decides what is active, the others are among its profiles.
    let names = common.profile?.split(separator: ",").map(String.init) ?? []
    common.profile = names.first
    let file = try prompts.map { path in try NamedFile.read(path, dashIsInput: true) }
    let interrupts = Signals.endings()
    let (options, svg, source) = (options, svg, source(file))
    let status = try await Runtime.use(common, thread: ScreenActor.shared.thread) { runtime in
      let profiles = try Self.profiles(names, runtime.configuration)
      let asked = try await source.prompts(runtime.configuration)
      guard !asked.isEmpty else { throw Failure(.usage, BenchmarkMessages.noPrompts) }
      let state = StateDirectory(environment: Environment.current)
      var run = BenchRun(
        engine: runtime.engine, profiles: profiles, prompts: asked, options: options,
        streams: .standard)
      run.earlier = BenchTable.kept(in: state)
      run.interrupts = interrupts
      let counter = EnergyCounter(
        environment: Environment.current, tool: runtime.engine.services.tool,
        timer: runtime.engine.time)
      run.meter = { [configuration = runtime.configuration] profile in
        // What another machine uses is not told here.
        configuration.provider(of: profile).location == .thisMachine ? counter.begin : nil
      }
      run.keep = { result in
        // One that cannot be kept is missed by the next comparison, nothing more.
        try? state?.append(result.line, to: BenchResult.file, largest: 1 << 20)
      }
      let end = await run.run()
      if let svg {
        try NamedFile.write(RateChart.svg(end.curves), to: svg, permissions: .ownerReadWrite)
      }
      return end.status
    }
    Process.exit(status)
  }

  private var options: BenchRun.Options {
    BenchRun.Options(runs: runs, tokens: tokens, isJSON: json)
  }

  private func source(_ file: [UInt8]?) -> BenchSource {
    if let file { return .file(String(decoding: file, as: UTF8.self)) }
    if let from { return .conversation(from) }
    return .last(last ?? 3)
  }

  static func profiles(_ names: [String], _ configuration: Configuration) throws -> [Profile] {
    guard names.count > 1 else { return [configuration.activeProfile] }
    return try names.map { name in
      guard let profile = configuration.profiles.first(where: { $0.name == name }) else {
        let known = configuration.profiles.map(\.name)
        throw BenchmarkMessages.noProfile(
          name, near: NearestMatch.of(name, among: known), known: known)
      }
      return profile
    }
  }
}

/// Where the prompts of a benchmark come from.
enum BenchSource: Sendable {
  case file(String)
  /// How a conversation's id begins.
  case conversation(String)
  case last(Int)

  func prompts(_ configuration: Configuration) async throws -> [BenchPrompt] {
    switch self {
    case .file(let text): return BenchPrompt.of(file: text)
    case .conversation(let id):
      return BenchPrompt.of(try await ArchiveCommand.conversation(matching: id), configuration)
    case .last(let count):
      return try await ArchiveCommand.use { archive in
        var found: [(created: Int64, prompt: BenchPrompt)] = []
        for summary in try await archive.summaries(limit: count) {
          let conversation = try await archive.conversation(summary.id)
          let created = conversation.transcript.settled.map(\.created)
          found += zip(created, BenchPrompt.of(conversation, configuration)).map { ($0, $1) }
        }
        return found.sorted { $0.created < $1.created }.suffix(count).map(\.prompt)
      }
    }
  }
}
