import Foundation

/// Starts programs, on a terminal of their own or with their output in a pipe.
enum Spawn {
  /// What cannot be started.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// - Parameter files: what the child opens as descriptors 0, 1 and 2; a path or a descriptor here.
  static func start(
    _ command: [String], environment: [String: String], inNewSession: Bool = false,
    files: (inout posix_spawn_file_actions_t) -> Void
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    files(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // 0x80 is POSIX_SPAWN_SETSID: the terminal it opens next becomes its own.
    if inNewSession { posix_spawnattr_setflags(&attributes, 0x80) }
    var arguments = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    var pid: pid_t = 0
    let result = posix_spawnp(&pid, command[0], &actions, &attributes, &arguments, &variables)
    guard result == 0 else {
      throw Failure(description: "\(command[0]): \(String(cString: strerror(result)))")
    }
    return pid
  }

  /// Waits for the end; answers the seconds of CPU it used and its largest memory in MB.
  ///
  /// `ru_maxrss` would count this process's own memory, which a child shares until it becomes
  /// another program; so the child's own high-water mark is read while it runs.
  static func wait(_ pid: pid_t) -> (cpu: Double, peak: Double, status: Int32) {
    var usage = rusage()
    var status: Int32 = 0
    var peak = 0.0
    while wait4(pid, &status, WNOHANG, &usage) == 0 {
      peak = max(peak, ProcessFigures.highWater(of: pid))
      usleep(1000)
    }
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return (seconds(usage.ru_utime) + seconds(usage.ru_stime), peak, status)
  }
}
