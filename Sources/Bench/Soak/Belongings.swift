import Foundation

/// What this process holds at one moment, as the kernel counts it.
struct Belongings: CustomStringConvertible {
  /// Resident memory in MB.
  let memory: Double
  let files: Int
  let threads: Int
  let children: Int

  init() {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let resident = pages.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
    memory = resident * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
    files = Self.count("/proc/self/fd")
    threads = Self.count("/proc/self/task")
    children = Self.names("/proc/self/task").reduce(0) { count, thread in
      let path = "/proc/self/task/\(thread)/children"
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      return count + text.split(separator: " ").count
    }
  }

  /// Once it has come down to what was before, or after ten seconds: closed sockets and the last
  /// steps of cancelled tasks take a moment.
  static func settled(to before: Belongings) async -> Belongings {
    var now = Belongings()
    for _ in 0..<100 where now.files > before.files || now.threads > before.threads {
      try? await Task.sleep(for: .milliseconds(100))
      now = Belongings()
    }
    return now
  }

  private static func names(_ path: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  }

  private static func count(_ path: String) -> Int { names(path).count }

  var description: String {
    String(format: "%.1f MB", memory) + ", \(files) files, \(threads) threads, "
      + "\(children) children"
  }
}
