import Foundation
import Simulator

/// A reply in the shell, at full speed, beside curl on the same stream.
enum ShellRun {
  static let plan = FloodPlan(deltas: 100_000, newlineEvery: 20)

  struct Cost {
    var wall: Double
    var cpu: Double
    /// The most memory it held, in MB.
    var peak: Double
  }

  /// Runs a command with its output thrown away.
  static func run(_ command: [String], environment: [String: String]) throws -> Cost {
    let start = Clock.now
    let pid = try Spawn.start(command, environment: environment) { actions in
      for descriptor in [Int32(0), 1, 2] {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
      }
    }
    let (cpu, peak, status) = Spawn.wait(pid)
    guard status == 0 else {
      throw Spawn.Failure(description: "\(command[0]) ended with status \(status)")
    }
    return Cost(wall: Double(Clock.now - start) / 1e9, cpu: cpu, peak: peak)
  }

  /// What curl spends on a stream as slow as a model's: mostly on being woken, as a screen does. A machine that is slow
  /// today is slow to it, too.
  static func yardstick(
    _ group: String, _ subject: Subject, _ server: FloodServer, _ plan: FloodPlan, port: Int
  ) throws -> Figure {
    server.plan = plan
    server.prepare()
    let cost = try run(
      curl(port, to: "/dev/null"), environment: subject.environment)
    return Figure(group, "CPU of curl on the same stream", cost.cpu, "s")
  }

  /// The same request as ours, in curl's words.
  static func curl(_ port: Int, to file: String) -> [String] {
    [
      "curl", "-sN", "-o", file, "-d", "{\"stream\":true}",
      "http://127.0.0.1:\(port)/v1/chat/completions",
    ]
  }

  private static func best(_ command: [String], _ environment: [String: String]) throws -> Cost {
    let runs = try (0..<5).map { _ in try run(command, environment: environment) }
    return Cost(
      wall: runs.map(\.wall).min() ?? .nan, cpu: runs.map(\.cpu).min() ?? .nan,
      peak: Spread.median(runs.map(\.peak)))
  }

  static func figures(_ subject: Subject, _ server: FloodServer, port: Int) throws -> [Figure] {
    server.plan = plan
    server.prepare()
    let curl = try best(curl(port, to: "/dev/null"), subject.environment)
    let ours = try best(subject.exec, subject.environment)
    server.plan = FloodPlan(deltas: 3)
    let short = try best(subject.exec, subject.environment)
    let group = "\(subject.name) exec: 100,000 deltas at full speed (best of 5)"
    return [
      Figure(group, "curl, wall", curl.wall * 1000, "ms"),
      Figure(group, "exec, wall", ours.wall * 1000, "ms"),
      Figure(group, "exec, wall in times of curl's", ours.wall / curl.wall, "×", budget: 2.5),
      Figure(group, "exec, CPU", ours.cpu, "s", budget: 0.15),
      Figure(group, "exec, peak memory", ours.peak, "MB", budget: 40),
      Figure(group, "a short answer, wall", short.wall * 1000, "ms", budget: 60),
      Figure(group, "a short answer, peak memory", short.peak, "MB", budget: 35),
    ]
  }

  /// A reply as slow as a model's: how it leaves into a pipe that is always read.
  static func pacedFigures(_ subject: Subject, _ server: FloodServer) throws -> [Figure] {
    let plan = FloodPlan(deltas: 300, rate: 100)
    server.plan = plan
    server.prepare()
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Spawn.Failure(description: "no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let pid = try Spawn.start(subject.exec, environment: subject.environment) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    close(ends[1])
    let bytesOfDelta = plan.deltaBytes
    var (arrived, pieces, moments) = (0, 0, [UInt64]())
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = read(ends[0], &buffer, buffer.count), count > 0 {
      arrived += count
      if moments.count < plan.deltas { pieces += 1 }
      while moments.count < min(plan.deltas, arrived / bytesOfDelta) { moments.append(Clock.now) }
    }
    close(ends[0])
    let (cpu, _, status) = Spawn.wait(pid)
    guard status == 0, moments.count == plan.deltas else {
      throw Spawn.Failure(description: "\(moments.count) deltas arrived, status \(status)")
    }
    let lags = zip(moments, server.stamps).map { Double($0 &- $1) / 1e6 }
    let group = "\(subject.name) exec: 300 deltas at 100/s into a pipe"
    return [
      Figure(group, "writes", Double(pieces), ""),
      Figure(group, "lag p50", Spread.median(lags), "ms"),
      Figure(group, "lag max", lags.max() ?? .nan, "ms", budget: 5),
      Figure(group, "CPU", cpu, "s"),
    ]
  }

  /// A peer's one run of each; one that ends with an error is told as such, not left out.
  static func figures(ofPeer peer: Subject, _ server: FloodServer) throws -> [Figure] {
    let group = "\(peer.name) exec: 100,000 deltas at full speed"
    server.plan = plan
    guard let long = try? run(peer.exec, environment: peer.environment) else {
      return [Figure(group, "ended with an error", 1, "")]
    }
    return [
      Figure(group, "exec, wall", long.wall * 1000, "ms"),
      Figure(group, "exec, CPU", long.cpu, "s"),
      Figure(group, "exec, peak memory", long.peak, "MB"),
    ]
  }
}
