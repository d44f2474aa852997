import Engine
import Foundation
import Simulator
import TUI

/// What `make bench`, `bench-check`, `bench-peers`, `bench-instructions` and `check-splits` run.
@main
struct Bench {
  /// - `--program PATH` measures that program; without it only what needs none is measured.
  /// - `--reference PATH` measures the program that budgets were set beside in turn with it: see `Reference`.
  /// - `--only A,start,idle,keys,exec,growth,wires,input` leaves the rest out.
  /// - `--peers FOLDER` measures the programs found there beside ours.
  /// - `--json PATH` says where the figures go.
  /// - `--check` fails when a figure is over its budget.
  /// - `--archive` measures a large archive of conversations instead, and the program over it.
  /// - `--soak TURNS [--seed N]` uses the program for long instead, and looks for what is left behind.
  /// - `--stream COUNT` is the workload for callgrind, `--splits FOLDER` checks fixtures.
  static func main() {
    // On the first thread, as the program itself.
    ScreenActor.runHere {
      do {
        try await measure()
        exit(0)
      } catch {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        exit(1)
      }
    }
  }

  @ScreenActor
  private static func measure() async throws {
    Allocator.shareArenas()
    if let folder = option("--splits") { exit(Splits.check(folder) ? 0 : 1) }
    if let count = option("--stream").flatMap({ Int($0) }) {
      return try Instructions.run(deltas: count)
    }
    if let turns = option("--soak").flatMap({ Int($0) }) {
      let seed = option("--seed").flatMap { UInt64($0) } ?? 1
      exit(try await Soak.run(turns: turns, seed: seed) ? 0 : 1)
    }
    var report = Report()
    if CommandLine.arguments.contains("--archive") {
      report.add(try await ArchiveBench.figures(program: option("--program")))
      exit(report.finish(writingTo: option("--json") ?? ".build/bench-archive.json") ? 0 : 1)
    }
    let server = FloodServer(FloodPlan(deltas: 3))
    let port = try server.start()
    if wants("wires") { report.add(Wires.figures()) }
    if wants("input") { report.add(try BadInput.figures()) }
    if wants("growth") { report.add(try Growth.figures()) }
    if let program = option("--program") {
      try measure(.codexTUI(program, port: port), server, port, &report)
    }
    if let folder = option("--peers") {
      for peer in try Peers.screens(in: folder, port: port) {
        try measurePeer(peer, server, &report)
      }
      for peer in try Peers.shells(in: folder, port: port) {
        report.add(try ShellRun.figures(ofPeer: peer, server))
      }
    }
    try server.stop()
    let isGood = report.finish(writingTo: option("--json") ?? ".build/bench.json")
    exit(isGood || !CommandLine.arguments.contains("--check") ? 0 : 1)
  }

  private static func measure(
    _ subject: Subject, _ server: FloodServer, _ port: Int, _ report: inout Report
  ) throws {
    let reference = try option("--reference").map { try Subject.codexTUI($0, port: port) }
    let loads = FloodRun.loads.map { String($0.name.prefix(1)) }
    for part in ["start"] + loads + ["memory", "keys", "exec", "idle"] where wants(part) {
      report.add(
        try Reference.scaled(part, subject, beside: reference) {
          try figures(part, $0, server, port)
        })
    }
  }

  private static func figures(
    _ part: String, _ subject: Subject, _ server: FloodServer, _ port: Int
  ) throws -> [Figure] {
    switch part {
    case "start": try StartUp.figures(subject)
    case "memory": try memory(subject, server)
    case "keys": try Keys.figures(subject, server)
    case "exec":
      try ShellRun.figures(subject, server, port: port)
        + ShellRun.pacedFigures(subject, server)
        + FirstWord.figures(subject, server, port: port)
    case "idle": try Idle.figures(subject)
    default: try load(part, subject, server, port)
    }
  }

  private static func load(
    _ letter: String, _ subject: Subject, _ server: FloodServer, _ port: Int
  ) throws -> [Figure] {
    try FloodRun.loads.filter { $0.name.hasPrefix(letter) }.flatMap { name, plan in
      let group = "\(name): \(subject.name)"
      var figures = try FloodRun(subject, server, plan).figures(group)
      if ["A", "B"].contains(letter) {
        figures.append(try ShellRun.yardstick(group, subject, server, plan, port: port))
      }
      return figures
    }
  }

  private static func memory(_ subject: Subject, _ server: FloodServer) throws -> [Figure] {
    let group = "a reply of 1 MB: \(subject.name)"
    let plan = FloodPlan(deltas: 1024, rate: 2000, newlineEvery: 1, deltaBytes: 1024)
    let run = try FloodRun(subject, server, plan)
    return [
      Figure(group, "PSS with its last word", run.after.pss, "MB"),
      Figure(group, "PSS when it was kept", run.settled.pss, "MB", budget: 36),
      Figure(group, "CPU", run.cpu, "s"),
    ]
  }

  /// The start and the loads; a peer that does not answer in time is told as such, not left out.
  private static func measurePeer(
    _ peer: Subject, _ server: FloodServer, _ report: inout Report
  ) throws {
    report.add(try StartUp.figures(peer, rounds: 3, isOurs: false))
    if !peer.exec.isEmpty { report.add(try ShellRun.figures(ofPeer: peer, server)) }
    for (name, plan) in FloodRun.loads where ["A", "B", "C"].contains(name.prefix(1)) {
      var run = try FloodRun(peer, server, plan)
      // Some are not as ready as they look, and lose what is typed then: asked once more.
      if run.unseen == plan.deltas { run = try FloodRun(peer, server, plan) }
      report.add(run.figures("\(name): \(peer.name)", isOurs: false))
    }
  }

  private static func option(_ name: String) -> String? {
    CommandLine.arguments.firstIndex(of: name).flatMap {
      CommandLine.arguments.dropFirst($0 + 1).first
    }
  }

  private static func wants(_ part: String) -> Bool {
    option("--only")?.split(separator: ",").contains { $0 == part } ?? true
  }
}
