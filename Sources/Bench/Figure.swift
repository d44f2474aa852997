import Foundation

/// One measured number, and what it must not exceed.
struct Figure: Codable {
  var group: String
  var name: String
  var value: Double
  var unit: String
  /// The most that passes; `nil` where the number is only told.
  var budget: Double?
  /// How many times as long as where the budget was set things take here, of which this much is allowed.
  var slowness: Double?

  init(_ group: String, _ name: String, _ value: Double, _ unit: String, budget: Double? = nil) {
    self.group = group
    self.name = name
    self.value = value
    self.unit = unit
    self.budget = budget
  }

  var isOver: Bool { budget.map { value > $0 * (slowness ?? 1) } ?? false }

  var line: String {
    let label = name.padding(toLength: 58, withPad: " ", startingAt: 0)
    let times = slowness.map { String(format: " × %.2f", $0) } ?? ""
    let verdict = budget.map { "  \(isOver ? "OVER" : "ok") (\(Self.short($0))\(times))" } ?? ""
    return "  \(label)\(String(repeating: " ", count: max(0, 12 - Self.short(value).count)))"
      + "\(Self.short(value)) \(unit)\(verdict)"
  }

  /// Three digits are what a noisy machine can tell.
  private static func short(_ value: Double) -> String {
    value >= 100 || value == value.rounded()
      ? String(format: "%.0f", value) : String(format: value < 1 ? "%.3f" : "%.1f", value)
  }
}

/// What was measured, on what.
struct Report: Codable {
  var date: String
  var cores: Int
  /// Load average of the last minute, before and after: of 2 cores, anything above 2 is noise.
  var loadBefore: Double
  var loadAfter = 0.0
  var figures: [Figure] = []

  init() {
    date = ISO8601DateFormatter().string(from: Date())
    cores = ProcessInfo.processInfo.activeProcessorCount
    loadBefore = Self.load
  }

  private static var load: Double {
    var loads = [Double](repeating: 0, count: 3)
    getloadavg(&loads, 3)
    return loads[0]
  }

  /// Prints figures as they come, for a run takes minutes.
  mutating func add(_ new: [Figure]) {
    for figure in new {
      if figures.last?.group != figure.group { Self.say("\n\(figure.group)") }
      Self.say(figure.line)
      figures.append(figure)
    }
  }

  /// Unbuffered.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// Writes the figures as JSON and says how it went; returns whether all budgets are met.
  mutating func finish(writingTo path: String) -> Bool {
    loadAfter = Self.load
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    if let data = try? encoder.encode(self) {
      try? data.write(to: URL(fileURLWithPath: path))
    }
    Self.say(
      "\n\(cores) cores, load \(loadBefore) before and \(loadAfter) after; figures in \(path)")
    let over = figures.filter(\.isOver)
    for figure in over { Self.say("OVER BUDGET: \(figure.group): \(figure.name)") }
    return over.isEmpty
  }
}

/// Order statistics.
enum Spread {
  static func at(_ share: Double, of values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }

  static func median(_ values: [Double]) -> Double { at(0.5, of: values) }

  /// The power of `x` that `y` grows with: the slope of a line through their logarithms.
  static func exponent(_ points: [(x: Double, y: Double)]) -> Double {
    let logs = points.map { (log($0.x), log($0.y)) }
    let count = Double(logs.count)
    let meanX = logs.reduce(0) { $0 + $1.0 } / count
    let meanY = logs.reduce(0) { $0 + $1.1 } / count
    let over = logs.reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    let under = logs.reduce(0) { $0 + ($1.0 - meanX) * ($1.0 - meanX) }
    return over / under
  }
}
