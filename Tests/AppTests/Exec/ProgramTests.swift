import Engine
import Foundation
import Simulator
import Support
import Testing

@testable import App

/// The shipped binary in the places where programs are put: pipes, schedulers, loops.
@Suite("The program in a shell", .limit(minutes: 2), .serialized)
struct ProgramTests {
  /// Runs `exec` over a fast simulated server.
  private func exec(
    _ arguments: [String], input: ProgramRun.Input = .none, script: String = "exec \"$@\"",
    faults: [Fault] = []
  ) async throws -> (ProgramRun.Outcome, [LoggedRequest]) {
    var options = SimulatorOptions()
    options.speed = .infinity
    options.faults = faults
    let simulator = Simulator(options)
    let port = try await simulator.start()
    let address = "model_providers.lmstudio.base_url=http://127.0.0.1:\(port)/v1"
    let run = ProgramRun(
      arguments: ["exec", "-c", address, "-m", "qwen/qwen3-4b"] + arguments, input: input)
    let outcome = try await run.outcome(script: script)
    await simulator.stop()
    return (outcome, await simulator.log)
  }

  @Test("A prompt as argument answers while stdin stays open")
  func openInput() async throws {
    let (outcome, _) = try await exec(["-q", "hello"], input: .open)
    #expect(outcome.code == 0)
    #expect(!outcome.out.isEmpty)
    #expect(outcome.error.isEmpty)
  }

  @Test("No stdin at all is no obstacle, and no prompt then is a usage error")
  func closedInput() async throws {
    #expect(try await exec(["-q", "hello"], input: .closed).0.code == 0)
    let (outcome, requests) = try await exec(["-q"], input: .closed)
    #expect(outcome.code == 2)
    #expect(requests.isEmpty, "the prompt is parsed before anything is asked of a server")
  }

  @Test("A megabyte through a pipe arrives whole")
  func megabyte() async throws {
    let text = String(repeating: "0123456789abcde\n", count: 65536)
    let (outcome, requests) = try await exec(["-q"], input: .bytes(Array(text.utf8)))
    let sent = requests.last { $0.method == "POST" }?.body ?? ""
    #expect(
      JSON(parsing: sent)?["input"]?.string == text,
      "\(outcome.code) \(outcome.error) \(requests.map(\.path)) \(sent.prefix(300))")
  }

  @Test("head takes what it wants and nothing complains")
  func head() async throws {
    let (outcome, _) = try await exec(
      ["please", "explain", "ncurses", "windows"], script: "\"$@\" | head -c 5")
    #expect(outcome.out.utf8.count == 5)
    #expect(!outcome.error.contains("codex-tui:"))
    #expect(!outcome.error.lowercased().contains("pipe"))
  }

  @Test(
    "Ctrl+C is exit code 130 and the server sees the client leave",
    arguments: [
      ("INT", Int32(130)), ("TERM", 143),
    ])
  func signals(_ name: String, _ code: Int32) async throws {
    // The shell waits until something was said, so the reply is certainly under way.
    let script = """
      fifo=$(mktemp -u); mkfifo "$fifo"; trap 'rm -f "$fifo"' EXIT
      "$@" 2>"$fifo" & program=$!
      exec 3<"$fifo"; head -c 3 <&3 >/dev/null
      kill -\(name) $program; cat <&3 >/dev/null; wait $program
      """
    let (outcome, requests) = try await exec(
      ["hello"], script: script, faults: [Fault(.stallMid)])
    #expect(outcome.code == code)
    #expect(requests.last?.clientLeft == true)
  }

  @Test(
    "What nohup started goes on when its terminal closes, and nothing else does",
    arguments: [(true, Int32(0)), (false, 129)])
  func nohup(_ isIgnored: Bool, _ code: Int32) async throws {
    let script = """
      fifo=$(mktemp -u); mkfifo "$fifo"; trap 'rm -f "$fifo"' EXIT
      \(isIgnored ? "trap '' HUP" : "")
      "$@" 2>"$fifo" & program=$!
      exec 3<"$fifo"; head -c 3 <&3 >/dev/null
      kill -HUP $program; cat <&3 >/dev/null; wait $program
      """
    let (outcome, _) = try await exec(
      ["hello"], script: script, faults: isIgnored ? [] : [Fault(.stallMid)])
    #expect(outcome.code == code)
  }

  @Test("A full disk is exit code 1")
  func fullDisk() async throws {
    let (outcome, _) = try await exec(["-q", "hello"], script: "\"$@\" > /dev/full")
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("No space left") && outcome.error.contains("Make room"))
  }

  @Test("A mistake on the command line is 2, in the configuration 3, and costs no request")
  func mistakes() async throws {
    for arguments in [
      ["--nonsense"], ["--max-time", "-1", "hi"], ["--file", "/no/file", "hi"],
      ["--color", "pink", "hi"], ["-o", "/no/such/folder/file", "hi"],
    ] {
      let (outcome, requests) = try await exec(arguments)
      #expect(outcome.code == 2, "\(arguments): \(outcome.error)")
      #expect(requests.isEmpty)
    }
    let (outcome, requests) = try await exec(["-p", "missing", "hi"])
    #expect(outcome.code == 3)
    #expect(outcome.error.contains("There are:"))
    #expect(requests.isEmpty)
  }

  @Test("A forgotten --stdin is told afterwards")
  func forgotten() async throws {
    let (outcome, _) = try await exec(["hello"], input: .bytes(Array("text".utf8)))
    #expect(outcome.code == 0)
    #expect(outcome.error.contains("--stdin sends it along"))
  }

  @Test("--effort and --system reach the server; -o keeps the answer")
  func options() async throws {
    let path = NSTemporaryDirectory() + "codex-tui-\(getpid())-answer"
    defer { unlink(path) }
    let (outcome, requests) = try await exec([
      "-q", "--effort", "low", "--system", "Say \"yes\".\nNothing else.", "-o", path, "hello",
      "-c", "model_providers.lmstudio.wire_api=chat",
    ])
    let body = requests.last { $0.method == "POST" }.flatMap { JSON(parsing: $0.body) }
    #expect(body?["messages"]?[0]?["content"]?.string == "Say \"yes\".\nNothing else.")
    #expect(body?["reasoning_effort"]?.string == "low")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == outcome.out)
  }
}
