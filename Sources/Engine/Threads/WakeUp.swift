#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Wakes a thread that waits for it, from any other: a descriptor that `poll` can wait for, too.
///
/// However often it rings before it is heard, it is heard once.
package final class WakeUp: Sendable {
  /// Can be read when it has rung.
  package let ear: Int32
  /// A byte written here rings: for a signal's handler, which may do little more.
  let bell: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "no pipe for a wake-up: \(String(cString: strerror(errno)))")
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (ear, bell) = (ends[0], ends[1])
    // A bell that has rung often enough to fill the pipe need not wait.
    _ = fcntl(bell, F_SETFL, O_NONBLOCK)
  }

  deinit {
    close(ear)
    close(bell)
  }

  func ring() {
    var one: UInt8 = 1
    while write(bell, &one, 1) < 0, errno == EINTR {}
  }

  /// Waits until it has rung, or the time is over.
  func wait(_ limit: Duration? = nil) {
    var hears = pollfd(fd: ear, events: Int16(POLLIN), revents: 0)
    if limit == nil || poll(&hears, 1, Self.milliseconds(limit)) > 0 { drain() }
  }

  /// It has rung; from now on the next time counts.
  package func drain() {
    var rings = [UInt8](repeating: 0, count: 64)
    while read(ear, &rings, rings.count) < 0, errno == EINTR {}
  }

  /// As `poll` takes it, rounded up: a thread that wakes too early would only sleep once more.
  package static func milliseconds(_ duration: Duration?) -> Int32 {
    guard let duration else { return -1 }
    return Int32(max(0, min((duration / .milliseconds(1)).rounded(.up), Double(Int32.max))))
  }
}
