import Foundation
import Simulator

/// One reply of a flood on a terminal: how late its words are, and what they cost.
struct FloodRun {
  /// Milliseconds from the write on the socket to the bytes on the terminal, per delta.
  var lags: [Double] = []
  /// From the prompt to the last word.
  var cpu = 0.0
  var bytesPerDelta = 0.0
  var pictures = 0.0
  var seconds = 0.0
  /// How late the last word was.
  var lastLag = Double.nan
  var before: ProcessFigures
  /// With the last word on the screen.
  var after: ProcessFigures
  /// When the reply has been kept, too.
  var settled: ProcessFigures
  var unseen = 0

  /// Starts the program, waits until it is ready, prompts once, watches the reply.
  init(_ subject: Subject, _ server: FloodServer, _ plan: FloodPlan) throws {
    server.plan = plan
    server.prepare()
    let program = try TerminalProgram(subject.command, environment: subject.environment)
    defer { program.stop() }
    program.read(seconds: subject.patience) { _ in program.emulator.shows(subject.ready) }
    // What else the start brings is over.
    program.read(seconds: 1)
    // Codex takes keys that come faster than a user types for a paste, Enter included.
    program.type("go")
    program.read(seconds: 1)
    before = program.figures
    let start = (bytes: program.bytes, pictures: program.pictures, at: Clock.now)
    var seen = [UInt64](repeating: 0, count: plan.deltas)
    var highest = -1
    program.type("\r")
    let limit = (plan.rate.isFinite ? Double(plan.deltas) / plan.rate : 0) + 30
    let end = program.read(seconds: limit) { moment in
      guard let mark = program.emulator.highestMark(), mark > highest, mark < server.sent
      else { return false }
      // A word that later ones have pushed off the screen was seen with them.
      for delta in (highest + 1)...mark { seen[delta] = moment }
      highest = mark
      return mark == plan.deltas - 1
    }
    after = program.figures
    seconds = Double((end ?? Clock.now) - start.at) / 1e9
    let stamps = server.stamps
    for (delta, moment) in seen.enumerated() where moment > 0 && delta < stamps.count {
      lags.append(Double(moment &- stamps[delta]) / 1e6)
    }
    unseen = plan.deltas - 1 - highest
    if unseen == 0 { lastLag = lags.last ?? .nan }
    cpu = after.cpu - before.cpu
    bytesPerDelta = Double(program.bytes - start.bytes) / Double(plan.deltas)
    pictures = Double(program.pictures - start.pictures) / seconds
    program.read(seconds: 2)
    settled = program.figures
  }

  /// The loads of the issue, on a terminal of 200×50.
  static let loads: [(name: String, plan: FloodPlan)] = [
    ("A: 5,000 at 200/s, one paragraph", FloodPlan(deltas: 5000, rate: 200)),
    ("B: 5,000 at 200/s, lines of 20", FloodPlan(deltas: 5000, rate: 200, newlineEvery: 20)),
    ("C: 20,000 at 5,000/s", FloodPlan(deltas: 20_000, rate: 5000, newlineEvery: 20)),
    ("D: 1,000 at 50/s", FloodPlan(deltas: 1000, rate: 50, newlineEvery: 20)),
    ("E: 10,000 at 1,000/s", FloodPlan(deltas: 10_000, rate: 1000, newlineEvery: 20)),
  ]

  func figures(_ group: String, isOurs: Bool = true) -> [Figure] {
    let load = group.prefix(1)
    let cpuBudget = ["A": 0.6, "B": 0.6, "C": 0.5][String(load)]
    // Fifty words a second leave a picture for each.
    let (median, late) = load == "D" ? (4.0, 18.0) : (12, 22)
    func budget(_ most: Double?) -> Double? { isOurs ? most : nil }
    var figures = [
      Figure(group, "CPU", cpu, "s", budget: budget(cpuBudget)),
      Figure(group, "lag p50", Spread.median(lags), "ms", budget: budget(median)),
      Figure(group, "lag p95", Spread.at(0.95, of: lags), "ms", budget: budget(late)),
      Figure(group, "lag max", lags.max() ?? .nan, "ms"),
      Figure(group, "the last word late by", lastLag, "ms", budget: load == "C" ? budget(20) : nil),
      Figure(
        group, "bytes to the terminal per delta", bytesPerDelta, "B", budget: budget(150)),
      Figure(group, "pictures per second", pictures, "/s"),
      Figure(group, "PSS before", before.pss, "MB", budget: budget(24)),
      Figure(group, "PSS after", after.pss, "MB", budget: budget(36)),
    ]
    if unseen > 0 { figures.append(Figure(group, "deltas never shown", Double(unseen), "")) }
    return figures
  }
}
