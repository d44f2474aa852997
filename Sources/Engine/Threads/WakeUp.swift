#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Wakes a thread that waits for it, from any other: a descriptor that `poll` can wait for, too.
///
/// However often it rings before somebody listens, it is heard once.
final class WakeUp: Sendable {
  /// Can be read when it has rung.
  let ear: Int32
  private let bell: Int32

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

  /// Waits until it has rung.
  func wait() {
    var rings = [UInt8](repeating: 0, count: 512)
    while read(ear, &rings, rings.count) < 0, errno == EINTR {}
  }
}
