import Engine
import Foundation

/// What this process holds at one moment, as the kernel counts it.
struct Belongings: CustomStringConvertible {
  /// Resident memory in MB, with what the allocator keeps for later.
  let memory: Double
  /// Resident memory in MB once the allocator has given that back: what is in use.
  let held: Double
  let files: Int
  let threads: Int
  let children: Int

  init() {
    memory = Self.resident()
    Allocator.giveBack()
    held = Self.resident()
    files = Self.count("/proc/self/fd")
    threads = Self.count("/proc/self/task")
    children = Self.names("/proc/self/task").reduce(0) { count, thread in
      let text = Self.text("/proc/self/task/\(thread)/children")
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

  private static func resident() -> Double {
    let pages = text("/proc/self/statm").split(separator: " ").dropFirst().first
    return (pages.flatMap { Double($0) } ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
  }

  /// Not with Foundation, which leaks a page for each file whose length the kernel does not tell.
  private static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(file, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  private static func names(_ path: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  }

  private static func count(_ path: String) -> Int { names(path).count }

  var description: String {
    String(format: "%.1f MB, %.1f held", memory, held) + ", \(files) files, \(threads) threads, "
      + "\(children) children"
  }
}
