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
    // One look at the local server falls into this time, after 20 s, and may cost four wake-ups; that the model is
    // ready is seen after 5 s and costs one. Nothing else may cost any.
    let expected = 4 + 1
    return [
      Figure(
        group, "wake-ups, all threads", Double(wakeUps), "",
        budget: isOurs ? Double(expected) : nil),
      Figure(
        group, "CPU", (after.cpu - before.cpu) * 1000, "ms", budget: isOurs ? 1 : nil),
      Figure(group, "bytes to the terminal", Double(program.bytes - bytes), "B"),
    ]
  }
}
