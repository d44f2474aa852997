import Foundation

/// What a process and everything it started cost so far.
struct ProcessFigures {
  /// Seconds of CPU, of all threads, ended ones included.
  var cpu = 0.0
  /// Memory in MB: shared pages counted by their share, and whole.
  var pss = 0.0
  var rss = 0.0
  var processes = 0
  /// Times that a thread went to sleep, and so was woken, by thread: the runtime ends idle ones.
  var sleeps: [String: Int] = [:]
  /// Pages that were touched first and were in memory already, or had to be read.
  var minorFaults = 0
  var majorFaults = 0

  init(tree root: pid_t) {
    for pid in Self.tree(root) { add(pid) }
  }

  private mutating func add(_ pid: pid_t) {
    processes += 1
    var clock = clockid_t()
    var time = timespec()
    if clock_getcpuclockid(pid, &clock) == 0, clock_gettime(clock, &time) == 0 {
      cpu += Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let rollup = Self.read("/proc/\(pid)/smaps_rollup")
    pss += Self.kilobytes("Pss:", in: rollup) / 1024
    rss += Self.kilobytes("Rss:", in: rollup) / 1024
    let fields = Self.stat(pid)
    if fields.count > 13 {
      minorFaults += Int(fields[7]) ?? 0
      majorFaults += Int(fields[9]) ?? 0
      // What its ended children used, in hundredths of a second.
      cpu += ((Double(fields[13]) ?? 0) + (Double(fields[14]) ?? 0)) / 100
    }
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
    for thread in threads {
      let status = Self.read("/proc/\(pid)/task/\(thread)/status")
      sleeps[thread] = Int(Self.kilobytes("voluntary_ctxt_switches:", in: status))
    }
  }

  /// How often a thread was woken since an earlier look; what an ended one did after it is not known.
  func wakeUps(since earlier: ProcessFigures) -> Int {
    sleeps.reduce(0) { $0 + $1.value - (earlier.sleeps[$1.key] ?? 0) }
  }

  /// The most memory that a process held so far, in MB; 0 once it has ended.
  static func highWater(of pid: pid_t) -> Double {
    kilobytes("VmHWM:", in: read("/proc/\(pid)/status")) / 1024
  }

  /// A process and its descendants.
  private static func tree(_ root: pid_t) -> [pid_t] {
    var children: [pid_t: [pid_t]] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let pid = pid_t(name), case let fields = stat(pid), fields.count > 1,
        let parent = pid_t(fields[1])
      else { continue }
      children[parent, default: []].append(pid)
    }
    var found = [root]
    var index = 0
    while index < found.count {
      found += children[found[index]] ?? []
      index += 1
    }
    return found
  }

  /// The fields of `/proc/PID/stat` after the name, which may hold blanks: the state is the first.
  private static func stat(_ pid: pid_t) -> [Substring] {
    let text = read("/proc/\(pid)/stat")
    guard let end = text.lastIndex(of: ")") else { return [] }
    return text[end...].dropFirst(2).split(separator: " ")
  }

  private static func kilobytes(_ field: String, in text: String) -> Double {
    for line in text.split(separator: "\n") where line.hasPrefix(field) {
      let words = line.dropFirst(field.count).split(whereSeparator: \.isWhitespace)
      return words.first.flatMap { Double($0) } ?? 0
    }
    return 0
  }

  private static func read(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}
