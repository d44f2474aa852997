import ArgumentParser
import Engine
import Simulator
import SystemPackage

/// The simulated server on its own, for other clients and for trying things out.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: say(
      "Serves a simulated LM Studio, Ollama, llama.cpp or another server on this machine.",
      zh: "在本机模拟 LM Studio、Ollama、llama.cpp 等服务器。"),
    discussion: say(
      """
      With --mcp it is a server of tools instead, on its standard input and output, to be named in \
      [mcp_servers.NAME] as command = "codex-tui", args = ["simulate", "--mcp"].
      """,
      zh:
        """
        加上 --mcp 则改为在标准输入和输出上作为工具服务器运行，在
        [mcp_servers.NAME] 中写作 command = "codex-tui", args = ["simulate", "--mcp"]。
        """))

  @Option(
    help: ArgumentHelp(
      say(
        "The address to listen at; beyond loopback every machine that reaches it may chat.",
        zh: "监听地址；若非回环地址，能访问它的机器都可对话。")))
  var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp(say("The port to listen on; 0 picks a free one.", zh: "监听端口；0 表示自动选择空闲端口。")))
  var port = 1234

  @Option(help: ArgumentHelp(say("How many times faster than a real machine.", zh: "真实机器速度的多少倍。")))
  var speed = 1.0

  @Option(
    help: ArgumentHelp(
      say(
        "Simulated seconds before it listens, as a machine that has to wake up.",
        zh: "开始监听前的模拟秒数，如同需要唤醒的机器。")))
  var after = 0.0

  @Option(
    help: ArgumentHelp(
      say("Replies written at the same time; the next ones wait in line.", zh: "同时生成的回复数；其余的排队。")))
  var slots: Int?

  @Option(
    help: ArgumentHelp(
      say("Which server to pretend to be; a wrong name lists them.", zh: "模拟哪种服务器；名称有误时列出全部。")))
  var server = ServerProfile.lms0425.rawValue

  @Flag(
    help: ArgumentHelp(
      say(
        "Be a server of tools (MCP) on standard input and output.", zh: "在标准输入和输出上作为工具服务器（MCP）运行。"
      )))
  var mcp = false

  @Option(
    help: ArgumentHelp(
      say(
        "How it misbehaves, NAME or NAME@NUMBER; a wrong name lists them. May be repeated.",
        zh: "故障：NAME 或 NAME@NUMBER；名称有误时列出。可重复。")))
  var fault: [String] = []

  mutating func run() async throws {
    guard 0...65535 ~= port else { throw ValidationError(CommandsMessages.isNoPort(port)) }
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
    } catch let error as CannotListen {
      throw CommandsMessages.cannotListen(at: host, port: port, Errno(rawValue: error.code))
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
        Process.exit(.other)
      })
    // The process has nothing else to do than to wait for a line.
    while let line = readLine() { await server.receive(Array(line.utf8)) }
    await server.end()
  }
}
