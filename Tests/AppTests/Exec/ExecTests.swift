import Engine
import Foundation
import Simulator
import Support
import SystemPackage
import Testing

@testable import App

@Suite("exec", .limit(minutes: 1))
struct ExecTests {
  private func plain(
    _ written: Written, _ change: (inout PlainPrinter.Options) -> Void = { _ in }
  ) -> PlainPrinter {
    var options = PlainPrinter.Options()
    change(&options)
    return PlainPrinter(streams: written.streams, options: options)
  }

  /// The answer as a line of its own.
  private func printed(_ reply: Reply) -> String {
    reply.text.string.last?.isNewline == true ? reply.text.string : reply.text.string + "\n"
  }

  /// A run whose wire is told: where a machine is too busy to recognise its server in time, `auto` falls back
  /// to one that says nothing of loads.
  private static let told: ExecRun = {
    var run = ExecRun()
    run.wire = "native"
    return run
  }()

  @Test("The answer alone is on stdout; thinking in brackets, states and times on stderr")
  func streams() async throws {
    let written = Written()
    let outcome = try await Self.told.outcome(plain(written))
    let reply = try #require(outcome.reply)
    #expect(outcome.status == .ok)
    #expect(written.text == printed(reply))
    #expect(written.error.contains("[" + reply.reasoning.string + "]\n"))
    #expect(written.error.contains("· loading"))
    #expect(written.error.contains("tok/s"))
  }

  @Test("A profile that its own lock holds back ends at once, with the reason, and asks nothing")
  func locked() async throws {
    let written = Written()
    var run = ExecRun()
    run.provider = "location = \"cloud\""
    run.model += "\"\nlocal_only = \"machine"
    let outcome = try await run.outcome(plain(written))
    #expect(outcome.status == .other)
    #expect(outcome.requests.isEmpty)
    #expect(written.error.contains("This conversation may not leave this machine"))
  }

  @Test("What arrives is written the moment it comes, not kept until the end")
  func flushing() async throws {
    // The server falls silent in the middle of the answer: only what was written at once ends this.
    let (signals, send) = AsyncStream<Int32>.makeStream()
    let written = Written()
    var run = ExecRun()
    run.faults = [Fault(.stallMid)]
    let printer = Tripwire(plain(written)) { send.yield(SIGINT) }
    let outcome = try await run.outcome(printer) { $0.interrupts = signals }
    #expect(outcome.reply?.status == .interrupted)
    #expect(!written.text.isEmpty)
  }

  @Test("Quiet leaves stderr empty; without thinking only the bracket is missing")
  func quiet() async throws {
    let written = Written()
    _ = try await ExecRun().outcome(
      plain(written) {
        $0.isQuiet = true; $0.showsTimes = false
      })
    #expect(written.error.isEmpty)
    let second = Written()
    _ = try await Self.told.outcome(plain(second) { $0.showsThinking = false })
    #expect(!second.error.contains("["))
    #expect(second.error.contains("· loading"))
  }

  @Test("Colour dims what is on stderr and never touches stdout")
  func color() async throws {
    let written = Written()
    _ = try await ExecRun().outcome(plain(written) { $0.hasColor = true })
    #expect(written.error.contains("\u{1B}[2m["))
    #expect(written.error.contains("]\u{1B}[0m\n"))
    #expect(!written.text.contains("\u{1B}"))
  }

  @Test("A terminal on stdout sees no control of a model; a pipe gets every byte")
  func washing() {
    let written = Written()
    var terminal = plain(written) { $0.washesAnswer = true }
    _ = terminal.print(.text("a\u{1B}]0;title\u{7}b"), at: .zero)
    #expect(!written.text.contains("\u{1B}"))
    let raw = Written()
    var pipe = plain(raw)
    _ = pipe.print(.text("a\u{1B}[31mb"), at: .zero)
    #expect(raw.text == "a\u{1B}[31mb")
  }

  struct Ending: CustomTestStringConvertible {
    var run: ExecRun
    var code: ExitCode
    var name: String
    var testDescription: String { "\(code.rawValue) \(name)" }

    init(_ code: ExitCode, _ name: String, _ change: (inout ExecRun) -> Void) {
      var run = ExecRun()
      change(&run)
      (self.run, self.code, self.name) = (run, code, name)
    }
  }

  static let endings = [
    Ending(.authentication, "a server that wants a token") { $0.token = "secret" },
    Ending(.model, "an unknown model") {
      $0.model = "no/such-model"
      $0.wire = "chat"
    },
    Ending(.model, "a load that fails") { $0.faults = [Fault(.loadFail)] },
    Ending(.overflow, "a prompt that does not fit") {
      $0.faults = [Fault(.overflowNew)]
      $0.wire = "chat"
    },
    Ending(.broken, "a stream that breaks") { $0.faults = [Fault(.drop, at: 20_000)] },
    Ending(.stalled, "a stream that stalls") {
      $0.faults = [Fault(.stallMid)]
      $0.provider = "stream_idle_timeout_ms = 50\nprompt_stall_timeout_ms = 50"
    },
    Ending(.other, "a server that fails") { $0.faults = [Fault(.serverErrorPage)] },
  ]

  @Test(
    "Each way to fail has its exit code, a sentence, and the same code in JSON", arguments: endings)
  func codes(_ ending: Ending) async throws {
    let written = Written()
    let outcome = try await ending.run.outcome(plain(written))
    #expect(outcome.status == ending.code)
    #expect(written.error.contains("codex-tui: "))
    let lines = Written()
    let printer = JSONPrinter(streams: lines.streams, showsThinking: true)
    #expect(try await ending.run.outcome(printer).status == ending.code)
    #expect(lines.lines.last?["exit_code"]?.count(.ordinal) == Int(ending.code.rawValue))
    #expect(lines.lines.last?["error"]?["message"]?.string?.isEmpty == false)
  }

  @Test("No server at the address is exit code 4, with the command that starts a server")
  func unreachable() async throws {
    let simulator = Simulator(SimulatorOptions())
    let port = try await simulator.start()
    await simulator.stop()
    let (engine, transport) = try ExecRun().engine(port: port)
    let written = Written()
    var exec = Exec(engine: engine, printer: plain(written))
    #expect(await exec.run(Prompt("hi")) == .unreachable)
    #expect(written.error.contains("→"))
    await engine.shutdown()
    await transport.shutdown()
  }

  @Test(
    "A signal stops the reply at the server and keeps what was said",
    arguments: [(Int32(2), ExitCode.interrupted), (15, .terminated)])
  func signals(_ number: Int32, _ code: ExitCode) async throws {
    let (signals, send) = AsyncStream<Int32>.makeStream()
    let written = Written()
    var run = ExecRun()
    run.faults = [Fault(.stallMid)]
    let printer = Tripwire(plain(written)) { send.yield(number) }
    let outcome = try await run.outcome(printer) { $0.interrupts = signals }
    #expect(outcome.status == code)
    #expect(outcome.reply?.status == .interrupted)
    #expect(outcome.requests.last?.clientLeft == true)
    #expect(written.text == printed(try #require(outcome.reply)))
  }

  @Test("A reader who leaves ends the reply quietly, unless a file still wants it")
  func closedPipe() async throws {
    let written = Written(refusing: 32)
    var run = ExecRun()
    run.faults = [Fault(.stallMid)]
    let outcome = try await run.outcome(plain(written) { $0.showsTimes = false })
    #expect(outcome.status == .ok)
    #expect(outcome.reply?.status == .interrupted)
    #expect(!written.error.contains("codex-tui:"))

    let path = "/tmp/codex-tui-answer-\(getpid())"
    defer { unlink(path) }
    let file = try AnswerFile(path: path)
    let second = try await ExecRun().outcome(plain(Written(refusing: 32))) {
      $0.answerFile = file
    }
    #expect(second.status == .ok)
    #expect(second.reply?.status == .complete)
    let kept = try TextFile.read(path).map { String(decoding: $0, as: UTF8.self) }
    #expect(kept == printed(try #require(second.reply)))
  }

  @Test("A full disk is exit code 1 and said")
  func fullDisk() async throws {
    let written = Written(refusing: 28, after: 1)
    #expect(try await ExecRun().outcome(plain(written)).status == .other)
    #expect(written.error.contains("No space left"))
  }

  @Test("--max-time gives up with code 9 and keeps what arrived")
  func timeLimit() async throws {
    var run = ExecRun()
    run.faults = [Fault(.stallMid)]
    let written = Written()
    let outcome = try await run.outcome(plain(written)) { $0.limit = .milliseconds(300) }
    #expect(outcome.status == .stalled)
    #expect(written.error.contains("--max-time"))
  }
}

/// Prints, and pulls a wire at the first piece of the answer.
struct Tripwire: ReplyPrinter {
  var printer: any ReplyPrinter
  let pull: @Sendable () -> Void

  init(_ printer: any ReplyPrinter, pull: @escaping @Sendable () -> Void) {
    self.printer = printer
    self.pull = pull
  }

  mutating func begin(_ session: Session, at now: Duration) -> Errno? {
    printer.begin(session, at: now)
  }

  mutating func print(_ delta: Delta, at now: Duration) -> Errno? {
    if case .text = delta { pull() }
    return printer.print(delta, at: now)
  }

  mutating func end(
    _ reply: Reply?, _ ending: ReplyEnding, at now: Duration
  ) -> Errno? {
    printer.end(reply, ending, at: now)
  }

  func print(_ use: ToolUse, at now: Duration) -> Errno? { nil }
  func complain(_ error: EngineError) { printer.complain(error) }
}
