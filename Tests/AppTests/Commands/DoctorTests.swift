import Engine
import Foundation
import Simulator
import Support
import TUI
import Testing

@testable import App

@Suite("doctor", .limit(minutes: 1))
struct DoctorTests {
  private func answers(widths: [Int], after text: String = "") -> TerminalAnswers {
    let places = widths.map { "\u{1B}[1;\($0 + 1)R" }.joined()
    return TerminalAnswers((text + places + "\u{1B}[?62;22;52c").utf8)
  }

  private var agreed: [Int] { TerminalQuestions.graphemes.map { Glyph.width(of: $0.text) } }

  @Test("A terminal's answers are understood")
  func understanding() {
    let text = "\u{1B}[?2026;2$y\u{1B}[?0u\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\"
    let answers = answers(widths: agreed, after: text)
    #expect(answers.hasSynchronizedOutput)
    #expect(answers.hasKittyKeyboard)
    #expect(answers.offersClipboard)
    #expect(answers.appearance == .light)
    #expect(answers.isHeard)
    #expect(answers.widths == agreed)
    #expect(!TerminalAnswers("\u{1B}[?2026;0$y".utf8).hasSynchronizedOutput)
    #expect(!TerminalAnswers("".utf8).isHeard)
  }

  @Test("How images are drawn is said, and what is missing for it")
  func images() {
    func found(_ answer: String) -> Finding? {
      Doctor.terminal(
        nil, TerminalAnswers(Array(answer.utf8)), ["TERM": "xterm-256color", "PATH": "/nowhere"]
      ).first { $0.words.contains("images") || $0.words.contains("img2sixel") }
    }
    #expect(found("\u{1b}[?62;22c")?.level == .ok)
    #expect(found("\u{1b}[6;20;10t\u{1b}[?62;4c")?.level == .note)
    #expect(found("\u{1b}[6;20;10t\u{1b}[?62;4c")?.words.contains("libsixel-bin") == true)
    #expect(found("\u{1b}[?62;4c")?.words.contains("pixels") == true)
    let kitty = found("\u{1b}[6;20;10t\u{1b}P>|kitty(0.32.2)\u{1b}\\\u{1b}[?62c")
    #expect(kitty?.words.contains("kitty's protocol") == true)
  }

  @Test("Characters that the terminal draws otherwise are named with both widths")
  func widths() {
    var widths = agreed
    widths[6] += 2
    let found = Doctor.terminal(nil, answers(widths: widths), ["TERM": "xterm-256color"])
    let note = found.first { $0.level == .note }
    #expect(note?.words.contains("a joined emoji: \(widths[6]) columns") == true)
    #expect(note?.remedy != nil)
    let fine = Doctor.terminal(nil, answers(widths: agreed), ["TERM": "xterm-256color"])
    #expect(fine.allSatisfy { $0.level == .ok })
  }

  @Test(
    "A server is named with its kind, wire and models; a missing model is a problem with its remedy"
  )
  func server() async throws {
    var options = SimulatorOptions()
    options.speed = .infinity
    let simulator = Simulator(options)
    let port = try await simulator.start()
    var run = ExecRun()
    run.model = "qwen/qwen3-4"
    let (engine, transport) = try run.engine(port: port)
    let provider = Provider(id: "sim", name: "simulated", baseURL: "http://127.0.0.1:\(port)/v1")
    let inspection = await engine.inspect(provider)
    #expect(inspection.facts?.kind == .lmStudio(.v1))
    let runtime = Runtime.forTests(
      configuration: try EngineFixture.configuration(
        "[model_providers.sim]\nbase_url = \"http://127.0.0.1:\(port)/v1\"\n[profiles.p]\nmodel_provider = \"sim\"\nmodel = \"qwen/qwen3-4\"\n"
      ), engine: engine, transport: transport)
    let found = Doctor(runtime: runtime, environment: [:]).findings(inspection)
    #expect(found.first?.words.contains("LM Studio 0.4 or later") == true)
    #expect(found.first?.words.contains("wire native") == true)
    let problem = found.first { $0.level == .problem }
    #expect(problem?.words.contains("profile p wants qwen/qwen3-4") == true)
    #expect(problem?.remedy == "Did you mean qwen/qwen3-4b?")
    #expect(JSON(parsing: problem?.json.text ?? "")?["remedy"] != nil)
    await simulator.stop()
    let gone = await engine.inspect(provider)
    #expect(Doctor(runtime: runtime, environment: [:]).findings(gone).first?.level == .problem)
    await engine.shutdown()
    await transport.shutdown()
  }

  @Test("A cloud provider is not asked unless it is wished, but a missing key is told")
  func cloud() async throws {
    let (engine, transport) = try ExecRun().engine(port: 1)
    var provider = Provider(id: "c", name: "Cloud", baseURL: "https://cloud.example/v1")
    #expect(await engine.inspect(provider).error == nil)
    #expect(await engine.inspect(provider).facts == nil)
    provider.environmentKey = "NO_SUCH_KEY"
    #expect(await engine.inspect(provider).error?.message.contains("NO_SUCH_KEY") == true)
    await engine.shutdown()
    await transport.shutdown()
  }

  @Test(
    "Servers of tools are told with what they offer, or why not; enabled names that do not exist are noticed"
  )
  func tools() throws {
    var time = ToolServerReport(ToolServer(name: "time"))
    let now: JSON = ["name": "now", "inputSchema": ["type": "object"]]
    time.state = .ready([try #require(Tool(now, of: "time"))])
    time.took = .seconds(2)
    var gone = ToolServerReport(ToolServer(name: "gone"))
    gone.state = .failed(EngineError(.unreachable, "gone ended", remedy: "Run it by hand."))
    var far = ToolServer(name: "far")
    far.url = "https://far.example/mcp"
    let found = Doctor.findings(
      [time, gone, ToolServerReport(far)], enabled: ["time", "time:now", "time:then", "tiem"])
    #expect(found.map(\.area) == ["tools time", "tools gone", "tools far", "tools", "tools"])
    #expect(found.map(\.level) == [.ok, .note, .ok, .note, .note])
    #expect(found[0].words.contains("1 tool") && found[0].words.contains("2.0 s"))
    #expect(found[1].remedy == "Run it by hand." && found[2].words.contains("not asked"))
    #expect(found[3].words.contains("tiem") && found[4].words.contains("time:then"))
  }

  @Test("The whole examination runs in a shell and says what to mend")
  func program() async throws {
    let outcome = try await ProgramRun(
      arguments: [
        "doctor", "--json", "-c", "model_providers.lmstudio.base_url=http://127.0.0.1:9/v1",
      ],
      environment: ["HOME": "/tmp/codex-tui-doctor-\(getpid())"]
    ).outcome()
    let rows = outcome.out.split(separator: "\n").compactMap { JSON(parsing: String($0)) }
    #expect(outcome.code == 1)
    #expect(rows.contains { $0["level"]?.string == "problem" && $0["remedy"] != nil })
    #expect(
      rows.contains {
        $0["area"]?.string == "connections" && $0["words"]?.string?.hasPrefix("libcurl/") == true
      })
    #expect(rows.contains { $0["area"]?.string == "terminal" })
    #expect(rows.contains { $0["area"]?.string == "state" })
  }

  @Test(
    "A file that cannot be used is the first thing to mend, and the rest is looked at",
    arguments: ["profile = \"lokal\"", "profile = \"local\nmodel = \"x\""])
  func unusableFile(_ text: String) async throws {
    let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: home) }
    try FileManager.default.createDirectory(
      at: home.appending(path: ".codex"), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: home.appending(path: ".codex/config.toml"))
    let outcome = try await ProgramRun(
      arguments: ["doctor", "--json"], environment: ["HOME": home.path]
    ).outcome()
    let rows = outcome.out.split(separator: "\n").compactMap { JSON(parsing: String($0)) }
    #expect(outcome.code == ExitStatus.configuration.rawValue)
    let told = rows.filter { $0["area"]?.string == "configuration" }
    #expect(told.map { $0["level"]?.string } == ["problem", "note"])
    #expect(told.first?["words"]?.string?.contains("config.toml:1:") == true)
    #expect(told.first?["remedy"] != nil)
    #expect(rows.contains { $0["area"]?.string == "terminal" })
    #expect(rows.contains { $0["area"]?.string == "state" })
  }
}

/// Looked at, never run.
extension Runtime {
  static func forTests(
    configuration: Configuration, engine: Engine, transport: HTTPTransport
  ) -> Runtime {
    Runtime(
      configuration: configuration, engine: engine, transport: transport, simulator: nil, log: nil,
      eventLogger: EventLogger(AsyncStream { $0.finish() }, log: nil, directory: nil))
  }
}
