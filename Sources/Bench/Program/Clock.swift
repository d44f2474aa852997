import Foundation

/// The machine's uptime, on the scale of a flood's stamps.
enum Clock {
  /// Nanoseconds.
  static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

  /// Seconds of processor time of this thread, which other programs do not stretch.
  static var thread: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func milliseconds(since start: UInt64) -> Double { Double(now &- start) / 1e6 }
}
