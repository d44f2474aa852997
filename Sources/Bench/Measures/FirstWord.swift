import Foundation
import Simulator

/// How long a script waits on top of the server: from its start to the request, and from the first
/// delta on the socket to the first byte on stdout.
enum FirstWord {
  private struct Run {
    var toRequest: Double
    var toText: Double
  }

  /// curl runs in turn with it, for a yardstick: it loads the same library for the same request, and a machine that is
  /// slow today is slow to it, too.
  static func figures(
    _ subject: Subject, _ server: FloodServer, port: Int, rounds: Int = 15
  ) throws -> [Figure] {
    let runs = try (0..<rounds).map { _ in
      (
        ours: try run(subject.exec, subject.environment, server),
        curl: try run(ShellRun.curl(port, to: "-"), subject.environment, server)
      )
    }
    let ours = Spread.median(runs.map(\.ours.toRequest))
    let yardstick = Spread.median(runs.map(\.curl.toRequest))
    let group = "\(subject.name) exec: the first word (median of \(rounds))"
    return [
      Figure(group, "curl, start to request", yardstick, "ms"),
      Figure(group, "start to request", ours, "ms", budget: 12),
      Figure(group, "start to request in times of curl's", ours / yardstick, "×"),
      Figure(
        group, "first delta to text on stdout", Spread.median(runs.map(\.ours.toText)), "ms",
        budget: 50),
      Figure(group, "… the slowest run", runs.map(\.ours.toText).max() ?? .nan, "ms"),
    ]
  }

  private static func run(
    _ command: [String], _ environment: [String: String], _ server: FloodServer
  ) throws -> Run {
    // Slow enough that a client which waits for more than one delta shows.
    server.plan = FloodPlan(deltas: 4, rate: 4)
    server.prepare()
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Spawn.Failure(description: "no pipe") }
    let start = Clock.now
    let pid = try Spawn.start(command, environment: environment) { actions in
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
      throw Spawn.Failure(description: "\(command[0]) said nothing (status \(status))")
    }
    return Run(
      toRequest: Double(server.asked - start) / 1e6, toText: Double(arrived - first) / 1e6)
  }
}
