import ArgumentParser
import Simulator

/// The simulated server on its own, for other clients and for trying things out.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Serves a simulated LM Studio, Ollama, llama.cpp or another server on this machine.",
    discussion: """
      With --mcp it is a server of tools instead, on its standard input and output, to be named in \
      [mcp_servers.NAME] as command = "codex-tui", args = ["simulate", "--mcp"].
      """)

  @Option(help: "The address to listen at; beyond loopback every machine that reaches it may chat.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 picks a free one.")
  var port = 1234

  @Option(help: "How many times faster than a real machine.")
  var speed = 1.0

  @Option(help: "Simulated seconds before it listens, as a machine that has to wake up.")
  var after = 0.0

  @Option(help: "Replies written at the same time; the next ones wait in line.")
  var slots: Int?

  @Option(help: "Which server to pretend to be; a wrong name lists them.")
  var server = ServerProfile.lms0425.rawValue

  @Flag(help: "Be a server of tools (MCP) on standard input and output.")
  var mcp = false

  @Option(help: "How it misbehaves, NAME or NAME@NUMBER; a wrong name lists them. May be repeated.")
  var fault: [String] = []

  mutating func run() async throws {
    guard speed > 0 else { throw ValidationError(CommandsMessages.speedMustBePositive) }
    guard !mcp else { return try await serveTools() }
    guard let profile = ServerProfile(rawValue: server) else {
      let known = ServerProfile.allCases.map(\.rawValue)
      throw ValidationError(CommandsMessages.unknownServer(server, known: known))
    }
    var options = SimulatorOptions(profile: profile)
    options.host = host
    options.port = port
    options.speed = speed
    options.faults = try faults(Fault.Name.allCases.map(\.rawValue)) { Fault(parsing: $0) }
    options.slots = slots.map { max(1, $0) }
    let token = SimulatorOptions.freshToken()
    options.controlToken = token
    options.startsAfter = max(0, after)
    let simulator = Simulator(options)
    let bound: Int
    do {
      bound = try await simulator.start()
    } catch {
      throw CommandsMessages.cannotListen(at: host, port: port, error)
    }
    StandardOutput.write(CommandsMessages.listening(at: host, port: bound) + "\n")
    StandardOutput.write(CommandsMessages.control(token: token) + "\n")
    await Signals.termination()
    await simulator.stop()
  }

  /// What `--fault` asks for; a wrong name is answered with those that are known.
  private func faults<Known>(
    _ known: [String], _ read: (String) -> Known?
  ) throws -> [Known] {
    try fault.map { name in
      guard let fault = read(name) else {
        throw ValidationError(CommandsMessages.unknownFault(name, known: known))
      }
      return fault
    }
  }

  private func serveTools() async throws {
    let faults = try faults(ToolServerFault.allCases.map(\.rawValue)) {
      ToolServerFault(rawValue: $0)
    }
    let server = ToolServerSimulator(
      faults: Set(faults), pacing: ScaledPacing(speed: speed),
      write: { StandardOutput.write(String(decoding: $0, as: UTF8.self)) },
      die: { words in
        StandardError.write(words + "\n")
        Self.exit(withError: ExitCode(1))
      })
    // The process has nothing else to do than to wait for a line.
    while let line = readLine() { await server.receive(Array(line.utf8)) }
    await server.end()
  }
}
