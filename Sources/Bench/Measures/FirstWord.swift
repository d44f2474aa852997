import Foundation
import Simulator

/// How long a script waits on top of the server: from its start to the request, and from the first
/// delta on the socket to the first byte on stdout.
enum FirstWord {
  private struct Run {
    var toRequest: Double
    var toText: Double
  }

  static func figures(
    _ subject: Subject, _ server: FloodServer, rounds: Int = 15
  ) throws -> [Figure] {
    let runs = try (0..<rounds).map { _ in try run(subject, server) }
    let group = "\(subject.name) exec: the first word (median of \(rounds))"
    return [
      Figure(
        group, "start to request", Spread.median(runs.map(\.toRequest)), "ms", budget: 12),
      Figure(
        group, "first delta to text on stdout", Spread.median(runs.map(\.toText)), "ms",
        budget: 50),
      Figure(group, "… the slowest run", runs.map(\.toText).max() ?? .nan, "ms"),
    ]
  }

  private static func run(_ subject: Subject, _ server: FloodServer) throws -> Run {
    // Slow enough that a client which waits for more than one delta shows.
    server.plan = FloodPlan(deltas: 4, rate: 4)
    server.prepare()
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Spawn.Failure(description: "no pipe") }
    let start = Clock.now
    let pid = try Spawn.start(subject.exec, environment: subject.environment) { actions in
      for descriptor in [Int32(0), 2] {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
      }
      posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
      for end in ends { posix_spawn_file_actions_addclose(&actions, end) }
    }
    close(ends[1])
    defer { close(ends[0]) }
    var byte: UInt8 = 0
    let count = read(ends[0], &byte, 1)
    let arrived = Clock.now
    var rest = [UInt8](repeating: 0, count: 4096)
    while read(ends[0], &rest, rest.count) > 0 {}
    let (_, _, status) = Spawn.wait(pid)
    guard count == 1, status == 0, let first = server.stamps.first else {
      throw Spawn.Failure(description: "\(subject.exec[0]) said nothing (status \(status))")
    }
    return Run(
      toRequest: Double(server.asked - start) / 1e6, toText: Double(arrived - first) / 1e6)
  }
}
