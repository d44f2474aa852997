import Foundation
import Simulator

/// From the start of the process to its first picture and to a model that is ready.
struct StartUp {
  var firstBytes: Double
  var firstPicture: Double
  var ready: Double
  var figures: ProcessFigures

  init(_ subject: Subject) throws {
    let program = try TerminalProgram(subject.command, environment: subject.environment)
    defer { program.stop() }
    var picture: UInt64?
    let ready = program.read(seconds: subject.patience) { moment in
      // The prompt's placeholder, or whatever a peer shows first.
      if picture == nil, program.emulator.hasText { picture = moment }
      return program.emulator.shows(subject.ready)
    }
    func milliseconds(_ moment: UInt64?) -> Double {
      moment.map { Double($0 - program.started) / 1e6 } ?? .nan
    }
    firstBytes = milliseconds(program.firstBytes)
    firstPicture = milliseconds(picture)
    self.ready = milliseconds(ready)
    program.read(seconds: 0.3)
    figures = program.figures
  }

  static func figures(_ subject: Subject, rounds: Int = 9, isOurs: Bool = true) throws -> [Figure] {
    let group = "\(subject.name): start"
    func budget(_ most: Double) -> Double? { isOurs ? most : nil }
    var figures: [Figure] = []
    if dropCaches() {
      let cold = try StartUp(subject)
      figures.append(Figure(group, "ready, nothing in the page cache", cold.ready, "ms"))
    }
    let runs = try (0..<rounds).map { _ in try StartUp(subject) }
    func median(_ value: (StartUp) -> Double) -> Double { Spread.median(runs.map(value)) }
    return figures + [
      Figure(group, "first picture", median(\.firstPicture), "ms", budget: budget(12)),
      Figure(group, "ready", median(\.ready), "ms", budget: budget(25)),
      Figure(group, "CPU until ready", median(\.figures.cpu) * 1000, "ms"),
      Figure(group, "PSS at ready, all processes", median(\.figures.pss), "MB", budget: budget(24)),
      Figure(group, "RSS at ready, all processes", median(\.figures.rss), "MB"),
      Figure(group, "processes", median { Double($0.figures.processes) }, ""),
      Figure(
        group, "pages touched first (minor faults)", median { Double($0.figures.minorFaults) }, ""),
    ]
  }

  /// Only the administrator may; without, there is no cold figure.
  private static func dropCaches() -> Bool {
    sync()
    guard let file = FileHandle(forWritingAtPath: "/proc/sys/vm/drop_caches") else { return false }
    defer { try? file.close() }
    return (try? file.write(contentsOf: Data("1".utf8))) != nil
  }
}
