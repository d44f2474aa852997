import Engine
import Simulator
import Support
import Synchronization
import SystemPackage

@testable import App

/// What a command wrote, in order, each write apart.
final class Written: Sendable {
  private let state = Mutex<(out: [String], error: [String])>(([], []))
  /// The next write to stdout fails with this `errno`, and each after it.
  private let refusal: Mutex<(after: Int, code: Int32)?>

  init(refusing code: Int32? = nil, after count: Int = 0) {
    refusal = Mutex(code.map { (count, $0) })
  }

  var out: [String] { state.withLock(\.out) }
  var text: String { out.joined() }
  var error: String { state.withLock(\.error).joined() }
  var lines: [JSON] { text.split(separator: "\n").compactMap { JSON(parsing: String($0)) } }

  var streams: OutputStreams {
    OutputStreams(
      out: { [self] text in
        if let (count, code) = refusal.withLock(\.self), out.count >= count {
          return Errno(rawValue: code)
        }
        state.withLock { $0.out.append(text) }
        return nil
      }, error: { [self] text in state.withLock { $0.error.append(text) } },
      control: { [self] control in state.withLock { $0.error.append(control.rawValue) } })
  }
}

/// One `exec` over a simulated server, in this process.
struct ExecRun {
  var server = ServerProfile.lms0425
  var model = "qwen/qwen3-4b"
  var wire = "auto"
  var faults: [Fault] = []
  var token: String?
  /// More lines of the provider's table.
  var provider = ""
  /// More lines of the profile's table.
  var profile = ""
  /// How a simulated server of tools misbehaves, whose tools are all allowed; `nil`: there is none.
  var tools: Set<ToolServerFault>?
  /// What a user says to its forms; `nil`: no user is there.
  var fill: FormAnswer?
  /// More lines of that server's table.
  var toolSettings = ""
  var prompt = "please explain ncurses windows"
  var speed = Double.infinity

  /// What came of it, and what the simulator saw.
  struct Outcome {
    var status: ExitCode
    var reply: Reply?
    var requests: [LoggedRequest]
  }

  func outcome(
    _ printer: any ReplyPrinter, change: (inout Exec) -> Void = { _ in }
  ) async throws -> Outcome {
    var options = SimulatorOptions()
    options.profile = server
    options.speed = speed
    options.faults = faults
    options.token = token
    let simulator = Simulator(options)
    let port = try await simulator.start()
    let engine = try engine(port: port)
    var exec = Exec(engine: engine.engine, printer: printer)
    change(&exec)
    if tools != nil {
      await engine.engine.enableTools(["x"])
      if let fill {
        await engine.engine.answerToolQuestions()
        exec.fill = { _ in fill }
      }
      await engine.engine.allowTools(Set(ExecRun.tools.map { "x:\($0)" }))
    }
    let status = await exec.run(Prompt(prompt))
    let reply = await engine.engine.session.transcript.last?.reply
    await engine.engine.shutdown()
    await engine.transport.shutdown()
    // A stop closes the connection; the server learns of it a moment later.
    while reply?.status == .interrupted, !Task.isCancelled,
      let last = await simulator.log.last, !last.clientLeft, last.ended == nil
    {
      await Task.yield()
    }
    await simulator.stop()
    return Outcome(status: status, reply: reply, requests: await simulator.log)
  }

  func engine(port: Int) throws -> (engine: Engine, transport: HTTPTransport) {
    let config = """
      profile = "p"
      [model_providers.sim]
      name = "simulated"
      base_url = "http://127.0.0.1:\(port)/v1"
      wire_api = "\(wire)"
      request_max_retries = 0
      \(provider)
      [profiles.p]
      model_provider = "sim"
      model = "\(model)"
      \(profile)
      """ + (tools == nil ? "" : "\n[mcp_servers.x]\ncommand = \"x\"\n\(toolSettings)\n")
    let transport = HTTPTransport(environment: [:])
    let engine = try EngineFixture.engine(config, transport: transport) { services in
      guard let tools else { return }
      services.startTools = { _ in DemoTools.pipe(faults: tools, pacing: InstantPacing()) }
    }
    return (engine, transport)
  }

  private static let tools = ["clock", "add", "countdown", "ask", "picture", "fail"]
}

/// Swift Testing has an `ExitStatus` too.
typealias ExitCode = App.ExitStatus
