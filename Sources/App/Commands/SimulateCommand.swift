import ArgumentParser
import Simulator

/// The simulated server on its own, for other clients and for trying things out.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Serves a simulated LM Studio on this machine.")

  @Option(help: "The port to listen on; 0 picks a free one.")
  var port = 1234

  @Option(help: "How many times faster than a real machine.")
  var speed = 1.0

  @Option(help: "Which server to pretend to be; a wrong name lists them.")
  var profile = ServerProfile.lms0425.rawValue

  mutating func run() async throws {
    guard speed > 0 else { throw ValidationError("--speed must be greater than 0.") }
    guard let profile = ServerProfile(rawValue: profile) else {
      let known = ServerProfile.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--profile \(profile) is not known. There are: \(known).")
    }
    var options = SimulatorOptions(profile: profile)
    options.port = port
    options.speed = speed
    let token = SimulatorOptions.freshToken()
    options.controlToken = token
    let simulator = Simulator(options)
    let bound: Int
    do {
      bound = try await simulator.start()
    } catch {
      throw Failure(.other, "port \(port) cannot be used: \(error). Try --port 0.")
    }
    StandardOutput.write("listening http://127.0.0.1:\(bound)\n")
    StandardOutput.write("control   X-Simulator-Token: \(token)\n")
    await Signals.termination()
    await simulator.stop()
  }
}
