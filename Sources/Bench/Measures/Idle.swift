import Foundation

/// A still screen for half a minute.
enum Idle {
  static func figures(
    _ subject: Subject, seconds: Double = 30, isOurs: Bool = true
  ) throws
    -> [Figure]
  {
    let program = try TerminalProgram(subject.command, environment: subject.environment)
    defer { program.stop() }
    program.read(seconds: subject.patience) { _ in program.emulator.shows(subject.ready) }
    program.read(seconds: 2)
    let before = program.figures
    let bytes = program.bytes
    var (after, wakeUps) = (before, 0)
    for _ in 0..<Int(seconds) {
      let earlier = after
      program.read(seconds: 1)
      after = program.figures
      wakeUps += after.wakeUps(since: earlier)
    }
    let group = "\(subject.name): \(Int(seconds)) s without a key"
    // Two looks at the local server fall into this time, after 5 and 15 s. Each may cost four wake-ups; nothing else
    // may cost any.
    let looks = 2
    return [
      Figure(
        group, "wake-ups, all threads", Double(wakeUps), "",
        budget: isOurs ? Double(looks * 4) : nil),
      Figure(
        group, "CPU", (after.cpu - before.cpu) * 1000, "ms", budget: isOurs ? 1 : nil),
      Figure(group, "bytes to the terminal", Double(program.bytes - bytes), "B"),
    ]
  }
}
