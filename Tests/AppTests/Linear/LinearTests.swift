import Engine
import Foundation
import Simulator
import Support
import Synchronization
import TUI
import Testing

@testable import App

@Suite("The linear conversation", .limit(minutes: 1))
struct LinearTests {
  /// What comes out when these lines go in.
  private func conversation(
    _ lines: [String], run: ExecRun = ExecRun(), server: Bool = true
  ) async throws -> (text: String, status: ExitCode) {
    var options = SimulatorOptions()
    options.speed = .infinity
    options.faults = run.faults
    let simulator = Simulator(options)
    let port = try await simulator.start()
    if !server { await simulator.stop() }
    let (engine, transport) = try run.engine(port: port)
    let written = Written()
    let rest = Mutex(lines[...])
    var linear = Linear(engine: engine)
    linear.streams = OutputStreams(
      out: { written.streams.out($0) }, error: { _ = written.streams.out($0) })
    linear.nextLine = { rest.withLock { $0.popFirst() } }
    linear.interrupts = { AsyncStream { $0.finish() } }
    let status = await linear.run()
    await engine.shutdown()
    await transport.shutdown()
    await simulator.stop()
    return (written.text, status)
  }

  @Test("A question is answered with labels, thinking in brackets first")
  func answer() async throws {
    let (text, status) = try await conversation(["please explain ncurses windows"])
    #expect(status == .ok)
    let thinking = try #require(text.firstRange(of: "thinking: ["))
    let answer = try #require(text.firstRange(of: "]\nanswer: "))
    #expect(thinking.upperBound < answer.lowerBound)
    #expect(text.contains("tok/s"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test("A line that ends in a backslash goes on, and quotes hold several lines")
  func longPrompts() async throws {
    let (text, _) = try await conversation([
      "echo one\\", "two", "\"\"\"", "echo three", "four", "\"\"\"", "/retry",
    ])
    #expect(text.components(separatedBy: "answer: ").count == 4)
    #expect(text.contains("one\ntwo"))
    #expect(text.contains("three\nfour"))
  }

  @Test("Commands say what they did, and a wrong one what there is")
  func commands() async throws {
    let (text, status) = try await conversation([
      "/profile", "/profile claud", "/models", "/model qwen3-4b", "/model", "/nonsense", "/new",
      "/retry", "/help", "/quit", "never read",
    ])
    #expect(text.contains("* p · qwen/qwen3-4b"))
    #expect(text.contains("Did you mean cloud?"))
    #expect(text.contains("openai/gpt-oss-20b"))
    #expect(text.contains("There is no /nonsense"))
    #expect(text.contains("a new conversation"))
    #expect(text.contains("no prompt to repeat"))
    #expect(text.contains("Ctrl+D"))
    #expect(!text.contains("answer:"))
    #expect(status == .ok)
  }

  @Test("A path with a slash in it is a question")
  func paths() {
    #expect(LinearCommand("/etc/hosts is empty, why?") == nil)
    #expect(LinearCommand("/profile cloud") == .profile("cloud"))
    #expect(LinearCommand("what?") == nil)
  }

  @Test("Without a server the failure is said, and the conversation goes on")
  func offline() async throws {
    let (text, status) = try await conversation(["hello", "/quit"], server: false)
    #expect(text.contains("codex-tui: "))
    #expect(text.contains("→"))
    #expect(status == .unreachable || text.contains("you: "))
  }

  @Test("A dumb terminal and an accessible session get lines without asking")
  func choice() {
    #expect(Linear.suits(.dumb("dumb"), [:]))
    #expect(Linear.suits(nil, ["ACCESSIBLE": "1"]))
    #expect(!Linear.suits(nil, ["ACCESSIBLE": "0"]))
    #expect(!Linear.suits(.inputIsNoTerminal, [:]))
  }
}
