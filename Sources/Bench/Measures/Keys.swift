import Foundation
import Simulator

/// From a key to its letter on the screen.
enum Keys {
  private static let letter = UInt8(ascii: "Z")

  static func figures(_ subject: Subject, _ server: FloodServer) throws -> [Figure] {
    let idle = try lags(subject, server, streaming: nil)
    let busy = try lags(
      subject, server, streaming: FloodPlan(deltas: 4000, rate: 200, newlineEvery: 20))
    return [("still", idle), ("while a reply streams at 200/s", busy)].flatMap { name, lags in
      [0.5, 0.99].map { share in
        Figure(
          "\(subject.name): a key to its letter", "\(name), p\(Int(share * 100))",
          Spread.at(share, of: lags), "ms", budget: share > 0.9 ? 10 : nil)
      }
    }
  }

  private static func lags(
    _ subject: Subject, _ server: FloodServer, streaming plan: FloodPlan?
  ) throws -> [Double] {
    let program = try TerminalProgram(subject.command, environment: subject.environment)
    defer { program.stop() }
    program.read(seconds: subject.patience) { _ in program.emulator.shows(subject.ready) }
    if let plan {
      server.plan = plan
      server.prepare()
      program.type("go\r")
    }
    program.read(seconds: 1)
    return (1...150).compactMap { count in
      let start = Clock.now
      program.type("Z")
      let shown = program.read(seconds: 2) { _ in program.emulator.count(of: letter) >= count }
      // Keys come neither in step with the pictures nor with each other.
      program.read(seconds: 0.03 + Double(count % 17) / 1000)
      return shown.map { Double($0 - start) / 1e6 }
    }
  }
}
