import ArgumentParser
import Simulator

/// The simulated server on its own, for other clients and for trying things out.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Serves a simulated LM Studio, Ollama, llama.cpp or another server on this machine.")

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

  mutating func run() async throws {
    guard speed > 0 else { throw ValidationError(CommandsMessages.speedMustBePositive) }
    guard let profile = ServerProfile(rawValue: server) else {
      let known = ServerProfile.allCases.map(\.rawValue)
      throw ValidationError(CommandsMessages.unknownServer(server, known: known))
    }
    var options = SimulatorOptions(profile: profile)
    options.host = host
    options.port = port
    options.speed = speed
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
}
