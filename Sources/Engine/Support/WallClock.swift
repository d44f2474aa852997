#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The time of day. What the engine measures it measures with `Timekeeper`; this only dates things.
package enum WallClock {
  /// Milliseconds since 1970.
  package static let now: @Sendable () -> Int64 = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
